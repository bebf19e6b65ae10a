"""What a section of «Мои задачи» is made of."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse_lazy

from portal.assignments.deadlines import deadline_of
from portal.assignments.models import Assignment

SHOWN = 12


@dataclass(frozen=True)
class Section:
    """title: its heading; template draws `section` with its rows; has_more: some are left out, and
    more_url is where all of them stand, "" where nowhere.
    """

    title: str
    template: str
    rows: list[Any]
    has_more: bool = False
    more_url: Any = ""


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: its words, where to act, since when; note: a few words more."""

    title: str
    url: str
    since: datetime | None
    note: str = ""


def waiting_section(title: str, rows: list[Waiting], more_url: Any = "") -> Section | None:
    """Return a section of things that wait for the person; None without any."""
    if not rows:
        return None
    more = len(rows) > SHOWN
    return Section(title, "desk/parts/waiting.html", rows[:SHOWN], more, more_url)


def task_section(title: str, rows: list[Assignment], name: str) -> Section | None:
    """Return a section of tasks drawn by desk/parts/<name>.html; None without any."""
    if not rows:
        return None
    shown = [task_of(row) for row in rows[:SHOWN]]
    all_of_them = reverse_lazy("desk:sheets")
    return Section(title, f"desk/parts/{name}.html", shown, len(rows) > SHOWN, all_of_them)


def first_of(rows: QuerySet[Any]) -> list[Any]:
    """Return as many rows as a section shows, and one more to know whether there are others."""
    return list(rows[: SHOWN + 1])


def task_of(assignment: Assignment) -> dict[str, Any]:
    """Return what a template shows of a task."""
    return {"assignment": assignment, "deadline": deadline_of(assignment)}
