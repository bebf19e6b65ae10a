"""Publishing as its people see it: propose, approve, release, withdraw."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from forms_builder.common.errors import DomainError
from pages import publishing
from pages.lifecycle import MOVES
from pages.models import Publication
from pages.selectors import proposable
from portal.organisations import policy
from portal.reports.models import Report

PER_PAGE = 30


@login_required
@require_safe
def publication_list(request: HttpRequest) -> HttpResponse:
    """Publications she may see, and the final reports she may propose."""
    rows = policy.visible(request.user, Publication).select_related("organisation", "report")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "proposable": proposable(request.user)[:PER_PAGE],
        "active": "publications",
    }
    return render(request, "desk/publications/list.html", context)


@login_required
@require_safe
def publication_detail(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One publication with the moves that are hers, and why the others are not."""
    return _detail(request, _publication(request, uid))


@login_required
@require_POST
def propose(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    report = policy.get_or_404(request.user, Report, uid=uid)
    try:
        publication = publishing.propose(by=request.user, report=report)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("publications:list")
    messages.success(request, _("Отчёт предложен. Теперь его согласует другой человек."))
    return redirect("publications:detail", uid=publication.uid)


@login_required
@require_POST
def move(request: HttpRequest, uid: uuid.UUID, action: str) -> HttpResponse:
    publication = _publication(request, uid)
    reason = request.POST.get("reason", "")
    try:
        moved = publishing.move(
            by=request.user, publication=publication, action=action, reason=reason
        )
    except DomainError as error:
        return _detail(request, publication, error=error.message, reason=reason, status=422)
    messages.success(request, _("Готово: %s.") % moved.get_state_display())
    return redirect("publications:detail", uid=uid)


def _publication(request: HttpRequest, uid: uuid.UUID) -> Publication:
    rows = Publication.objects.select_related(
        "organisation__territory", "report", "proposed_by", "approved_by", "released_by"
    )
    return policy.get_or_404(request.user, rows, uid=uid)


def _detail(
    request: HttpRequest, publication: Publication, *, status: int = 200, **extra: Any
) -> HttpResponse:
    moves = [
        {"move": step, "verdict": policy.may(request.user, step.action, publication)}
        for step in MOVES.open_from(publication.state)
    ]
    context = {"publication": publication, "moves": moves, "active": "publications", **extra}
    return render(request, "desk/publications/detail.html", context, status=status)
