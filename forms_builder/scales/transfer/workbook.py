"""Tables to and from XLSX. A workbook from outside is untrusted: its size, its parts, formulas."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from forms_builder.common.errors import DomainError
from forms_builder.common.workbooks import text_cell
from forms_builder.scales.transfer.columns import (
    FRAME_COLUMNS,
    FRAME_SHEET,
    ROW_COLUMNS,
    ROWS_SHEET,
    Line,
)
from forms_builder.scales.transfer.document import plain

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
MOST_PARTS = 200
MOST_ROWS = 20_000
# What the readers of packages and of XML say of a spoiled file.
SPOILED = (
    *(KeyError, IndexError, ValueError, TypeError, AttributeError, SyntaxError, OverflowError),
    *(OSError, EOFError, NotImplementedError, RuntimeError, zipfile.BadZipFile, zlib.error),
)
WIDTHS = {"title": 40, "text": 70, "hint": 40, "plain": 40}
WRAPPED = Alignment(wrap_text=True, vertical="top")


def write_workbook(frame: Iterable[Line], rows: Iterable[Line]) -> bytes:
    """Return an XLSX of two sheets; every value is text, also one that looks like a formula."""
    book = Workbook(write_only=True)
    _write(book, str(ROWS_SHEET), ROW_COLUMNS, rows)
    _write(book, str(FRAME_SHEET), FRAME_COLUMNS, frame)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read_workbook(content: bytes) -> tuple[list[Line], list[Line]]:
    """Return the lines of the frame and of the rows, empty ones left out.

    Raises DomainError for what is no workbook of ours or is too large to be opened.
    """
    _demand_harmless(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        frame = list(_read(book, str(FRAME_SHEET), FRAME_COLUMNS))
        return frame, list(_read(book, str(ROWS_SHEET), ROW_COLUMNS))
    except SPOILED as error:
        raise DomainError(_("Файл не открывается как книга Excel (.xlsx).")) from error


def _write(book: Workbook, title: str, columns: Mapping[str, Any], lines: Iterable[Line]) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for place, name in enumerate(columns):
        sheet.column_dimensions[chr(ord("A") + place)].width = WIDTHS.get(name, 16)
    sheet.append([_cell(sheet, str(heading), Font(bold=True)) for heading in columns.values()])
    for line in lines:
        sheet.append([_cell(sheet, line[name]) for name in columns])


def _cell(sheet: Any, text: str, font: Font | None = None) -> WriteOnlyCell:
    cell = text_cell(sheet, text)
    cell.alignment = WRAPPED
    if font:
        cell.font = font
    return cell


def _read(book: Workbook, title: str, columns: Mapping[str, Any]) -> Iterator[Line]:
    if title not in book.sheetnames:
        raise DomainError(_("В книге нет листа «%s».") % title)
    sheet = book[title]
    sheet.reset_dimensions()  # what a file says of its own size is not believed
    rows = sheet.iter_rows(max_col=50)
    names = _names([_text(cell)[0] for cell in next(rows, ())], columns, title)
    for number, row in enumerate(rows, start=2):
        if number > MOST_ROWS:
            raise DomainError(_("В листе «%s» слишком много строк.") % title)
        read = {name: _text(cell) for name, cell in zip(names, row, strict=False) if name}
        cells = {name: text for name, (text, _fault) in read.items()}
        if any(cells.values()):
            faults = {name: fault for name, (_value, fault) in read.items() if fault}
            yield Line(
                cells,
                _("Лист «%(sheet)s», строка %(row)s") % {"sheet": title, "row": number},
                faults,
            )


def _names(headings: list[str], columns: Mapping[str, Any], title: str) -> list[str]:
    by_heading = {str(heading).casefold(): name for name, heading in columns.items()}
    names = [by_heading.get(heading.casefold(), "") for heading in headings]
    missing = [str(columns[name]) for name in columns if name not in names]
    if missing:
        words = {"sheet": title, "columns": ", ".join(missing)}
        raise DomainError(_("В листе «%(sheet)s» нет столбцов: %(columns)s.") % words)
    return names


def _text(cell: Any) -> tuple[str, str]:
    """Return what a cell says and what is wrong with it; numbers come without «.0»."""
    value = cell.value
    if value is None:
        return "", ""
    if cell.data_type == "f":
        return str(value), _("В ячейке формула: впишите значение.")
    if cell.data_type == "e":
        return str(value), _("В ячейке ошибка Excel: впишите значение.")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return plain(str(value)), ""


def _demand_harmless(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise DomainError(_("Файл больше 5 МБ. Шкала столько не занимает."))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            unpacked = sum(part.file_size for part in parts)
            if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED:
                raise DomainError(_("Внутри файла слишком много данных: он не открыт."))
            for part in parts:
                _demand_no_entities(package, part)
    except SPOILED as error:
        raise DomainError(_("Файл не открывается как книга Excel (.xlsx).")) from error


def _demand_no_entities(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    with package.open(part) as inside:
        if b"<!DOCTYPE" in inside.read(4096):
            raise DomainError(_("В файле есть то, чего в книге Excel не бывает: он не открыт."))
