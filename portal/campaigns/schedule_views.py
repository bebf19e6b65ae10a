"""Schedules on the desk: the list, drawing up, approving, withdrawing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forms_builder.common.errors import DomainError
from portal.campaigns.models import Procedure, Schedule
from portal.campaigns.periods import period
from portal.campaigns.schedule_forms import ChangeForm, DraftForm, WithdrawForm
from portal.campaigns.schedule_lifecycle import MOVES, PILLS
from portal.campaigns.schedule_lists import (
    RELATED,
    free_nodes,
    schedules_for,
    waiting_procedures,
)
from portal.campaigns.schedules import (
    approve_schedule,
    change_schedule,
    draft_schedule,
    withdraw_schedule,
)
from portal.common.forms import show_refusal
from portal.organisations.policy import demand_seen, get_or_404, may_seen

PER_PAGE = 30
both = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@login_required
def schedule_list(request: HttpRequest) -> HttpResponse:
    """The schedules a person sees, and the procedures that wait for hers."""
    state = request.GET.get("state", "")
    page = Paginator(schedules_for(request.user, state), PER_PAGE).get_page(request.GET.get("page"))
    for schedule in page:
        _dress(schedule)
    context = {
        "page": page,
        "waiting": waiting_procedures(request.user)[:PER_PAGE],
        "states": Schedule.State.choices,
        "state": state,
        "active": "schedule",
    }
    return render(request, "desk/schedule/schedules.html", context)


@both
@login_required
def add(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Draw up a schedule of the procedure on one of her nodes."""
    rows = Procedure.objects.select_related("stage__campaign__territory")
    procedure = get_or_404(request.user, rows, uid=uid)
    demand_seen(request.user, "draft_schedule", procedure)
    nodes = free_nodes(request.user, procedure)
    form = DraftForm(procedure, nodes, request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            made = draft_schedule(by=request.user, procedure=procedure, **form.cleaned_data)
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Черновик готов. Задачи появятся, когда его утвердят."))
            return redirect("campaigns:schedule", made.uid)
    context = _about(procedure) | {"form": form, "has_nodes": nodes.exists()}
    return render(request, "desk/schedule/one_add.html", context)


@require_safe
@login_required
def detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One schedule with the phases and steps of its procedure, fit for A4."""
    schedule = _dress(_seen(request, uid))
    phases = list(schedule.procedure.phases.order_by("position").prefetch_related("steps"))
    for phase in phases:
        phase.period = period(phase.starts, phase.ends)
    context = _about(schedule.procedure) | {
        "schedule": schedule,
        "phases": phases,
        "has_form": _has_form(schedule.procedure),
        "may_edit": may_seen(request.user, "edit", schedule).allowed,
        "approving": may_seen(request.user, "approve", schedule),
    }
    return render(request, "desk/schedule/one.html", context)


def _has_form(procedure: Procedure) -> bool:
    return procedure.bindings.filter(edition__isnull=False).exists()


def _what_follows(procedure: Procedure) -> str:
    if _has_form(procedure):
        return _("Задачи по нему появятся у исполнителей.")
    return _("Задач не будет, пока к процедуре не привязана форма.")


@both
@login_required
def edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Change a draft."""
    schedule = _seen(request, uid)
    demand_seen(request.user, "edit", schedule)
    own = {name: getattr(schedule, name) for name in ("starts", "ends", "note", "version")}
    form = ChangeForm(request.POST or None, initial=own)
    if form.is_bound and form.is_valid():
        try:
            change_schedule(by=request.user, schedule=schedule, **form.cleaned_data)
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Черновик изменён."))
            return redirect("campaigns:schedule", uid)
    context = _about(schedule.procedure) | {"form": form, "schedule": schedule}
    return render(request, "desk/schedule/one_edit.html", context)


@require_POST
@login_required
def approve(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Approve a draft."""
    schedule = _seen(request, uid)
    demand_seen(request.user, "approve", schedule)
    version = request.POST.get("version", "")
    try:
        approve_schedule(
            by=request.user,
            schedule=schedule,
            version=int(version) if version.isdecimal() and len(version) < 10 else -1,
        )
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        step = MOVES.find(Schedule.State.DRAFT, Schedule.State.APPROVED)
        messages.success(request, f"{step.done} {_what_follows(schedule.procedure)}")
    return redirect("campaigns:schedule", uid)


@both
@login_required
def withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take back an approval with a reason, or a draft."""
    schedule = _seen(request, uid)
    step = MOVES.find(schedule.state, Schedule.State.WITHDRAWN)
    if step is None:
        messages.error(request, _("План-график уже отозван."))
        return redirect("campaigns:schedule", uid)
    demand_seen(request.user, step.action, schedule)
    form = WithdrawForm(request.POST or None, initial={"version": schedule.version})
    form.fields["reason"].required = step.needs_reason
    if form.is_bound and form.is_valid():
        try:
            withdraw_schedule(by=request.user, schedule=schedule, **form.cleaned_data)
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, step.done)
            return redirect("campaigns:schedule", uid)
    context = _about(schedule.procedure) | {"form": form, "schedule": schedule, "step": step}
    return render(request, "desk/schedule/one_withdraw.html", context)


def _seen(request: HttpRequest, uid: UUID) -> Schedule:
    return get_or_404(request.user, Schedule.objects.select_related(*RELATED), uid=uid)


def _dress(schedule: Schedule) -> Schedule:
    schedule.pill = PILLS[schedule.state]
    schedule.period = period(schedule.starts, schedule.ends)
    return schedule


def _about(procedure: Procedure) -> dict[str, Any]:
    return {
        "procedure": procedure,
        "campaign": procedure.stage.campaign,
        "procedure_period": period(procedure.starts, procedure.ends),
        "active": "schedule",
    }
