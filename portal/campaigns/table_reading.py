"""Reading a plan from an XLSX book: rows in, the values of a plan or every wrong cell out."""

import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError, Problem
from portal.campaigns.plan_table import (
    ABOUT,
    ABOUT_SHEET,
    FORM,
    LEVELS,
    PLACE,
    REPORT,
    STEP,
    STEPS_SHEET,
    WORDS,
)

MAX_UNPACKED = 40 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 100
NEEDED = "Шаг"
VALUES = {key: {word: value for value, word in words.items()} for key, words in WORDS.items()}
BELOW = ("stages", "procedures", "phases", "steps")
RUSSIAN_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
Row = tuple[int, dict[str, Any]]


def data_of_table(content: bytes) -> dict[str, Any]:
    """Return the values of a plan as its JSON would hold them.

    Raises DomainError with the row and the column of everything wrong, or for a file that is no
    such book.
    """
    book = _book(content)
    data: dict[str, Any] = {"basis": [], "territory": {}, "stages": []}
    for word, text in _about(book):
        key = ABOUT[word]
        if key == "basis":
            data["basis"].append(text)
        else:
            (data if key in ("title", "short_title") else data["territory"])[key] = text
    reader = _Rows()
    for number, cells in _steps(book):
        reader.take(number, cells)
    if reader.problems:
        raise DomainError(problems=reader.problems)
    return data | {"stages": reader.stages}


class TablePart(dict[str, Any]):
    """The values of one part, and where they stand: row, and the column of each key."""

    row: int
    columns: dict[str, str]

    def place_of(self, key: str) -> str:
        """Return «строка 5, столбец «Этап»»."""
        return place_in_words(self.row, self.columns.get(key, ""))


def place_in_words(row: int, column: str) -> str:
    """Return the place of a cell as people are told it."""
    if not column:
        return _("строка %d") % row
    return _("строка %(row)d, столбец «%(column)s»") % {"row": row, "column": column}


class _Rows:
    """Puts rows into the tree of parts; a part begins where its cells differ from those above."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.stages: list[dict[str, Any]] = []
        self.line: list[tuple[tuple[Any, ...], dict[str, Any]]] = []

    def take(self, number: int, cells: dict[str, Any]) -> None:
        """Take one row of the sheet, column → value."""
        for depth, level in enumerate(LEVELS):
            own = {word: cells[word] for word in level if cells.get(word) not in (None, "")}
            if not own:
                continue
            if depth > len(self.line):
                word = next(iter(own))
                self.wrong(number, word, _("Не сказано, к чему это относится: заполните слева."))
                return
            self.put(number, depth, level, own)

    def put(self, number: int, depth: int, level: dict[str, str], own: dict[str, Any]) -> None:
        key = tuple(_text(own.get(word)) for word in level)
        if level is not STEP and depth < len(self.line) and self.line[depth][0] == key:
            return
        part = TablePart({} if level is STEP else {BELOW[depth + 1]: []})
        part.row, part.columns = number, {key: word for word, key in level.items()}
        for word, value in own.items():
            if level[word] != PLACE:
                part[level[word]] = self.value(number, word, level[word], value)
        above = self.line[depth - 1][1][BELOW[depth]] if depth else self.stages
        above.append(part)
        self.line[depth:] = [] if level is STEP else [(key, part)]

    def value(self, number: int, word: str, key: str, value: Any) -> Any:
        if key in ("starts", "ends"):
            return self.date(number, word, value)
        text = _text(value)
        if key in VALUES:
            return VALUES[key].get(text, text)
        if key == "responsible":
            return _split(text)
        if key == "bindings":
            return [self.binding(number, word, item) for item in _split(text)]
        return text

    def date(self, number: int, word: str, value: Any) -> str | None:
        if isinstance(value, datetime.datetime):
            return value.date().isoformat()
        text = _text(value)
        if match := RUSSIAN_DATE.fullmatch(text):
            day, month, year = match.groups()
            text = f"{year}-{month:>02}-{day:>02}"
        try:
            return datetime.date.fromisoformat(text).isoformat()
        except ValueError:
            self.wrong(number, word, _("Дата «%s» не читается, нужна вида 15.09.2020.") % text[:40])
            return None

    def binding(self, number: int, word: str, item: str) -> dict[str, str]:
        kind, _space, name = item.partition(" ")
        keys = {FORM: "form", REPORT: "report"}
        if kind.lower() not in keys or not name.strip():
            words = _("«%s» не читается: нужно «форма …» или «отчёт …» через точку с запятой.")
            self.wrong(number, word, words % item[:40])
            return {}
        return {keys[kind.lower()]: name.strip()}

    def wrong(self, number: int, word: str, message: str) -> None:
        self.problems.append(Problem(message, place_in_words(number, word)))


def _book(content: bytes) -> Any:
    try:
        packed = zipfile.ZipFile(io.BytesIO(content)).infolist()
        if sum(item.file_size for item in packed) > MAX_UNPACKED:
            raise DomainError(_("Таблица слишком велика для плана."))
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except DomainError:
        raise
    except Exception as wrong:  # openpyxl raises whatever it stumbles over in a damaged file
        raise DomainError(_("Файл не открывается как таблица Excel.")) from wrong
    missing = [name for name in (ABOUT_SHEET, STEPS_SHEET) if name not in book.sheetnames]
    if missing:
        names = _("», «").join(missing)
        raise DomainError(_("В книге нет листа «%s»: возьмите за образец выгрузку плана.") % names)
    return book


def _about(book: Any) -> Iterator[tuple[str, str]]:
    for row in book[ABOUT_SHEET].iter_rows(max_row=200, max_col=2, values_only=True):
        word, value = (*row, None, None)[:2]
        if _text(word) in ABOUT and _text(value):
            yield _text(word), _text(value)


def _steps(book: Any) -> Iterator[Row]:
    rows = book[STEPS_SHEET].iter_rows(max_col=MAX_COLUMNS, values_only=True)
    header = [_text(value) for value in next(rows, ())]
    known = {word for level in LEVELS for word in level}
    if NEEDED not in header:
        words = _("На листе «%(sheet)s» нет столбца «%(word)s».")
        raise DomainError(words % {"sheet": STEPS_SHEET, "word": NEEDED})
    for number, row in enumerate(rows, start=2):
        if number > MAX_ROWS:
            raise DomainError(_("В плане больше 20 000 строк: это не похоже на план."))
        cells = {word: value for word, value in zip(header, row, strict=False) if word in known}
        if any(_text(value) for value in cells.values()):
            yield number, cells


def _split(text: str) -> list[str]:
    return [item.strip() for item in text.split(";") if item.strip()]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
