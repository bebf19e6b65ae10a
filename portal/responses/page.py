"""The whole sheet as one page: chapters, rows, progress. A bounded number of queries."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from forms_builder.questionnaires.reading import Sheet, read_edition
from portal.assignments.models import Assignment
from portal.responses.content import versions_of
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
    """number: from 1; next: where its button leads; rows: see rows.row_of; done of asked items."""

    number: int
    uid: str
    title: str
    next: str
    rows: list[dict[str, Any]]

    @cached_property
    def asked(self) -> int:
        return sum(1 for row in self.rows if counts(row))

    @cached_property
    def done(self) -> int:
        return sum(1 for row in self.rows if counts(row) and row["is_answered"])

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
    def titles_json(self) -> str:
        """The levels' titles for the script, which words levels while ticking."""
        levels = self.sheet.scale["levels"] if self.sheet.scale else []
        return json.dumps([level["title"] for level in levels], ensure_ascii=False)

    @property
    def errors(self) -> list[dict[str, Any]]:
        return [row for chapter in self.chapters for row in chapter.rows if row["error"]]


def counts(row: dict[str, Any]) -> bool:
    """Whether an item counts towards «32 из 78»: it has to be answered."""
    return bool(row["item"].get("required"))


def page_of(
    assignment: Assignment,
    is_open: bool,
    typed: Typed | None = None,
    comments: Mapping[str, list[ItemComment]] | None = None,
) -> SheetPage:
    """Return the sheet of an assignment; is_open: it can be filled in now; comments: by item."""
    sheet = read_edition(assignment.edition)
    response = getattr(assignment, "response", None)
    drawing = _drawing(sheet, response, is_open)
    drawing.comments = comments or {}
    if typed:
        drawing.typed, drawing.texts, drawing.errors = typed.payloads, typed.texts, typed.errors
    chapters = [
        Chapter(
            number,
            section.uid,
            section.title,
            f"c-{number + 1}" if number < len(sheet.sections) else "submit",
            [row_of(item, drawing) for item in section.items],
        )
        for number, section in enumerate(sheet.sections, start=1)
    ]
    return SheetPage(assignment, response, sheet, chapters, is_open)


def _drawing(sheet: Sheet, response: Response | None, is_open: bool) -> Drawing:
    if response is None:
        return Drawing(sheet.scale, is_open)
    files: dict[str, list[Evidence]] = defaultdict(list)
    for evidence in response.evidence.all():
        files[str(evidence.item)].append(evidence)
    return Drawing(
        sheet.scale,
        is_open,
        answers={str(row.item): row for row in response.answers.all()},
        versions=versions_of(response),
        files=files,
    )
