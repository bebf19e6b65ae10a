"""«Мои задачи» is a list of sections. A room joins by a function: user → Section or None.

Each function asks one room's selector; a section without rows is left out. Rooms that the desk may
not import (the public pages) join through `add_section`, called by the composition.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.assignments import selectors
from portal.assignments.models import Assignment
from portal.desk.deadlines import deadline_of
from portal.plans.selectors import waiting_for as measures_waiting
from portal.reports.selectors import waiting_for as reports_waiting

SHOWN = 12


@dataclass(frozen=True)
class Section:
    """title: its heading; template draws `section` with its rows; has_more: some are left out."""

    title: str
    template: str
    rows: list[Any]
    has_more: bool = False


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for the person: its words, where to act, since when."""

    title: str
    url: str
    since: datetime | None


SectionOf = Callable[[User], Section | None]


def to_fill(user: User) -> Section | None:
    """The sheets the person has to fill in, the most urgent first."""
    return _tasks(_("Заполнить"), selectors.own_waiting(user))


def followed(user: User) -> Section | None:
    """The sheets others fill in for the kindergartens the person answers for."""
    return _tasks(_("Листы, за которыми Вы следите"), selectors.filled_by_others(user), "followed")


def handed_in(user: User) -> Section | None:
    """What the person has submitted."""
    return _tasks(_("Отправлено"), selectors.own_handed_in(user), "handed_in")


def reports_to_check(user: User) -> Section | None:
    """Drafts of reports that wait for this person's check."""
    rows = [
        Waiting(str(row), reverse("reports:detail", args=[row.uid]), row.compiled_at)
        for row in reports_waiting(user)[: SHOWN + 1]
    ]
    return waiting_section(_("Отчёты ждут Вашей проверки"), rows)


def measures_to_approve(user: User) -> Section | None:
    """Measures that others proposed and this person may approve."""
    rows = [
        Waiting(
            f"{row.plan.organisation}: {row}",
            reverse("plans:detail", args=[row.plan.uid]),
            row.created_at,
        )
        for row in measures_waiting(user)[: SHOWN + 1]
    ]
    return waiting_section(_("Мероприятия ждут утверждения"), rows)


def waiting_section(title: str, rows: list[Waiting]) -> Section | None:
    """Return a section of things that wait for the person; None without any."""
    if not rows:
        return None
    return Section(title, "desk/parts/waiting.html", rows[:SHOWN], len(rows) > SHOWN)


_joined: list[SectionOf] = []


def add_section(make: SectionOf) -> None:
    """Let a room join that the desk may not import; it stands after what waits for the person."""
    if make not in _joined:
        _joined.append(make)


def sections_of(user: User) -> list[Section]:
    """Return the sections that have something to show to a person, in the order of the page."""
    makers = (to_fill, reports_to_check, measures_to_approve, *_joined, followed, handed_in)
    return [section for make in makers if (section := make(user))]


def _tasks(title: str, rows: QuerySet[Assignment], name: str = "to_fill") -> Section | None:
    found = [task_of(row) for row in rows[: SHOWN + 1]]
    if not found:
        return None
    return Section(title, f"desk/parts/{name}.html", found[:SHOWN], len(found) > SHOWN)


def task_of(assignment: Assignment) -> dict[str, Any]:
    """Return what a template shows of a task."""
    return {"assignment": assignment, "deadline": deadline_of(assignment)}
