"""Passing a leaver's open tasks to her successor."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from forms_builder.common.services import service
from portal.accounts.models import User
from portal.assignments.lifecycle import WAITING
from portal.assignments.models import Assignment
from portal.assignments.objects import Object
from portal.assignments.people import standing_against
from portal.assignments.permissions import impersonal
from portal.journal.services import record
from portal.organisations.models import Founder, Organisation
from portal.organisations.nodes import Node

State = Assignment.State
# What makes a sheet this sheet, whoever fills it.
SHEET = ("procedure_id", "edition_id", *Object.COLUMNS)


@service
def pass_on(*, by: User, leaver: User, successor: User, node: Node) -> int:
    """Give the leaver's waiting tasks at a node to her successor; return how many went over.

    A teacher's own sheet is nobody else's: it is withdrawn. What the successor has already, or may
    not have for a conflict of interest, stays where it is for a coordinator to decide.
    """
    open_tasks = _open_tasks(leaver, node)
    personal = open_tasks.filter(~impersonal(), group=None)
    reason = _("Передача дел: личный лист другому не передаётся.")
    closed = list(personal.values_list("pk", flat=True))
    Assignment.objects.filter(pk__in=closed).update(state=State.WITHDRAWN, reason=reason)
    theirs = set(Assignment.objects.filter(assignee=successor).values_list(*SHEET))
    rows = open_tasks.exclude(pk__in=closed).select_related("organisation", "procedure")
    going = [
        row.pk
        for row in rows
        if tuple(getattr(row, name) for name in SHEET) not in theirs
        and not standing_against(successor, row)
    ]
    words = _("Передача дел от: %s") % leaver.get_short_name()
    Assignment.objects.filter(pk__in=going).update(assignee=successor, reason=words)
    if going or closed:
        counts = {"tasks": len(going), "closed": len(closed)}
        record(by=by, action="assignment.passed_on", obj=successor, **counts)
    return len(going)


def open_tasks_of(person: User, node: Node | None) -> list[Assignment]:
    """Return what a person who leaves would leave unfilled, the most urgent first."""
    rows = _open_tasks(person, node).select_related(
        "organisation", "group", "territory", "founder", "procedure"
    )
    return list(rows.order_by("due", "pk"))


def _open_tasks(person: User, node: Node | None) -> QuerySet[Assignment]:
    rows = Assignment.objects.filter(assignee=person, state__in=WAITING)
    if node is None:
        return rows
    if isinstance(node, Organisation):
        return rows.filter(organisation=node)
    if isinstance(node, Founder):
        return rows.filter(Q(founder=node) | Q(organisation__founder=node))
    return rows.filter(place__path__startswith=node.path)

