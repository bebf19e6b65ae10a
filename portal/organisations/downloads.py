"""The registry as a file: formulas in people's text are neutralised, numbers stay numbers.

A workbook holds text as text, so its cells are letter by letter what stands in the registry. CSV
knows no types: there an apostrophe stands before what a spreadsheet would calculate, and import
takes it off again.
"""

import csv
import datetime
import io
import re
from collections.abc import Iterable

import tablib
from django.db.models import QuerySet
from import_export.formats import base_formats
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from forms_builder.common.workbooks import text_cell
from portal.organisations.models import Organisation
from portal.organisations.resources import OrganisationResource

# Source: OWASP, «CSV Injection». Leading apostrophes count: one more has to come off on import.
FORMULA = re.compile(r"'*[=+\-@\t\r]")


# The language is named: without it a spreadsheet shows days as its own country writes them.
RUSSIAN_DAY = "[$-419]dd.mm.yyyy"
Value = str | int | datetime.date


def csv_of(header: Iterable[object], rows: Iterable[Iterable["Value"]]) -> bytes:
    """Return a table as CSV that a Russian spreadsheet opens and takes nothing in it as a formula.

    rows: text, whole numbers, days.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([guarded(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


class SafeCSV(base_formats.CSV):
    """Semicolons and a byte order mark: what Russian spreadsheets open by a double click."""

    CONTENT_TYPE = "text/csv; charset=utf-8"

    def export_data(self, dataset: tablib.Dataset, **options: object) -> bytes:
        return csv_of(dataset.headers, dataset)


class SafeXLSX(base_formats.XLSX):
    """Text goes in as text, never as a formula; whole numbers as numbers, days as days."""

    def export_data(self, dataset: tablib.Dataset, **options: object) -> bytes:
        book = Workbook(write_only=True)
        sheet = book.create_sheet()
        for row in (dataset.headers, *dataset):
            sheet.append([cell_of(sheet, value) for value in row])
        content = io.BytesIO()
        book.save(content)
        return content.getvalue()


FORMATS = {"csv": SafeCSV, "xlsx": SafeXLSX}


def export_of(rows: QuerySet[Organisation], extension: str) -> tuple[bytes, str]:
    """Return the rows as a file of FORMATS and its content type."""
    file_format = FORMATS[extension]()
    dataset = OrganisationResource().export(rows)
    return file_format.export_data(dataset), file_format.get_content_type()


def guarded(value: Value) -> str | int:
    """Return a cell of a CSV that no spreadsheet takes for a formula; days as 31.12.2020."""
    if isinstance(value, datetime.date):
        return f"{value:%d.%m.%Y}"
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value


def cell_of(sheet: object, value: Value | None) -> object:
    """Return a cell of a workbook: text as text, never a formula; days as 31.12.2020."""
    if value == "":
        return None
    if isinstance(value, str):
        return text_cell(sheet, value)
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, datetime.date):
        cell.number_format = RUSSIAN_DAY
    return cell
