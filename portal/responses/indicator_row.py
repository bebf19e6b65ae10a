"""An indicator of the sheet as its template draws it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from forms_builder.fields.contract import Item, typed
from portal.responses import words
from portal.responses.levels import score
from portal.responses.payloads import Payload
from portal.scoring.results import IndicatorResult, State

if TYPE_CHECKING:  # the drawing of a sheet draws its indicators by this module
    from portal.responses.rows import Drawing


def indicator_row(item: Item, data: Any, payload: Payload, drawing: "Drawing") -> dict[str, Any]:
    """Return what the template shows of an indicator beside what every row has."""
    frozen, titles = item["indicator"], drawing.titles
    result = score(item, data, len(titles))
    texts = {row["uid"]: row["text"] for row in frozen["characteristics"]} if result.next else {}
    shown = {
        "level": result.level,
        "top": item["top"],
        "bar": SafeString("<i></i>" * item["top"]),
        "head": words.level_head(result),
        "rest": words.level_rest(result, titles),
        "next": words.next_step(result, texts),
        "is_top": result.state == State.SCORED and result.next is None and bool(result.trace),
        "na_of_reason": typed(payload, "na_of_reason"),
        "none": "none" in payload,
    }
    if frozen["rule"] == "direct":
        return shown | {"choices": _choices(item, payload, titles)}
    return shown | _groups(item, payload, drawing, result)


def _choices(item: Item, payload: Payload, titles: Sequence[str]) -> list[dict[str, Any]]:
    chosen, gaps = typed(payload, "level"), item["indicator"]["gaps"]
    names = [_("Ниже первого уровня"), *titles[: item["top"]]]
    rows = [
        {"level": level, "title": name, "on": _checked(chosen == str(level))}
        for level, name in enumerate(names)
        if level not in gaps
    ]
    return [*rows, {"level": None, "title": _("Пока не оценено"), "on": _checked(not chosen)}]


def _groups(
    item: Item, payload: Payload, drawing: "Drawing", result: IndicatorResult
) -> dict[str, Any]:
    frame = drawing.frames.of(item["indicator"])
    confirmed, passed = payload.get("confirmed", ()), payload.get("na_of", ())
    states = {group.level: _state_of(group.level, result) for group in frame.groups}
    end = "" if drawing.is_open else " disabled"
    may_pass = drawing.is_open and item.get("not_applicable")
    return {
        "groups": frame.draw_groups(confirmed, passed, states, end),
        "passes": frame.draw_passes(passed) if may_pass else "",
    }


def _state_of(level: int, result: IndicatorResult) -> str:
    if result.next and result.next.level == level:
        return "is-next"
    return "is-met" if result.level is not None and level <= result.level else ""


def _checked(on: bool) -> str:
    return " checked" if on else ""
