"""Which characters the shipped fonts can print; asked before anything is drawn."""

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from reportlab.pdfbase.ttfonts import TTFontFile

from forms_builder.common.errors import Problem
from portal.documents.errors import RenderFailed
from portal.documents.tree import (
    Block,
    Column,
    Document,
    Heading,
    KeyFigure,
    Paragraph,
    StripChart,
    Table,
    as_data,
    from_data,
)

FONTS = Path(__file__).resolve().parents[2] / "static" / "fonts"
TEXT_FACES = (
    "pt-sans-regular.ttf",
    "pt-sans-bold.ttf",
    "pt-sans-italic.ttf",
    "pt-serif-regular.ttf",
    "pt-serif-bold.ttf",
)
SIGNS_FACE = "portal-signs.ttf"
SHOWN_AT_MOST = 20
BREAKS = {"\u2028": "\n", "\u2029": "\n", "\u0085": "\n", "\t": " "}
INVISIBLE = {"Cc", "Cf"}

Place = tuple[str, str]


def legible(document: Document) -> Document:
    """Return the document as it is drawn: composed letters (NFC), no invisible characters.

    Text pasted from elsewhere brings «и» with a separate breve, byte-order marks and direction
    marks; none of them is a reason to refuse a report. Line breaks stay.
    """
    return from_data(_legible_data(as_data(document)))


def unprintable(text: str) -> str:
    """Return the characters of a typed text that no report could print, each once; "" if none.

    Rooms ask before they keep a text that a report will show: what is frozen cannot be mended.
    """
    return "".join(dict.fromkeys(char for char in _legible_text(text) if _is_absent(char)))


def _is_absent(char: str) -> bool:
    return char != "\n" and char not in drawable(signs=True)


def check_glyphs(document: Document) -> None:
    """Raise RenderFailed naming each character that no font has, and where it stands.

    Text may use the signs font beside PT Sans; drawings (strip charts) have PT Sans alone.
    """
    problems = [
        Problem(_("символа «{name}» нет в шрифтах, замените его словом").format(name=name), place)
        for place, name in dict.fromkeys(_missing(document))
    ]
    if problems:
        raise RenderFailed("", problems[:SHOWN_AT_MOST])


@cache
def drawable(signs: bool) -> frozenset[str]:
    """Return every character that all text faces can print, with our signs when asked for."""
    common = frozenset.intersection(*(_characters(face) for face in TEXT_FACES))
    return common | _characters(SIGNS_FACE) if signs else common


@cache
def _characters(face: str) -> frozenset[str]:
    return frozenset(chr(code) for code in TTFontFile(str(FONTS / face)).charToGlyph)


def _legible_data(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _legible_data(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_legible_data(value) for value in data]
    return _legible_text(data) if isinstance(data, str) else data


def _legible_text(text: str) -> str:
    broken = "".join(BREAKS.get(letter, letter) for letter in text.replace("\r\n", "\n"))
    return "".join(
        letter
        for letter in unicodedata.normalize("NFC", broken)
        if letter == "\n" or unicodedata.category(letter) not in INVISIBLE
    )


def _missing(document: Document) -> Iterator[Place]:
    for place, text in _head_texts(document):
        yield from _absent(place, text, signs=True)
    for block in document.blocks:
        for place, text in _block_texts(block):
            yield from _absent(place, text, signs=not isinstance(block, StripChart))


def _absent(place: str, text: str, signs: bool) -> Iterator[Place]:
    for letter in set(text) - drawable(signs) - {"\n"}:
        code = f"U+{ord(letter):04X}"
        name = code if "\ud800" <= letter <= "\udfff" else f"{letter} ({code})"
        yield place.encode(errors="replace").decode(), name


def _head_texts(document: Document) -> Iterator[Place]:
    yield _("название"), document.title
    yield _("подзаголовок"), document.subtitle
    yield _("пометка"), document.mark
    for fact in document.facts:
        yield _("сведения, «{label}»").format(label=fact.label), f"{fact.label}{fact.value}"


def _block_texts(block: Block) -> Iterator[Place]:
    match block:
        case Heading() | Paragraph():
            yield _("текст «{text}»").format(text=block.text[:40]), block.text
        case KeyFigure():
            place = _("главное число «{title}»").format(title=block.title)
            yield place, f"{block.value}{block.title}{block.text}"
        case StripChart():
            place = _("рисунок «{title}»").format(title=block.title)
            yield place, f"{block.title}{''.join(block.legend)}"
            for row in block.rows:
                yield f"{place}, «{row.label}»", f"{row.label}{row.shown}"
        case Table():
            yield from _table_texts(block)


def _table_texts(table: Table) -> Iterator[Place]:
    where = _("таблица «{caption}»").format(caption=table.caption)
    yield where, table.caption
    for column in table.columns:
        yield f"{where}, {_column(column)}", column.title
    for number, row in enumerate(table.rows, start=1):
        for cell, column in zip(row, table.columns, strict=False):
            row_name = _("строка {number}").format(number=number)
            yield f"{where}, {row_name}, {_column(column)}", cell


def _column(column: Column) -> str:
    return str(_("столбец «{title}»").format(title=column.title))
