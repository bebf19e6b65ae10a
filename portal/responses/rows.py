"""One item of the sheet as its template draws it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from forms_builder.fields.catalogue import field_type
from forms_builder.fields.contract import Item
from portal.responses import words
from portal.responses.models import Evidence, ItemComment
from portal.responses.payloads import Payload, from_data
from portal.scoring.indicators import score_indicator
from portal.scoring.reading import read_answer, read_indicator
from portal.scoring.results import IndicatorResult, State

SHORT = 70  # characters of a characteristic where it is only named, not asked


@dataclass
class Drawing:
    """What a row is drawn from: answer rows, versions and evidence by item, and what was typed."""

    scale: Mapping[str, Any] | None
    is_open: bool
    answers: Mapping[str, Any] = field(default_factory=dict)
    versions: Mapping[str, int] = field(default_factory=dict)
    files: Mapping[str, list[Evidence]] = field(default_factory=dict)
    typed: Mapping[str, Payload] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    comments: Mapping[str, list[ItemComment]] = field(default_factory=dict)

    @property
    def titles(self) -> list[str]:
        """The levels' titles, lowest first."""
        return [level["title"] for level in self.scale["levels"]] if self.scale else []


def row_of(item: Item, drawing: Drawing) -> dict[str, Any]:
    """Return what the template shows of an item: what was typed last, else what is stored."""
    uid = item["uid"]
    answer = drawing.answers.get(uid)
    data = answer.data if answer else None
    payload = drawing.typed.get(uid, from_data(data))
    error = drawing.errors.get(uid, "")
    row = {
        "uid": uid,
        "item": item,
        "kind": item["type"],
        "payload": payload,
        "version": drawing.versions.get(uid, 0),
        "is_answered": data is not None,
        "error": error,
        "saved": words.saved(answer.saved_at) if answer else "",
        "files": drawing.files.get(uid, ()),
        "text": drawing.texts.get(uid, ""),
        "comments": drawing.comments.get(uid, ()),
    }
    if item["type"] == "indicator":
        return row | _indicator(item, data, payload, drawing)
    return row | _question(item, data, payload, drawing.is_open)


def _question(item: Item, data: Any, payload: Payload, is_open: bool) -> dict[str, Any]:
    kind = field_type(item["type"])
    if not kind.asks:
        return {"kind": "note"}
    widget = kind.form_field(item).widget
    attributes = {"id": f"q-{item['uid']}", "aria-describedby": f"s-{item['uid']}"}
    value = next(iter(payload.get("value", ())), "")
    return {
        "kind": "question",
        "is_group": item["type"] == "choice",
        "control": widget.render(f"{item['uid']}.value", value, attributes) if is_open else "",
        "shown": kind.display(item, data),
    }


def _indicator(item: Item, data: Any, payload: Payload, drawing: Drawing) -> dict[str, Any]:
    frozen, titles = item["indicator"], drawing.titles
    result = score(item, data, len(titles))
    texts = {row["uid"]: row["text"] for row in frozen["characteristics"]}
    shown = {
        "level": result.level,
        "top": item["top"],
        "bar": "·" * item["top"],
        "head": words.level_head(result),
        "rest": words.level_rest(result, titles),
        "next": words.next_step(result, texts),
        "is_top": result.state == State.SCORED and result.next is None and bool(result.trace),
        "is_na": bool(payload.get("na")),
        "na_reason": _first(payload, "na_reason"),
        "na_of_reason": _first(payload, "na_of_reason"),
        "none": "none" in payload,
    }
    if frozen["rule"] == "direct":
        return shown | {"choices": _choices(item, payload, titles)}
    return shown | {"groups": _groups(frozen, payload, drawing, result)}


def score(item: Item, data: Any, levels: int) -> IndicatorResult:
    """Return the level of an indicator as scoring has it; levels: how many the scale has."""
    indicator = read_indicator(item["indicator"], tuple(range(1, levels + 1)))
    return score_indicator(indicator, read_answer(indicator, data))


def _choices(item: Item, payload: Payload, titles: Sequence[str]) -> list[dict[str, Any]]:
    chosen, gaps = _first(payload, "level"), item["indicator"]["gaps"]
    names = [_("Ниже первого уровня"), *titles[: item["top"]]]
    rows = [
        {"level": level, "title": name, "on": _checked(chosen == str(level))}
        for level, name in enumerate(names)
        if level not in gaps
    ]
    return [*rows, {"level": None, "title": _("Пока не оценено"), "on": _checked(not chosen)}]


def _groups(
    frozen: Item, payload: Payload, drawing: Drawing, result: IndicatorResult
) -> list[dict[str, Any]]:
    marks = Marks(frozen["uid"], payload, drawing)
    groups = []
    for level, title in enumerate(drawing.titles, start=1):
        rows = [row for row in frozen["characteristics"] if row["level"] == level]
        ticks = [marks.tick(rows, place) for place in range(len(rows))]
        if ticks:
            is_passed = all(tick["passed"] for tick in ticks)
            state = "is-passed" if is_passed else _state_of(level, result)
            legend = _("Уровень %s") % f"{level} · {words.lower_first(title)}"
            groups.append({"level": level, "legend": legend, "state": state, "ticks": ticks})
    return groups


class Marks:
    """What is ticked among the characteristics of one indicator."""

    def __init__(self, item: str, payload: Payload, drawing: Drawing):
        self.confirmed = set(payload.get("confirmed", ()))
        self.passed = set(payload.get("na_of", ()))
        self.strands = {row["uid"]: row["title"] for row in drawing.scale["strands"]}
        self.item = escape(item)
        self.end = "" if drawing.is_open else " disabled"

    def tick(self, rows: Sequence[Item], place: int) -> dict[str, Any]:
        """Return one characteristic of a level; confirm and pass_over: attributes of its inputs.

        Texts come ready and escaped: on 1,480 lines the template's time goes by its variables.
        """
        row = rows[place]
        value, strand = escape(row["uid"]), escape(row["strand"] or "")
        passed = row["uid"] in self.passed
        confirmed = _checked(row["uid"] in self.confirmed) + self.end
        data = f' data-strand="{strand}"' if strand else ""
        return {
            "text": SafeString(escape(row["text"])),
            "short": SafeString(escape(f"{row['level']} · {_short(row['text'])}")),
            "heading": _heading(self.strands, rows, place),
            "passed": passed,
            "confirm": SafeString(f'name="{self.item}.confirmed" value="{value}"{data}{confirmed}'),
            "pass_over": SafeString(f'name="{self.item}.na_of" value="{value}"{_checked(passed)}'),
        }


def _heading(strands: Mapping[str, str], rows: Sequence[Item], place: int) -> str:
    """The strand's title above the first of its characteristics on a level."""
    strand = rows[place]["strand"]
    if strand is None or (place and rows[place - 1]["strand"] == strand):
        return ""
    return strands.get(strand, "")


def _state_of(level: int, result: IndicatorResult) -> str:
    if result.next and result.next.level == level:
        return "is-next"
    return "is-met" if result.level is not None and level <= result.level else ""


def _first(payload: Payload, part: str) -> str:
    return next(iter(payload.get(part, ())), "")


def _checked(on: bool) -> str:
    return " checked" if on else ""


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[:SHORT].rsplit(' ', 1)[0]}…"
