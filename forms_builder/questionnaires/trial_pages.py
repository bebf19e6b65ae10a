"""A trial as pages: sections as the respondent sees them, long ones in parts.

A plain form may bring a thousand fields; a page is cut well below that.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from forms_builder.common.canonical import canonical_json
from forms_builder.common.errors import Problem
from forms_builder.fields.catalogue import field_type
from forms_builder.fields.contract import Answer, Item, Payload
from forms_builder.questionnaires.dependencies import codes_in
from forms_builder.questionnaires.entries import entry_of
from forms_builder.questionnaires.models import TrialFilling
from forms_builder.questionnaires.sheet import Sheet, read_content
from forms_builder.questionnaires.showing import Showing, showing

FIELDS_ON_A_PAGE = 900


@dataclass(frozen=True)
class Page:
    """number: from 1; part: of a section that needs several pages, 0 when it is whole."""

    number: int
    title: str
    part: int
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Missing:
    """What would keep the sheet from being handed in; page: where it is answered."""

    item: Item
    problem: Problem
    page: int


class TrialSheet:
    """A trial as it stands: its pages, what is hidden, what is missing."""

    def __init__(self, trial: TrialFilling):
        self.trial = trial
        self.sheet: Sheet = read_content(trial.data)

    @property
    def answers(self) -> dict[str, Answer]:
        return self.trial.answers

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        found: list[Page] = []
        for section in self.sheet.sections:
            parts = _parts(section.items)
            for place, items in enumerate(parts, start=1):
                part = place if len(parts) > 1 else 0
                found.append(Page(len(found) + 1, section.title, part, items))
        return tuple(found)

    @cached_property
    def showing(self) -> Showing:
        return showing(self.sheet, self.answers)

    def is_hidden(self, page: Page) -> bool:
        """Whether a condition hides all of a page."""
        return bool(page.items) and all(item["uid"] in self.showing.hidden for item in page.items)

    def page_after(self, number: int) -> int | None:
        """Return the next page that shows something, None after the last."""
        later = [page for page in self.pages if page.number > number and not self.is_hidden(page)]
        return later[0].number if later else None

    def entries(
        self, page: Page, typed: Mapping[str, Payload], errors: Mapping[str, str]
    ) -> list[dict[str, Any]]:
        """Return what the template draws: what was typed last, else what is kept."""
        known = {**self.answers, **self.showing.calculated}
        levels = self.sheet.scale["levels"] if self.sheet.scale else []
        entries, is_closed = [], self.is_hidden(page)
        for item in page.items:
            uid = item["uid"]
            kept = field_type(item["type"]).encode(item, known.get(uid))
            entry = entry_of(item, levels, typed.get(uid, kept), known.get(uid))
            shown = {"error": errors.get(uid, ""), "is_hidden": uid in self.showing.hidden}
            condition = "" if is_closed else _condition_on(page, item)
            entries.append(entry | shown | {"show_if": condition})
        return entries

    @cached_property
    def shown_answers(self) -> dict[str, Answer]:
        """What counts: answers to items that are shown."""
        hidden = self.showing.hidden
        return {uid: answer for uid, answer in self.answers.items() if uid not in hidden}

    @property
    def shown_content(self) -> dict[str, Any]:
        """The content without what conditions hide: what there is to score."""
        sections = [
            {
                **section,
                "items": [
                    item for item in section["items"] if item["uid"] not in self.showing.hidden
                ],
            }
            for section in self.trial.data["sections"]
        ]
        return {**self.trial.data, "sections": sections}

    def missing(self) -> list[Missing]:
        """Return what is still to be answered, in the order of asking."""
        found = []
        for page in self.pages:
            for item in page.items:
                if item["uid"] in self.showing.hidden:
                    continue
                answer = self.answers.get(item["uid"])
                words = field_type(item["type"]).missing(item, answer)
                if words:
                    found.append(Missing(item, Problem(words, item["label"]), page.number))
        return found

    def calculated(self) -> list[tuple[str, str]]:
        """Return (label, value in words) of the calculated items that have a value."""
        values = self.showing.calculated
        return [
            (item["label"], field_type(item["type"]).display(item, values[item["uid"]]))
            for item in self.sheet.items
            if item["uid"] in values
        ]


def _condition_on(page: Page, item: Item) -> str:
    """Return the condition for the script as JSON, "" where it asks of what other pages hold."""
    condition = item.get("show_if")
    codes = codes_in(condition)
    on_page = {row["code"] for row in page.items}
    return canonical_json(condition) if codes and codes <= on_page else ""


def _parts(items: tuple[Item, ...]) -> list[tuple[Item, ...]]:
    parts: list[list[Item]] = [[]]
    room = FIELDS_ON_A_PAGE
    for item in items:
        fields = fields_of(item)
        if parts[-1] and fields > room:
            parts.append([])
            room = FIELDS_ON_A_PAGE
        parts[-1].append(item)
        room -= fields
    return [tuple(part) for part in parts]


def fields_of(item: Item) -> int:
    """Return how many fields an item can bring in a form at most."""
    if item["type"] == "indicator":
        return 5 + 2 * len(item["indicator"]["characteristics"])
    if item["type"] == "group":
        inside = sum(fields_of(child) for child in item["items"])
        return 3 + inside * (item.get("maximum") or 20)
    return 5 + len(item.get("choices") or ()) + len(item.get("rows") or ())
