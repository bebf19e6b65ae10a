"""Lists of tasks: narrowed, searched, ordered; and the same rows as a board by state."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

from forms_builder.common.russian import search_words
from portal.accounts.models import User
from portal.assignments.lifecycle import WAITING
from portal.assignments.models import Assignment
from portal.assignments.selectors import assignments
from portal.assignments.zones import passed
from portal.campaigns.models import Procedure
from portal.organisations.models import Appointment, Territory

LATE = "late"
PER_COLUMN = 12
# What people search by, beside the name of whoever fills the sheet.
SEARCHED = ("organisation__search", "territory__search", "founder__search")
ORDERS = {
    "": ("due", "pk"),
    "about": ("organisation__sort", "territory__path", "due", "pk"),
    "person": ("person_sort", "due", "pk"),
    "state": ("state", "due", "pk"),
    "latest": ("-due", "-pk"),
}


def listed(user: User, given: Mapping[str, Any]) -> QuerySet[Assignment]:
    """Return the tasks a person may see, narrowed by what was given.

    q: words; procedure: Procedure; territory: Territory, what counts at or below it; organisation:
    uid; state: of Assignment.State or LATE; order: of ORDERS. Absent and empty ones mean nothing.
    """
    rows = assignments(user)
    for word in search_words(given.get("q") or ""):
        rows = rows.filter(_holds(word))
    if procedure := given.get("procedure"):
        rows = rows.filter(procedure=procedure)
    if territory := given.get("territory"):
        rows = rows.filter(place__path__startswith=territory.path)
    if organisation := given.get("organisation"):
        rows = rows.filter(organisation__uid=organisation)
    if state := given.get("state"):
        rows = rows.filter(late() if state == LATE else Q(state=state))
    named = Appointment.objects.filter(person=OuterRef("assignee")).order_by("pk")
    rows = rows.annotate(person_sort=Subquery(named.values("sort")[:1]))
    return rows.order_by(*ORDERS[given.get("order") or ""])


def late() -> Q:
    """The condition that a task waits though its term is over."""
    return Q(state__in=WAITING) & passed("due")


def columns_of(rows: QuerySet[Assignment]) -> list[dict[str, Any]]:
    """Return the board: per state its first tasks and how many there are; two queries."""
    plain = rows.order_by()
    counts = dict(plain.values_list("state").annotate(count=Count("pk")))
    number = Window(RowNumber(), partition_by=F("state"), order_by=(F("due"), F("pk")))
    first: dict[str, list[Assignment]] = {}
    for row in rows.annotate(number=number).filter(number__lte=PER_COLUMN).order_by("due", "pk"):
        first.setdefault(row.state, []).append(row)
    return [
        {"state": state, "rows": first.get(state.value, []), "count": counts[state.value]}
        for state in Assignment.State
        if counts.get(state.value)
    ]


def procedures_for(user: User) -> QuerySet[Procedure]:
    """Return the procedures of the tasks a person may see."""
    seen = assignments(user).order_by().values("procedure")
    return Procedure.objects.filter(pk__in=seen).select_related("stage__campaign").order_by(
        "-stage__campaign", "stage__position", "position"
    )


def places_for(user: User) -> QuerySet[Territory]:
    """Return where the tasks a person may see count, in tree order."""
    seen = assignments(user).order_by().values("place")
    return Territory.objects.filter(pk__in=seen).order_by("path")


def _holds(word: str) -> Q:
    """The condition that a word stands in the name of whom the sheet is about, or who fills it."""
    people = Appointment.objects.filter(search__contains=word).values("person")
    condition = Q(assignee__in=people)
    for column in SEARCHED:
        condition |= Q(**{f"{column}__contains": word})
    return condition
