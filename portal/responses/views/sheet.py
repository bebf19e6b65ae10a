"""The sheet itself: one page with every chapter; a chapter is saved by a plain form too."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from forms_builder.common.errors import DomainError
from forms_builder.fields.contract import Item
from portal.assignments.models import Assignment
from portal.assignments.selectors import days_left, is_personal
from portal.journal.services import record
from portal.organisations.policy import may_seen
from portal.responses import payloads
from portal.responses.colleagues import comments_of
from portal.responses.errors import ChapterRefused
from portal.responses.page import SheetPage, Typed, page_of
from portal.responses.services import save_chapter
from portal.responses.views.access import is_open, on_sheet, response_for_writing
from portal.responses.views.opened import hidden_now, opened_in
from portal.responses.views.uploads import keep_uploads

UNPROCESSABLE = 422


@gzip_page  # 1,480 characteristics: 1.3 MB of much alike text, 70 KB on a telephone's line
@require_http_methods(["GET", "POST"])
@on_sheet
def sheet(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    if request.method == "GET":
        _note_look(request, assignment)
        return show(request, assignment)
    before = hidden_now(assignment)
    refused = keep_chapter(request, assignment)
    if refused:
        return show(request, assignment, refused)
    return _go_on(request, assignment, opened_in(assignment, request.POST["chapter"], before))


def _go_on(request: HttpRequest, assignment: Assignment, opened: list[Item]) -> HttpResponse:
    """Lead to where the button says, but first to a question that the answers have just opened."""
    target, more = request.POST.get("next", ""), request.POST.get("more", "")
    if opened:
        names = ", ".join(f"«{item['label']}»" for item in opened)
        messages.success(request, _("Раздел сохранён. Открылось: %s.") % names)
        target = f"i-{opened[0]['uid']}"
    elif target == "submit":
        return redirect("sheets:submit", assignment.uid)
    else:
        messages.success(request, _("Раздел сохранён."))
        target = f"i-{more}" if more else target
    return redirect(f"{reverse('sheets:sheet', args=[assignment.uid])}#{target}")


def show(
    request: HttpRequest, assignment: Assignment, typed: Typed | None = None
) -> HttpResponse:
    """Draw the sheet; typed: what was refused, shown again with what to correct."""
    opened, may_comment = is_open(request, assignment), _is_shown(request, assignment)
    comments = comments_of(assignment) if may_comment or _is_mine(request, assignment) else {}
    context = {
        "page": page_of(assignment, opened, typed, comments),
        "active": "tasks",
        "days_left": days_left(assignment),
        "may_comment": may_comment,
        "may_invite": opened and may_seen(request.user, "invite", assignment).allowed,
    }
    status = UNPROCESSABLE if typed else 200
    return render(
        request, "questionnaires/sheet/page.html", context | _names(context["page"]), status=status
    )


def keep_chapter(request: HttpRequest, assignment: Assignment) -> Typed | None:
    """Save the chapter that a form brought; return what was typed when it was refused."""
    response = response_for_writing(request, assignment)
    try:
        save_chapter(
            by=request.user,
            response=response,
            section=request.POST.get("chapter", ""),
            payloads=payloads.by_item(request.POST),
            versions=payloads.versions(request.POST),
        )
    except ChapterRefused as error:
        return typed_with(request, error.errors)
    except DomainError as error:
        messages.error(request, error.message)
        return typed_with(request, {})
    wrong = keep_uploads(request, response)
    return Typed({}, payloads.texts(request.POST), wrong) if wrong else None


def typed_with(request: HttpRequest, errors: dict[str, str]) -> Typed:
    """Return what the form brought, together with what to correct: item uid → message."""
    return Typed(payloads.by_item(request.POST), payloads.texts(request.POST), errors)


def _is_mine(request: HttpRequest, assignment: Assignment) -> bool:
    return assignment.assignee_id == request.user.pk


def _is_shown(request: HttpRequest, assignment: Assignment) -> bool:
    """Whether the author invited her; others' sheets that can be read at all are begun."""
    if _is_mine(request, assignment):
        return False
    return may_seen(request.user, "comment", assignment.response).allowed


def _note_look(request: HttpRequest, assignment: Assignment) -> None:
    """Who looked at a teacher's personal sheet is known where the kindergarten is known."""
    if not _is_mine(request, assignment) and is_personal(assignment):
        record(
            by=request.user,
            action="response.viewed",
            obj=assignment.response,
            place=assignment.organisation,
        )


def _names(page: SheetPage) -> dict[str, object]:
    """Short names for the template's loops: a deep path costs on each of 1,480 lines."""
    return {
        "assignment": page.assignment,
        "is_open": page.is_open,
        "evidence_url": reverse("sheets:evidence", args=[page.assignment.uid]),
        "disabled": "" if page.is_open else " disabled",
    }
