"""The tasks of one procedure: how many, who is missing, once more, experts."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from portal.assignments.fillers import without_filler
from portal.assignments.objects import editions_of
from portal.assignments.people import is_for_experts
from portal.assignments.selectors import counted_for
from portal.assignments.services.experts import assignable
from portal.assignments.services.making import make_again
from portal.campaigns.models import Procedure, Schedule
from portal.organisations.policy import demand_seen, get_or_404, may_seen, visible

NAMED = 30


def procedures() -> QuerySet[Procedure]:
    return Procedure.objects.select_related("stage__campaign__territory")


@require_safe
@login_required
def procedure_tasks(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What stands of a procedure's tasks, what is missing, and what can be done about it."""
    procedure = get_or_404(request.user, procedures(), uid=uid)
    demand_seen(request.user, "assign", procedure)
    objects = assignable(request.user, procedure)
    is_expert = is_for_experts(procedure)
    missing = [] if is_expert else without_filler(procedure, objects)
    context = {
        "procedure": procedure,
        "campaign": procedure.stage.campaign,
        "editions": editions_of(procedure),
        "counts": counted_for(request.user, procedure),
        "objects": len(objects),
        "missing": missing[:NAMED],
        "missing_count": len(missing),
        "is_expert": is_expert,
        "schedules": [] if is_expert else _approved(request, procedure),
        "active": "schedule",
    }
    return render(request, "desk/assignments/procedure.html", context)


@require_POST
@login_required
def make(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Queue the making of what a schedule's tasks lack; on to the job."""
    schedule = get_or_404(request.user, _schedules(), uid=uid)
    job = make_again(by=request.user, schedule=schedule)
    return redirect("desk:job", job.uid)


def _schedules() -> QuerySet[Schedule]:
    related = ("procedure__stage__campaign__territory", "territory", "organisation__territory")
    return Schedule.objects.select_related(*related)


def _approved(request: HttpRequest, procedure: Procedure) -> list[Schedule]:
    """The schedules in force that she may make tasks by, the first NAMED of them."""
    seen = visible(request.user, Schedule).values("pk")
    rows = _schedules().filter(pk__in=seen, procedure=procedure, state=Schedule.State.APPROVED)
    return [row for row in rows[:NAMED] if may_seen(request.user, "approve", row).allowed]
