"""Which sheet an address means, for whom, and in whose time."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from portal.assignments.models import Assignment
from portal.organisations import policy
from portal.responses.models import Response
from portal.responses.services import open_sheet

View = Callable[..., HttpResponse]
RELATED = (
    "organisation__territory",
    "group",
    "territory",
    "place",
    "procedure",
    "assignee",
    "edition",
    "response__edition",
)


def assignment_or_404(request: HttpRequest, uid: UUID) -> Assignment:
    """Return the task with its sheet and kindergarten; 404 when it is hidden from the person."""
    rows = Assignment.objects.select_related(*RELATED)
    rows = rows.defer("edition__content", "response__edition__content")
    return policy.get_or_404(request.user, rows, uid=uid)


def on_sheet(view: View) -> View:
    """Give a view the task instead of its uid; refuse those who may not read the sheet yet.

    Times are shown as the clock on the wall there has them.
    """

    @login_required
    @wraps(view)
    def shown(request: HttpRequest, uid: UUID, **rest: UUID) -> HttpResponse:
        assignment = assignment_or_404(request, uid)
        policy.demand_seen(request.user, "read_sheet", assignment)
        with timezone.override(ZoneInfo(assignment.place.time_zone)):
            return view(request, assignment, **rest)

    return shown


def is_open(request: HttpRequest, assignment: Assignment) -> bool:
    """Whether the person may fill the sheet in now."""
    mine = assignment.assignee_id == request.user.pk
    response = getattr(assignment, "response", None)
    return mine and (response is None or response.is_draft)


def response_for_writing(request: HttpRequest, assignment: Assignment) -> Response:
    """Return the sheet, made now if this is its first answer."""
    found = getattr(assignment, "response", None)
    return found or open_sheet(by=request.user, assignment=assignment)
