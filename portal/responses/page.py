"""The whole sheet as one page: chapters, rows, progress. A bounded number of queries."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from forms_builder.fields.contract import Item
from forms_builder.questionnaires.reading import Section, Sheet, read_edition
from portal.assignments.models import Assignment
from portal.responses.blanks import Blanks
from portal.responses.conditions import asked_codes, section_attributes
from portal.responses.content import hidden_in, versions_of
from portal.responses.frames import frames_of
from portal.responses.models import Evidence, ItemComment, Response
from portal.responses.payloads import Payload
from portal.responses.rows import Drawing, row_of


@dataclass(frozen=True)
class Typed:
    """What came with a refused form and is shown again; errors: item uid → message."""

    payloads: dict[str, Payload]
    texts: dict[str, str]
    errors: dict[str, str]


@dataclass(frozen=True)
class Chapter:
    """number: from 1; next: where its button leads; rows: see rows.row_of; done of asked items.

    attributes: by which the script shows and hides the chapter.
    """

    number: int
    uid: str
    title: str
    next: str
    rows: list[dict[str, Any]]
    attributes: str = ""

    @cached_property
    def asked(self) -> int:
        return sum(1 for row in self.rows if counts(row))

    @cached_property
    def done(self) -> int:
        return sum(1 for row in self.rows if counts(row) and row["is_answered"])

    @property
    def is_hidden(self) -> bool:
        """Whether nothing of it is shown; a closed sheet shows what was answered all the same."""
        return bool(self.rows) and all(row["is_hidden"] for row in self.rows)

    @property
    def takes_files(self) -> bool:
        return any(row.get("holds_files") for row in self.rows)

    @property
    def is_complete(self) -> bool:
        return 0 < self.asked == self.done

    @property
    def progress(self) -> str:
        if not self.asked:
            return _("по желанию")
        return _("%(done)s из %(asked)s") % {"done": self.done, "asked": self.asked}


@dataclass(frozen=True)
class SheetPage:
    assignment: Assignment
    response: Response | None
    sheet: Sheet
    chapters: list[Chapter]
    is_open: bool

    @property
    def asked(self) -> int:
        return sum(chapter.asked for chapter in self.chapters)

    @property
    def done(self) -> int:
        return sum(chapter.done for chapter in self.chapters)

    @property
    def progress(self) -> str:
        return _("%(done)s из %(asked)s") % {"done": self.done, "asked": self.asked}

    @property
    def moved(self) -> bool:
        """Whether it is a draft that began on an earlier edition."""
        return bool(self.response and self.response.is_draft and self.response.moved_from_id)

    @cached_property
    def new_items(self) -> list[Item]:
        """What the earlier edition did not ask, in the order of asking, as far as it is shown."""
        known = {item["uid"] for item in read_edition(self.response.moved_from).items}
        rows = [row for chapter in self.chapters for row in chapter.rows]
        return [row["item"] for row in rows if row["uid"] not in known and not row["is_hidden"]]

    @property
    def titles_json(self) -> str:
        """The levels' titles for the script, which words levels while ticking."""
        levels = self.sheet.scale["levels"] if self.sheet.scale else []
        return json.dumps([level["title"] for level in levels], ensure_ascii=False)

    @property
    def errors(self) -> list[dict[str, Any]]:
        return [row for chapter in self.chapters for row in chapter.rows if row["error"]]


def counts(row: dict[str, Any]) -> bool:
    """Whether an item counts towards «32 из 78»: it is shown and has to be answered."""
    return bool(row["item"].get("required")) and not row["is_hidden"]


def page_of(
    assignment: Assignment,
    is_open: bool,
    typed: Typed | None = None,
    comments: Mapping[str, list[ItemComment]] | None = None,
) -> SheetPage:
    """Return the sheet of an assignment; is_open: it can be filled in now; comments: by item."""
    sheet = read_edition(assignment.edition)
    response = getattr(assignment, "response", None)
    drawing = _drawing(assignment, sheet, is_open)
    drawing.comments = comments or {}
    if typed:
        drawing.typed, drawing.texts, drawing.errors = typed.payloads, typed.texts, typed.errors
    chapters = [
        Chapter(
            number,
            section.uid,
            section.title,
            f"c-{number + 1}" if number < len(sheet.sections) else "submit",
            _rows(section, drawing),
            section_attributes(section.show_if),
        )
        for number, section in enumerate(sheet.sections, start=1)
    ]
    shown = [chapter for chapter in chapters if is_open or chapter.rows]
    return SheetPage(assignment, response, sheet, shown, is_open)


def _rows(section: Section, drawing: Drawing) -> list[dict[str, Any]]:
    """A closed sheet leaves out what was hidden and never answered."""
    rows = [row_of(item, drawing) for item in section.items]
    return [row for row in rows if drawing.is_open or row["is_answered"] or not row["is_hidden"]]


def _drawing(assignment: Assignment, sheet: Sheet, is_open: bool) -> Drawing:
    response = getattr(assignment, "response", None)
    drawing = Drawing(assignment.uid, sheet.scale, is_open, frames_of(assignment.edition))
    drawing.blanks = Blanks(reverse("sheets:evidence", args=[assignment.uid]))
    drawing.codes = asked_codes(sheet)
    if response:
        files: dict[str, list[Evidence]] = defaultdict(list)
        for evidence in response.evidence.all():
            files[str(evidence.item)].append(evidence)
        drawing.files, drawing.versions = files, versions_of(response)
        drawing.answers = {str(row.item): row for row in response.answers.all()}
    data = {uid: row.data for uid, row in drawing.answers.items()}
    drawing.hidden = hidden_in(sheet, response, data)
    return drawing
