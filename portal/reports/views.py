"""Reports on the desk."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from forms_builder.common.errors import DomainError
from portal.documents.html import render_html
from portal.jobs.selectors import ahead_of
from portal.organisations.policy import get_or_404, may, may_seen
from portal.profiles.selectors import with_everything as profiles
from portal.reports import selectors, services
from portal.reports.files import attachment
from portal.reports.lifecycle import MOVES, STATES
from portal.reports.models import Report

ROWS = 25


@require_safe
@login_required
def report_list(request: HttpRequest) -> HttpResponse:
    """The reports a person sees, found by a kindergarten's name or by their profile."""
    words = request.GET.get("q", "").strip()
    rows = selectors.listed(request.user, words)
    profile = request.GET.get("profile", "")
    if profile:
        rows = rows.filter(profile__uid=_uid_or_404(profile))
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    context = {"active": "reports", "q": words, "profile": profile, "page": page, "states": STATES}
    return render(request, "reports/list.html", context)


@require_safe
@login_required
def report_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The report as a page, the same document as its PDF; while it is compiled, how far it is."""
    report = get_or_404(request.user, selectors.with_everything(), uid=uid)
    context = {
        "active": "reports",
        "report": report,
        "state": STATES[report.state],
        "team": may_seen(request.user, "open_to_team", report),
        "document": render_html(report.tree()) if report.is_compiled else "",
        "moves": [
            (move, may(request.user, move.action, report))
            for move in MOVES.open_from(report.state)
        ],
    }
    if report.is_compiled and request.htmx:
        return HttpResponseClientRefresh()
    if not report.is_compiled:
        context |= _progress(request, report)
    name = "reports/progress.html" if request.htmx else "reports/detail.html"
    return render(request, name, context)


@require_safe
@login_required
def report_file(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """The PDF, for whoever may read the report."""
    report = get_or_404(request.user, selectors.with_everything(), uid=uid)
    if not report.file:
        raise Http404
    response = FileResponse(report.file.open(), content_type="application/pdf")
    # Set afterwards: the response names itself after the stored file, and that name is a secret.
    response["Content-Disposition"] = attachment(report)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@login_required
def report_compile(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Start compiling the report of a profile."""
    profile = get_or_404(request.user, profiles(), uid=uid)
    report = services.start_compile(by=request.user, profile=profile)
    return redirect("reports:detail", report.uid)


@require_POST
@login_required
def report_finalise(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Make a draft final."""
    report = get_or_404(request.user, Report, uid=uid)
    move = MOVES.find(report.state, Report.State.FINAL)
    try:
        services.finalise(by=request.user, report=report)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, move.done)
    return redirect("reports:detail", report.uid)


def _progress(request: HttpRequest, report: Report) -> dict[str, Any]:
    job = report.job
    return {
        "job": job,
        "ahead": ahead_of(job),
        "compile": may(request.user, "compile", report.profile),
        "can_cancel": not job.cancel_asked and may(request.user, "cancel", job).allowed,
    }


def _uid_or_404(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as wrong:
        raise Http404 from wrong
