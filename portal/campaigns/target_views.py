"""The list of a procedure's targets on the desk: seen, chosen, changed, approved, printed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forms_builder.common.errors import DomainError
from forms_builder.common.russian import counted
from portal.campaigns import targets as services
from portal.campaigns.models import Procedure
from portal.campaigns.target_forms import ChooseForm, initial_of
from portal.campaigns.target_lists import (
    absent,
    counts_of,
    found,
    list_of,
    rows_of,
    strata_table,
    target_rows,
)
from portal.campaigns.target_tables import FORMATS, table_of
from portal.common.forms import show_refusal
from portal.journal.services import record
from portal.organisations.policy import get_or_404, may, may_seen

PER_PAGE = 50


def seen_procedure(request: HttpRequest, uid: UUID) -> Procedure:
    """Return the procedure the person may see, one that has targets at all; else 404."""
    procedures = Procedure.objects.select_related("stage__campaign__territory")
    procedure = get_or_404(request.user, procedures, uid=uid)
    if procedure.target_kind == Procedure.TargetKind.NONE:
        raise Http404
    return procedure


def own_procedure(request: HttpRequest, uid: UUID) -> Procedure:
    """The same for whoever may change its list; 403 with the reason otherwise."""
    procedure = seen_procedure(request, uid)
    verdict = may(request.user, "choose_targets", procedure)
    if not verdict.allowed:
        raise PermissionDenied(verdict.reason)
    return procedure


@require_GET
@login_required
def target_list(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Who is on the list, as far as the person may see."""
    procedure = seen_procedure(request, uid)
    words = request.GET.get("q", "")
    rows = found(target_rows(request.user, procedure), words)
    context = _about(request, procedure) | {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "q": words,
    }
    return render(request, "desk/schedule/targets.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def choose(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Conditions and the random share; «count» asks how many these are and writes nothing."""
    procedure = own_procedure(request, uid)
    form = ChooseForm(procedure, request.POST or None, initial=initial_of(list_of(procedure)))
    if form.is_valid() and "count" not in request.POST:

        def save() -> None:
            services.choose_targets(
                by=request.user, procedure=procedure, conditions=form.conditions, **form.draw
            )

        if _said(form, save):
            messages.success(request, _("Перечень составлен. Проверьте его и утвердите."))
            return redirect("campaigns:targets", uid)
    context = _about(request, procedure) | {"form": form}
    if form.is_valid():
        context["strata"] = strata_table(procedure, form.conditions, form.draw)
    return render(request, "desk/schedule/targets_choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Those who are not on the list; ticked ones join with a reason."""
    procedure = own_procedure(request, uid)
    words = request.GET.get("q", "")
    rows = absent(procedure, words)
    context = _about(request, procedure) | {"q": words, "reason": request.POST.get("reason", "")}
    if request.method == "POST":
        ticked = rows_of(procedure, request.POST.getlist("rows"))
        try:
            joined = services.add_targets(
                by=request.user, procedure=procedure, rows=ticked, reason=context["reason"]
            )
        except DomainError as refusal:
            context |= {"problems": refusal.problems, "ticked": set(request.POST.getlist("rows"))}
        else:
            words = counted(joined, "строка", "строки", "строк")
            messages.success(request, _("В перечень добавлено: %s.") % words)
            return redirect("campaigns:targets", uid)
    context["page"] = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/schedule/targets_add.html", context)


@require_POST
@login_required
def strike(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take ticked ones off the list, with a reason."""
    procedure = own_procedure(request, uid)
    reason, uids = request.POST.get("reason", ""), _uids(request)

    def save() -> None:
        services.strike_out(by=request.user, procedure=procedure, uids=uids, reason=reason)

    return _done(request, procedure, save, _("Исключённые стоят внизу, с причиной."))


@require_POST
@login_required
def approve(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Approve the list."""
    procedure = own_procedure(request, uid)

    def save() -> None:
        services.approve_targets(by=request.user, procedure=procedure)

    return _done(request, procedure, save, _("Перечень утверждён. Теперь он меняется с причиной."))


@require_POST
@login_required
def top_up(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Add those who meet the conditions by now."""
    procedure = own_procedure(request, uid)
    reason = request.POST.get("reason", "")

    def save() -> None:
        services.top_up(by=request.user, procedure=procedure, reason=reason)

    return _done(request, procedure, save, _("Перечень пополнен, прежние остались на местах."))


@require_GET
@login_required
def printed(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The whole list on paper, with reasons and signatures."""
    procedure = seen_procedure(request, uid)
    rows = target_rows(request.user, procedure)
    context = _about(request, procedure) | {"rows": rows}
    return render(request, "desk/schedule/targets_print.html", context)


@require_GET
@login_required
def table(request: HttpRequest, uid: UUID, extension: str) -> HttpResponse:
    """The whole list as a file; that it was taken is recorded."""
    procedure = own_procedure(request, uid)
    if extension not in FORMATS:
        raise Http404
    content, kind = table_of(target_rows(request.user, procedure), extension)
    record(by=request.user, action="targets.exported", obj=procedure, format=extension)
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="targets.{extension}"'
    return response


def _about(request: HttpRequest, procedure: Procedure) -> dict[str, Any]:
    return {
        "procedure": procedure,
        "campaign": procedure.stage.campaign,
        "target_list": list_of(procedure),
        "counts": counts_of(request.user, procedure),
        "may_choose": may_seen(request.user, "choose_targets", procedure).allowed,
        "active": "schedule",
    }


def _uids(request: HttpRequest) -> list[UUID]:
    uids = []
    for text in request.POST.getlist("rows"):
        try:
            uids.append(UUID(text))
        except ValueError as wrong:
            raise Http404 from wrong
    return uids


def _said(form: ChooseForm, save: Callable[[], None]) -> bool:
    try:
        save()
    except DomainError as refusal:
        show_refusal(form, refusal)
        return False
    return True


def _done(
    request: HttpRequest, procedure: Procedure, save: Callable[[], None], done: str
) -> HttpResponse:
    try:
        save()
    except DomainError as refusal:
        messages.error(request, "; ".join(problem.message for problem in refusal.problems))
    else:
        messages.success(request, done)
    return redirect("campaigns:targets", procedure.uid)
