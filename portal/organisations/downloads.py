"""The registry as a file: formulas in people's text are neutralised, numbers stay numbers."""

import csv
import io
import re

import tablib
from django.db.models import QuerySet
from import_export.formats import base_formats
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from portal.organisations.models import Organisation
from portal.organisations.resources import OrganisationResource

# Source: OWASP, «CSV Injection». Leading apostrophes count: one more has to come off on import.
FORMULA = re.compile(r"'*[=+\-@\t\r]")


class SafeCSV(base_formats.CSV):
    """Semicolons and a byte order mark: what Russian spreadsheets open by a double click."""

    CONTENT_TYPE = "text/csv; charset=utf-8"

    def export_data(self, dataset: tablib.Dataset, **options: object) -> bytes:
        text = io.StringIO()
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerow(dataset.headers)
        writer.writerows([guarded(value) for value in row] for row in dataset)
        return text.getvalue().encode("utf-8-sig")


class SafeXLSX(base_formats.XLSX):
    """Text goes in as text, never as a formula; whole numbers as numbers."""

    def export_data(self, dataset: tablib.Dataset, **options: object) -> bytes:
        book = Workbook(write_only=True)
        sheet = book.create_sheet()
        for row in (dataset.headers, *dataset):
            sheet.append([_cell(sheet, value) for value in row])
        content = io.BytesIO()
        book.save(content)
        return content.getvalue()


FORMATS = {"csv": SafeCSV, "xlsx": SafeXLSX}


def export_of(rows: QuerySet[Organisation], extension: str) -> tuple[bytes, str]:
    """Return the rows as a file of FORMATS and its content type."""
    file_format = FORMATS[extension]()
    dataset = OrganisationResource().export(rows)
    return file_format.export_data(dataset), file_format.get_content_type()


def guarded(value: str | int) -> str | int:
    """Return a cell of a CSV that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value


def _cell(sheet: object, value: str | int) -> WriteOnlyCell:
    if isinstance(value, int):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet)
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell.data_type = "s"  # a leading «=» has made it a formula
    return cell
