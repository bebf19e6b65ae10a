"""Reading tasks: whose, and how long they still have."""

from datetime import datetime

from django.db.models import Count, Q, QuerySet

from portal.accounts.models import User
from portal.assignments.lifecycle import HANDED_IN, WAITING
from portal.assignments.models import Assignment
from portal.assignments.permissions import followed_by, teachers_of
from portal.assignments.zones import passed, reached
from portal.campaigns.models import Procedure
from portal.organisations import policy

RELATED = (
    "organisation__territory",
    "group",
    "territory",
    "place",
    "procedure",
    "assignee",
    "edition__questionnaire",
    "response",
)


def assignments(user: User) -> QuerySet[Assignment]:
    """Return the tasks a person may see, each with whom it is about, procedure and person.

    The text of the edition and of its form is left in the database: a list needs none of it.
    """
    return (
        policy.visible(user, Assignment)
        .select_related(*RELATED)
        .defer("edition__content", "edition__questionnaire__body")
        .order_by("due", "pk")
    )


def own_waiting(user: User) -> QuerySet[Assignment]:
    """Return what a person can fill in now, the most urgent first."""
    rows = assignments(user).filter(assignee=user, state__in=WAITING)
    return rows.filter(~Q(state=Assignment.State.PLANNED) | reached("starts"))


def own_ahead(user: User) -> QuerySet[Assignment]:
    """Return what will open to a person on a later day, the nearest first."""
    planned = assignments(user).filter(assignee=user, state=Assignment.State.PLANNED)
    return planned.filter(~reached("starts")).order_by("starts", "pk")


def own_withdrawn(user: User) -> QuerySet[Assignment]:
    """Return what was taken back from a person before its term, the latest first."""
    withdrawn = assignments(user).filter(assignee=user, state=Assignment.State.WITHDRAWN)
    return withdrawn.filter(~passed("due")).order_by("-pk")


def own_handed_in(user: User) -> QuerySet[Assignment]:
    """Return what a person has submitted, the latest first."""
    done = assignments(user).filter(assignee=user, state__in=HANDED_IN)
    return done.order_by("-response__submitted_at", "-pk")


def filled_by_others(user: User) -> QuerySet[Assignment]:
    """Return the tasks of others that a coordinator or a head follows."""
    followed = followed_by(policy.actor_of(user))
    return assignments(user).filter(followed).exclude(assignee=user)


def days_left(assignment: Assignment, now: datetime | None = None) -> int:
    """Return the days till the due date by the calendar of its place; negative when past.

    0 on the due date itself, when there is time till midnight.
    """
    return (assignment.due - assignment.place.today(now)).days


def is_personal(assignment: Assignment) -> bool:
    """Whether the sheet is a teacher's own, which nobody above the kindergarten sees."""
    return teachers_of(assignment.assignee_id, assignment.organisation_id).exists()


def counted_for(user: User, procedure: Procedure) -> list[tuple[str, str, int]]:
    """Return the states of a procedure's tasks that the person may see, with their numbers."""
    rows = assignments(user).filter(procedure=procedure).order_by().values_list("state")
    counts = dict(rows.annotate(count=Count("pk")))
    return [(one.value, one.label, counts[one.value]) for one in Assignment.State if one in counts]
