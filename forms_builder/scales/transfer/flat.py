"""A document as the two tables of a workbook; the way back is reading.py."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from forms_builder.scales.transfer.columns import KINDS, Line, in_words
from forms_builder.scales.transfer.document import METHODS, Data


def frame_lines(document: Data) -> Iterator[Line]:
    """Yield the rows of the frame: the scale, its methods, levels, areas, strands, ages."""
    yield _frame("scale", title=document["title"], plain=document["notice"])
    for name in METHODS:
        yield _frame(name, title=in_words(name, [document[name]]))
    for row in document["levels"]:
        rest = {key: row[key] for key in ("title", "plain", "colour", "starts_at")}
        yield _frame("levels", code=str(row["value"]), **rest)
    for name in ("areas", "strands", "ages"):
        for row in document[name]:
            yield _frame(name, **row)


def row_lines(document: Data) -> Iterator[Line]:
    """Yield a row per characteristic; an indicator without any has one row of its own."""
    for indicator in document["indicators"]:
        shared = {
            **{name: indicator[name] for name in ("area", "code", "title", "group", "hint")},
            "rule": in_words("rule", [indicator["rule"]]),
            "gaps": ",".join(str(level) for level in indicator["gaps"]),
            "ages": "\n".join(indicator["ages"]),
            "places": in_words("places", indicator["places"]),
            "weight": indicator["weight"],
            "indicator_uid": indicator["uid"],
        }
        for place, one in enumerate(indicator["characteristics"] or [{}], start=1):
            own = {key: str(value) for key, value in one.items()}
            words = {"code": indicator["code"], "place": place}
            yield Line({**shared, **own}, _("Показатель %(code)s, строка %(place)s") % words)


def _frame(kind: str, **cells: str) -> Line:
    named = f"{KINDS[kind]} {cells.get('code') or cells.get('title', '')}"
    return Line({"kind": str(KINDS[kind]), **cells}, named)
