"""A document as a file and back: JSON or XLSX, told apart by the name's ending."""

import json
from typing import Any

from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError
from forms_builder.scales.transfer.columns import FRAME_COLUMNS, ROW_COLUMNS, Line
from forms_builder.scales.transfer.document import FORMAT, Data, plain
from forms_builder.scales.transfer.flat import frame_lines, row_lines
from forms_builder.scales.transfer.reading import Read, read_lines
from forms_builder.scales.transfer.workbook import MOST_BYTES, read_workbook, write_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"xlsx": XLSX, "json": "application/json"}


def write_file(document: Data, ending: str) -> bytes:
    """Return a document as the bytes of a file; ending: «xlsx» or «json»."""
    if ending == "xlsx":
        return write_workbook(frame_lines(document), row_lines(document))
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def read_file(name: str, content: bytes) -> Read:
    """Return what a file says; raises DomainError when it cannot be read as a scale at all."""
    ending = name.rpartition(".")[2].lower()
    if ending == "xlsx":
        return read_lines(*read_workbook(content))
    if ending != "json":
        raise DomainError(_("Нужен файл .xlsx или .json, выгруженный отсюда."))
    if len(content) > MOST_BYTES:
        raise DomainError(_("Файл больше 5 МБ. Шкала столько не занимает."))
    try:
        return read_document(json.loads(content))
    except (ValueError, RecursionError) as error:
        raise DomainError(_("Файл не читается как JSON.")) from error


def read_document(data: Any) -> Read:
    """Return a document after the same checks that a workbook goes through."""
    try:
        if data["format"] != FORMAT:
            raise DomainError(_("Это не выгрузка шкалы или выгрузка другого вида."))
        frame = [_plain(line, FRAME_COLUMNS) for line in frame_lines(data)]
        rows = [_plain(line, ROW_COLUMNS) for line in row_lines(data)]
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise DomainError(_("Это не выгрузка шкалы или в ней чего-то не хватает.")) from error
    return read_lines(frame, rows)


def _plain(line: Line, columns: Any) -> Line:
    """Cells of a JSON document are text or whole numbers; anything else means nothing here."""
    for name, value in line.cells.items():
        if name in columns and not isinstance(value, str):
            raise TypeError(name)
    return Line({name: plain(value) for name, value in line.cells.items()}, line.place)
