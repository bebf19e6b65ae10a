"""Showing a draft to colleagues, and what they say about its items."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from forms_builder.common.errors import DomainError
from portal.assignments.models import Assignment
from portal.organisations.policy import demand_seen, get_or_404
from portal.responses.colleagues import colleagues_of, invitations_of
from portal.responses.forms import ColleagueForm
from portal.responses.services import comment_item, end_invitation, invite_colleague
from portal.responses.views.access import on_sheet, response_for_writing


@require_http_methods(["GET", "POST"])
@on_sheet
def colleagues(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    """Who is shown the draft; POST invites one more."""
    demand_seen(request.user, "invite", assignment)
    people = colleagues_of(assignment)
    form = ColleagueForm(request.POST if request.method == "POST" else None, people=people)
    if form.is_valid():
        person = form.cleaned_data["person"]
        response = response_for_writing(request, assignment)
        invite_colleague(by=request.user, response=response, person=person)
        messages.success(request, _("Лист показан: %s.") % person.get_short_name())
        return redirect("sheets:colleagues", assignment.uid)
    context = {
        "assignment": assignment,
        "form": form,
        "has_colleagues": people.exists(),
        "invitations": invitations_of(getattr(assignment, "response", None)),
        "active": "tasks",
    }
    status = 422 if form.errors else 200
    return render(request, "questionnaires/sheet/colleagues.html", context, status=status)


@require_POST
@on_sheet
def colleague_end(
    request: HttpRequest, assignment: Assignment, invitation_uid: UUID
) -> HttpResponse:
    """Show the draft to her no longer."""
    demand_seen(request.user, "invite", assignment)
    rows = invitations_of(getattr(assignment, "response", None))
    invitation = get_or_404(request.user, rows, uid=invitation_uid)
    end_invitation(by=request.user, invitation=invitation)
    messages.success(request, _("Больше не показан: %s.") % invitation.person.get_short_name())
    return redirect("sheets:colleagues", assignment.uid)


@require_POST
@on_sheet
def comment(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    """Keep what a colleague typed at one item of the page."""
    item = request.POST.get("item", "")
    try:
        comment_item(
            by=request.user,
            response=response_for_writing(request, assignment),
            item=item,
            text=request.POST.get(f"{item}.comment", ""),
        )
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Комментарий виден автору листа."))
    return redirect(f"{reverse('sheets:sheet', args=[assignment.uid])}#i-{item}")
