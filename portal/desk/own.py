"""A person's own tasks by urgency, what opens to her later, what was taken back."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.assignments import selectors
from portal.assignments.models import Assignment
from portal.desk.parts import SHOWN, Section, Waiting, first_of, task_section, waiting_section

WEEK = 7  # days from today, today included in none of them
# Enough to fill every section by urgency; the list has the rest.
READ = 4 * SHOWN + 1


def by_urgency(user: User) -> list[Section]:
    """Return what she fills in now: late, today, within a week, later; one query."""
    waiting = list(selectors.own_waiting(user)[:READ])
    found: dict[str, list[Assignment]] = {"late": [], "today": [], "week": [], "later": []}
    for row in waiting:
        found[_when(selectors.days_left(row))].append(row)
    titles = {
        "late": _("Просрочено"),
        "today": _("Сегодня последний день"),
        "week": _("На этой неделе"),
        "later": _("Позже"),
    }
    made = [task_section(titles[when], rows, "to_fill") for when, rows in found.items()]
    return [section for section in made if section]


def _when(days: int) -> str:
    if days < 0:
        return "late"
    if days == 0:
        return "today"
    return "week" if days <= WEEK else "later"


def ahead(user: User) -> Section | None:
    """What opens to her on a later day."""
    rows = [
        Waiting(row.about, _address(row), None, _("с %s") % date_format(row.starts, "j E"))
        for row in first_of(selectors.own_ahead(user))
    ]
    return waiting_section(_("Откроется позже"), rows, reverse("assignments:list"))


def withdrawn(user: User) -> Section | None:
    """What was taken back from her, and why."""
    rows = [
        Waiting(row.about, _address(row), None, row.reason)
        for row in first_of(selectors.own_withdrawn(user))
    ]
    return waiting_section(_("Отозвано"), rows, reverse("assignments:list"))


def _address(task: Assignment) -> str:
    return reverse("assignments:detail", args=[task.uid])
