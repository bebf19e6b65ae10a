"""Reading tasks: whose, and how long they still have."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import timezone

from portal.accounts.models import User
from portal.assignments.models import Assignment
from portal.assignments.permissions import teachers_of
from portal.organisations import policy

WAITING = (Assignment.State.OPEN, Assignment.State.IN_PROGRESS)


def assignments(user: User) -> QuerySet[Assignment]:
    """Return the tasks a person may see, each with its kindergarten, procedure and person.

    The text of the edition is left in the database: a list needs none of it.
    """
    related = ("organisation__territory", "procedure", "assignee", "edition", "response")
    return (
        policy.visible(user, Assignment)
        .select_related(*related)
        .defer("edition__content")
        .order_by("due", "pk")
    )


def own_waiting(user: User) -> QuerySet[Assignment]:
    """Return what a person still has to fill in, the most urgent first."""
    return assignments(user).filter(assignee=user, state__in=WAITING)


def own_handed_in(user: User) -> QuerySet[Assignment]:
    """Return what a person has submitted, the latest first."""
    done = assignments(user).filter(assignee=user).exclude(state__in=WAITING)
    return done.order_by("-response__submitted_at", "-pk")


def filled_by_others(user: User) -> QuerySet[Assignment]:
    """Return the tasks of others that a coordinator or a head follows."""
    return assignments(user).exclude(assignee=user)


def days_left(assignment: Assignment, now: datetime | None = None) -> int:
    """Return the days till the due date by the kindergarten's own calendar; negative when past.

    0 on the due date itself, when there is time till midnight.
    """
    zone = ZoneInfo(assignment.organisation.territory.time_zone)
    today = timezone.localdate(now, timezone=zone)
    return (assignment.due - today).days


def is_personal(assignment: Assignment) -> bool:
    """Whether the sheet is a teacher's own, which nobody above the kindergarten sees."""
    return teachers_of(assignment.assignee_id, assignment.organisation_id).exists()
