"""A cycle's own plan on the desk: one procedure's settings, dates, bindings."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from forms_builder.common.errors import Conflict, DomainError
from portal.campaigns.models import Binding, Phase, Procedure
from portal.campaigns.periods import period
from portal.campaigns.ports import report_kinds
from portal.campaigns.procedure_forms import BindForm, ProcedureForm, SpreadForm, words_of
from portal.campaigns.procedure_notes import unusual
from portal.campaigns.procedures import (
    Dates,
    bind,
    propose,
    set_procedure,
    spread_dates,
    take_back_dates,
    unbind,
)
from portal.campaigns.working_days import calendar
from portal.common.forms import show_refusal
from portal.common.keys import key_of
from portal.organisations.policy import demand_seen, get_or_404

both = require_http_methods(["GET", "HEAD", "POST"])


@both
@login_required
def edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Owner, filler, targets, dates of the procedure and its phases."""
    procedure = own_procedure(request, uid)
    form = ProcedureForm(procedure, request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            saved = set_procedure(by=request.user, procedure=procedure, **form.values)
        except Conflict as refusal:
            messages.error(request, refusal.message)
            return redirect("campaigns:procedure_edit", uid)
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Сохранено."))
            _warn(request, saved)
            return _back(procedure)
    context = _about(procedure) | {"form": form}
    return render(request, "desk/schedule/procedure_edit.html", context)


@both
@login_required
def dates(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Share the days of the procedure among its phases: GET shows it, POST does it."""
    procedure = own_procedure(request, uid)
    given = request.POST or (request.GET if "starts" in request.GET else None)
    form = SpreadForm(given, initial=_span_of(procedure))
    context = _about(procedure) | {"form": form}
    if form.is_bound and form.is_valid():
        try:
            if request.method == "POST":
                return _spread(request, procedure, form)
            context["proposal"] = _proposal(procedure, form)
        except DomainError as refusal:
            show_refusal(form, refusal)
    return render(request, "desk/schedule/procedure_dates.html", context)


@require_POST
@login_required
def dates_undo(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Put back the dates that stood before they were last spread."""
    procedure = own_procedure(request, uid)
    try:
        take_back_dates(by=request.user, procedure=procedure, version=_version(request))
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Прежние даты возвращены."))
    return redirect("campaigns:procedure_dates", uid)


@both
@login_required
def bindings(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What fulfils the procedure and its steps: the list, and adding to it."""
    procedure = own_procedure(request, uid)
    form = BindForm(procedure, request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            bind(by=request.user, procedure=procedure, **form.values)
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Добавлено."))
            return redirect("campaigns:bindings", uid)
    context = _about(procedure) | {"form": form, "rows": _bound(procedure)}
    return render(request, "desk/schedule/bindings.html", context)


@require_POST
@login_required
def binding_remove(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take one binding away; twice is once."""
    procedure = own_procedure(request, uid)
    key = request.POST.get("binding", "")
    found = procedure.bindings.filter(pk=key_of(key)).first()
    if found:
        unbind(by=request.user, binding=found)
        messages.success(request, _("Убрано. Если это ошибка, добавьте снова ниже."))
    return redirect("campaigns:bindings", uid)


def own_procedure(request: HttpRequest, uid: UUID) -> Procedure:
    """Return the procedure of a cycle that the person leads; 404 unseen, 403 seen only."""
    rows = Procedure.objects.select_related("stage__campaign__territory")
    procedure = get_or_404(request.user, rows, uid=uid)
    demand_seen(request.user, "change", procedure)
    return procedure


def _spread(request: HttpRequest, procedure: Procedure, form: SpreadForm) -> HttpResponse:
    spread_dates(
        by=request.user, procedure=procedure, version=_version(request), **form.cleaned_data
    )
    messages.success(request, _("Даты разложены по фазам."))
    return redirect("campaigns:procedure_dates", procedure.uid)


def _proposal(procedure: Procedure, form: SpreadForm) -> list[tuple[Phase, str, str]]:
    """Phase, its dates now and as proposed, in words."""
    spans = propose(procedure, **form.cleaned_data)
    return [
        (phase, period(phase.starts, phase.ends), period(new.starts, new.ends))
        for phase, new in spans
    ]


def _span_of(procedure: Procedure) -> dict[str, Any]:
    """The procedure's own dates, else from the first to the last day of its phases."""
    phases = list(procedure.phases.all())
    days = sorted(day for phase in phases for day in (phase.starts, phase.ends) if day)
    span = Dates(*((days[0], days[-1]) if days else ()))
    return {"starts": procedure.starts or span.starts, "ends": procedure.ends or span.ends}


def _bound(procedure: Procedure) -> list[tuple[Binding, str]]:
    """Bindings in the order of the steps, each with its words."""
    kinds = dict(report_kinds())
    rows = procedure.bindings.select_related("step__phase", "edition__questionnaire")
    rows = rows.defer("edition__content", "edition__questionnaire__body")
    rows = rows.order_by("step__phase__position", "step__position", "pk")
    return [
        (row, words_of(row.edition) if row.edition_id else kinds.get(row.report_kind, row))
        for row in sorted(rows, key=lambda row: row.step_id is not None)
    ]


def _warn(request: HttpRequest, procedure: Procedure) -> None:
    for sentence in unusual(procedure, timezone.localdate(), calendar()):
        messages.warning(request, sentence)


def _about(procedure: Procedure) -> dict[str, Any]:
    campaign = procedure.stage.campaign
    return {"procedure": procedure, "campaign": campaign, "active": "schedule"}


def _back(procedure: Procedure) -> HttpResponse:
    address = redirect("campaigns:detail", procedure.stage.campaign.uid)
    address["Location"] += f"#p-{procedure.uid}"
    return address


def _version(request: HttpRequest) -> int:
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() and len(version) < 10 else -1
