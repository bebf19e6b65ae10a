"""Reading an uploaded table: CSV in the encodings people have, or XLSX; rows of text come out."""

import csv
import datetime
import io
import itertools
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

import openpyxl
from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError
from portal.organisations.columns import Row

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 200
# Empty rows count here: a file of a few kilobytes can claim a billion of them.
MAX_SCANNED = 200_000
# What an XLSX may unpack to: 20,000 full rows take 15 MB; reading costs a second per megabyte.
MAX_UNPACKED = 40 * 1024 * 1024
ZIP = b"PK\x03\x04"
# A PDF, a page, a letter in RTF: text by their bytes, never a table.
OTHER_KINDS = (b"%PDF", b"<!DOCTYPE", b"<!doctype", b"<html", b"{\\rtf")
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
DELIMITERS = ";,\t"
# Our CSV puts an apostrophe before what a spreadsheet would take for a formula; here it comes off.
APOSTROPHE = re.compile(r"^'(?='*[=+\-@])")


def read_table(content: bytes) -> tuple[list[str], list[Row]]:
    """Return the header and the rows, each with its number in the file (the header is row 1).

    Empty rows are left out. Every cell is text: «=…» stays as it is, a whole number loses «.0»,
    a day reads 31.12.2020.
    Raises DomainError for a file that is too large, empty, of another kind or unreadable.
    """
    if len(content) > MAX_BYTES:
        raise DomainError(_("Файл больше 5 МБ. Разделите его на части."))
    if content.startswith(OLD_EXCEL):
        raise DomainError(_("Это старый формат Excel. Сохраните таблицу как .xlsx или CSV."))
    if content.startswith(OTHER_KINDS):
        raise DomainError(_("Это не таблица. Сохраните её как .xlsx или CSV."))
    rows = _xlsx(content) if content.startswith(ZIP) else _csv(content)
    taken = list(itertools.islice(_filled(rows), MAX_ROWS + 2))
    if not taken:
        raise DomainError(_("Файл пуст."))
    if len(taken) > MAX_ROWS + 1:
        raise DomainError(_("В файле больше 20 000 строк. Разделите его на части."))
    return taken[0][1], taken[1:]


def _filled(rows: Iterable[list[str]]) -> Iterator[Row]:
    for number, cells in enumerate(rows, start=1):
        if number > MAX_SCANNED:
            raise DomainError(_("В таблице слишком много пустых строк. Удалите их."))
        if any(cells):
            yield number, cells


def _csv(content: bytes) -> Iterator[list[str]]:
    text = _decoded(content)
    head = text.lstrip().split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=head.count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield [APOSTROPHE.sub("", cell.strip()) for cell in row[:MAX_COLUMNS]]
    except csv.Error as wrong:
        raise DomainError(_("Файл не читается как CSV: проверьте кавычки.")) from wrong


def _decoded(content: bytes) -> str:
    """UTF-8 when it is that, else what Windows writes; anything else is refused, never guessed."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1251"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not CONTROL.search(text):
            return text
    raise DomainError(_("Кодировка файла не читается. Сохраните его как CSV UTF-8 или XLSX."))


def _xlsx(content: bytes) -> Iterator[list[str]]:
    """Rows of the sheet that was open last; formulas by the value they had."""
    try:
        packed = zipfile.ZipFile(io.BytesIO(content)).infolist()
        if sum(item.file_size for item in packed) > MAX_UNPACKED:
            raise DomainError(_("Таблица слишком велика. Разделите её на части."))
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for row in book.active.iter_rows(values_only=True):
            yield [_text(value) for value in row[:MAX_COLUMNS]]
    except DomainError:
        raise
    except Exception as wrong:  # openpyxl raises whatever it stumbles over in a damaged file
        raise DomainError(_("Файл не открывается как таблица Excel.")) from wrong


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.date):
        return f"{value:%d.%m.%Y}"
    return CONTROL.sub("", str(value)).strip()
