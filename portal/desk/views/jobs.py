"""The page of one long work: where it stands, its file, stopping it, trying again."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from forms_builder.common.errors import DomainError
from portal.jobs import services
from portal.jobs.models import Job
from portal.jobs.selectors import ahead_of
from portal.organisations import policy


@require_GET
@login_required
def job(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The page; asked by htmx once a second, only the part that changes."""
    found = policy.get_or_404(request.user, Job, uid=uid)
    context = {
        "job": found,
        "ahead": ahead_of(found),
        "can_cancel": not found.is_over and not found.cancel_asked,
        "can_retry": _can_retry(found),
        "active": "tasks",
    }
    name = "desk/parts/job.html" if request.htmx else "desk/job.html"
    return render(request, name, context)


@require_POST
@login_required
def cancel(request: HttpRequest, uid: UUID) -> HttpResponse:
    found = policy.get_or_404(request.user, Job, uid=uid)
    policy.demand_seen(request.user, "cancel", found)
    try:
        services.cancel(by=request.user, job=found)
    except DomainError as error:
        messages.warning(request, error.message)
    return redirect("desk:job", uid)


@require_POST
@login_required
def retry(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Start the same work anew, as a job of its own: the failed row stays as it ended."""
    found = policy.get_or_404(request.user, Job, uid=uid)
    if not _can_retry(found):
        return redirect("desk:job", uid)
    anew = services.enqueue(
        by=request.user, kind=found.kind, title=found.title, params=found.params
    )
    return redirect("desk:job", anew.uid)


@require_GET
@login_required
def job_file(request: HttpRequest, uid: UUID) -> HttpResponse:
    found = policy.get_or_404(request.user, Job, uid=uid)
    if not found.file:
        raise Http404
    name = found.file.name.rsplit("/", 1)[-1]
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=name)


def _can_retry(job: Job) -> bool:
    """Worth it after breakdowns only: a refusal by a rule would be the same again."""
    return job.state == Job.State.FAILED and job.attempts >= job.max_attempts
