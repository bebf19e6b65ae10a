"""One step on the desk: how far it is for whom, saying so, taking it back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from forms_builder.common.errors import DomainError
from portal.campaigns.models import Procedure, Step, StepState, Target
from portal.campaigns.periods import period
from portal.campaigns.progress import progress_of
from portal.campaigns.standing import Standing
from portal.campaigns.step_forms import MarkForm
from portal.campaigns.step_lines import StepLine, lines_of
from portal.campaigns.step_states import mark_step, undo_step
from portal.common.forms import show_refusal
from portal.organisations.policy import get_or_404, may_seen

PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def step_page(request: HttpRequest, uid: UUID, step: int) -> HttpResponse:
    """How far the step is for each target that the person may see; a POST says it anew."""
    seen = _seen(request, uid, step)
    words, standing = request.GET.get("q", ""), request.GET.get("standing", "")
    is_whole = seen.phase.procedure.target_kind == Procedure.TargetKind.NONE
    lines = [] if is_whole else lines_of(request.user, seen, words, standing)
    is_bound = seen.bindings.exists()
    form = MarkForm(request.POST or None, is_bound_step=is_bound)
    ticked = set(request.POST.getlist("rows"))
    if request.method == "POST":
        _need_marker(request, seen, lines)
    if form.is_valid():
        everybody = "everybody" in request.POST
        chosen = [one.target for one in lines if everybody or str(one.target.uid) in ticked]
        if _marked(request, form, seen, None if is_whole else chosen):
            messages.success(request, _("Отмечено."))
            return redirect(request.get_full_path())
    context = _about(request, seen, lines) | {
        "form": form,
        "ticked": ticked,
        "standing": standing,
        "q": words,
        "is_whole": is_whole,
        "is_bound": is_bound,
    }
    return render(request, "desk/schedule/step.html", context)


@require_POST
@login_required
def step_undo(request: HttpRequest, uid: UUID, step: int) -> HttpResponse:
    """Bring back what was said before; «target» says of whom, unless it is the whole cycle."""
    seen = _seen(request, uid, step)
    target = None
    if seen.phase.procedure.target_kind != Procedure.TargetKind.NONE:
        rows = Target.objects.filter(procedure=seen.phase.procedure)
        target = get_or_404(request.user, rows, uid=_uid(request.POST.get("target", "")))
    try:
        undo_step(by=request.user, step=seen, target=target)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Возвращено то, что стояло раньше."))
    return redirect("campaigns:step", uid, step)


def _seen(request: HttpRequest, uid: UUID, step: int) -> Step:
    rows = Step.objects.select_related("phase__procedure__stage__campaign__territory")
    return get_or_404(
        request.user, rows.filter(phase__procedure__stage__campaign__uid=uid), pk=step
    )


def _about(request: HttpRequest, step: Step, lines: list[StepLine]) -> dict[str, Any]:
    phase, procedure = step.phase, step.phase.procedure
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    shown = [line.target for line in page]
    return {
        "step": step,
        "phase": phase,
        "procedure": procedure,
        "campaign": procedure.stage.campaign,
        "period": period(phase.starts or procedure.starts, phase.ends or procedure.ends),
        "progress": progress_of(request.user, step),
        "page": page,
        "history": _history(step, shown),
        "standings": Standing.choices,
        "may_mark": _may_mark(request, procedure, shown),
        "active": "schedule",
    }


def _may_mark(request: HttpRequest, procedure: Procedure, shown: list[Target]) -> bool:
    if procedure.target_kind == Procedure.TargetKind.NONE:
        return may_seen(request.user, "mark_steps", procedure).allowed
    return any(may_seen(request.user, "mark_steps", target).allowed for target in shown)


def _need_marker(request: HttpRequest, step: Step, lines: list[StepLine]) -> None:
    """403 for whoever may mark none of what she sees."""
    if not _may_mark(request, step.phase.procedure, [line.target for line in lines]):
        raise PermissionDenied(_("Шаг отмечают ответственный за процедуру и координатор над ним."))


def _history(step: Step, shown: list[Target]) -> dict[int | None, list[StepState]]:
    """Return target (None: the whole cycle) → what was said, the latest first."""
    rows = StepState.objects.filter(step=step).select_related("by").order_by("-pk")
    said: dict[int | None, list[StepState]] = {}
    for row in rows.filter(target__isnull=True) | rows.filter(target__in=shown):
        said.setdefault(row.target_id, []).append(row)
    return said


def _marked(request: HttpRequest, form: MarkForm, step: Step, chosen: list[Target] | None) -> bool:
    try:
        mark_step(by=request.user, step=step, targets=chosen, **form.cleaned_data)
    except DomainError as refusal:
        show_refusal(form, refusal)
        return False
    return True


def _uid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as wrong:
        raise Http404 from wrong
