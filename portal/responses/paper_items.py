"""How each type of question stands on paper: boxes to tick, lines to write on, empty tables."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from forms_builder.fields.contract import Item
from forms_builder.fields.indicator import offered_levels
from portal.documents.tree import Block, Column, Paragraph, Table, WritingLines

Draw = Callable[[Item], list[Block]]
BOX = "☐"
SHORT, LONG = "_" * 24, "_" * 60
FEW_LINES, MANY_LINES = 1, 5
ROWS_AT_LEAST, ROWS_AT_MOST = 4, 8
TALL = "\u00a0\n\u00a0"  # an empty cell in which a hand can write
FIRST_COLUMN = 40
GAP = "\u00a0" * 8
# Points on paper: a letter of a column's title, a hundredth of the page, the space beside a cell.
LETTER, POINTS_PER_PERCENT, PADDING = 4.9, 4.82, 10


def control(item: Item) -> list[Block]:
    """Return what is filled in for an item; a type without a way of its own gets lines.

    item: as the reader of an edition joins it; nothing for a note.
    """
    return _DRAWN.get(item["type"], _lines)(item)


def ticks(labels: Iterable[str]) -> str:
    """Return a box before each label, one a line."""
    return "\n".join(f"{BOX} {label}" for label in labels)


def _lines(item: Item) -> list[Block]:
    return [WritingLines(MANY_LINES if item.get("multiline") else FEW_LINES)]


def _number(item: Item) -> list[Block]:
    return [Paragraph(f"{SHORT} {item.get('unit') or ''}".rstrip())]


def _date(item: Item) -> list[Block]:
    return [Paragraph("«____» ____________________ 20____ г.")]


def _time(item: Item) -> list[Block]:
    return [Paragraph("______ ч ______ мин")]


def _choice(item: Item) -> list[Block]:
    return [Paragraph(_("Отметьте одно."), soft=True), Paragraph(ticks(_options(item)))]


def _choices(item: Item) -> list[Block]:
    return [Paragraph(_how_many(item), soft=True), Paragraph(ticks(_options(item)))]


def _options(item: Item) -> list[str]:
    labels = [row["label"] for row in item["choices"]]
    return [*labels, _("другое: %s") % LONG] if item.get("other") else labels


def _how_many(item: Item) -> str:
    low, high = item.get("minimum"), item.get("maximum")
    if low and high:
        return _("Можно отметить несколько: от %(low)s до %(high)s.") % {"low": low, "high": high}
    if high:
        return _("Можно отметить несколько, не больше %s.") % high
    return _("Отметьте всё, что подходит.")


def _yes_no(item: Item) -> list[Block]:
    return [Paragraph(f"{BOX} {_('да')}{GAP}{BOX} {_('нет')}")]


def _level(item: Item) -> list[Block]:
    words = item.get("labels") or []
    low, top = item.get("minimum", 1), item.get("top", 5)
    named = {low + place: word for place, word in enumerate(words) if word}
    rows = [f"{n} — {named[n]}" if n in named else f"{n}" for n in range(low, top + 1)]
    return [Paragraph(_("Отметьте одно."), soft=True), Paragraph(ticks(rows))]


def _ranking(item: Item) -> list[Block]:
    columns = (Column(_("Место"), 14), Column(_("Вариант"), 86))
    rows = tuple((TALL, row["label"]) for row in item["choices"])
    return [Table("", columns, rows)]


def _matrix(item: Item) -> list[Block]:
    """A box per row and column; columns too narrow for their words are numbered, told above."""
    titles = [row["label"] for row in item["columns"]]
    numbered = not _fit(titles, (100 - FIRST_COLUMN) // len(titles))
    told = [f"{number} — {title}" for number, title in enumerate(titles, start=1)]
    heads = [f"{number}" for number, _title in enumerate(titles, start=1)] if numbered else titles
    columns = (Column("", FIRST_COLUMN), *_evenly(heads, 100 - FIRST_COLUMN))
    rows = tuple((row["label"], *(BOX for _each in titles)) for row in item["rows"])
    legend = [Paragraph("; ".join(told) + ".", soft=True)] if numbered else []
    return [*legend, Table("", columns, rows)]


def _fit(titles: list[str], percent: int) -> bool:
    """Whether no word of the titles is broken in columns of this width."""
    longest = max(len(word) for title in titles for word in title.split())
    return longest * LETTER <= percent * POINTS_PER_PERCENT - PADDING


def _group(item: Item) -> list[Block]:
    """An empty table; what a cell is chosen from is told above it."""
    children = item["items"]
    told = [_told(child) for child in children if child.get("choices")]
    count = min(max(item.get("minimum") or 0, ROWS_AT_LEAST), ROWS_AT_MOST)
    columns = (Column("№", 6), *_evenly([child["label"] for child in children], 94))
    rows = tuple((f"{n}", *(TALL for _each in children)) for n in range(1, count + 1))
    return [*(Paragraph(text, soft=True) for text in told), Table("", columns, rows)]


def _told(child: Item) -> str:
    options = "; ".join(row["label"] for row in child["choices"])
    return _("%(label)s: %(options)s.") % {"label": child["label"], "options": options}


def _consent(item: Item) -> list[Block]:
    told = [Paragraph(item["text"])]
    if item.get("link"):
        told.append(Paragraph(item["link"], soft=True))
    signed = _("подпись ____________________   «____» ____________________ 20____ г.")
    return [*told, Paragraph(f"{BOX} {_('Согласие даю')}   {signed}")]


def _files(item: Item) -> list[Block]:
    text = _("Приложите к бланку, не больше %s. Что приложено:") % item.get("maximum", 1)
    return [Paragraph(text, soft=True), WritingLines(FEW_LINES)]


def _calculated(item: Item) -> list[Block]:
    return [Paragraph(_("Это число портал посчитает сам по ответам выше."), soft=True)]


def _nothing(item: Item) -> list[Block]:
    return []


def _indicator(item: Item) -> list[Block]:
    """Levels with their characteristics, or the levels alone under the direct rule."""
    if item["indicator"]["rule"] == "direct":
        below = _("ниже первого уровня")
        rows = [f"{n} — {below}" if n == 0 else f"{n}" for n in offered_levels(item)]
        return [Paragraph(_("Отметьте один уровень."), soft=True), Paragraph(ticks(rows))]
    levels: dict[int, list[str]] = {}
    for row in item["indicator"]["characteristics"]:
        levels.setdefault(row["level"], []).append(row["text"])
    return [
        Paragraph(_("Уровень %s") % f"{level}\n{ticks(texts)}") for level, texts in levels.items()
    ]


def _evenly(titles: list[str], width: int) -> list[Column]:
    """Share out a width; what does not divide goes to the last column."""
    each = width // len(titles)
    widths = [each] * (len(titles) - 1) + [width - each * (len(titles) - 1)]
    return [Column(title, share) for title, share in zip(titles, widths, strict=True)]


_DRAWN: dict[str, Draw] = {
    "text": _lines,
    "link": _lines,
    "number": _number,
    "date": _date,
    "time": _time,
    "choice": _choice,
    "choices": _choices,
    "yes_no": _yes_no,
    "level": _level,
    "ranking": _ranking,
    "matrix": _matrix,
    "group": _group,
    "consent": _consent,
    "file": _files,
    "photo": _files,
    "video": _files,
    "calculated": _calculated,
    "note": _nothing,
    "indicator": _indicator,
}
