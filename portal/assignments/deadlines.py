"""A deadline in words."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forms_builder.common.russian import counted, plural
from portal.assignments.lifecycle import WAITING
from portal.assignments.models import Assignment
from portal.assignments.selectors import days_left

SOON = 3  # days: from here on the pill warns


@dataclass(frozen=True)
class Deadline:
    """text: «до 16 ноября · осталось 6 дней»; kind: of the pill beside it."""

    text: str
    kind: str


def deadline_of(assignment: Assignment) -> Deadline:
    """Return how much time a task has, in words."""
    until = _("до %s") % date_format(assignment.due, "j E")
    if assignment.state not in WAITING:
        return Deadline(until, "")
    days = days_left(assignment)
    if days < 0:
        late = counted(-days, _("день"), _("дня"), _("дней"))
        return Deadline(_("просрочен на %s") % late, "late")
    if days == 0:
        return Deadline(_("%s · сегодня последний день") % until, "wait")
    left = plural(days, _("остался"), _("осталось"), _("осталось"))
    words = counted(days, _("день"), _("дня"), _("дней"))
    return Deadline(f"{until} · {left} {words}", "wait" if days <= SOON else "")
