"""Letters, printed slips and the second factor of people one appoints."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from forms_builder.common.errors import DomainError
from forms_builder.common.russian import counted
from portal.accounts import invitations, second_factor
from portal.accounts.models import User
from portal.common.keys import key_of
from portal.organisations.people_selectors import people_to_let_in
from portal.organisations.people_views.access import for_those_who_appoint
from portal.organisations.policy import demand, get_or_404

SLIPS = 200  # a stack that a printer takes at once


@require_POST
@for_those_who_appoint
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a letter with a one-time link."""
    person = get_or_404(request.user, User, pk=pk)
    demand(request.user, "let_in", person)
    try:
        invitations.send(by=request.user, person=person)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Письмо с приглашением отправлено: %s.") % person.email)
    return redirect("people:card", pk)


@require_POST
@for_those_who_appoint
def letters(request: HttpRequest) -> HttpResponse:
    """Send letters to the chosen people; who has no mailbox is named."""
    sent, failed = 0, []
    for person in _chosen(request):
        try:
            invitations.send(by=request.user, person=person)
            sent += 1
        except DomainError:
            failed.append(person.get_short_name())
    if sent:
        words = counted(sent, "письмо", "письма", "писем")
        messages.success(request, _("Отправлено: %s.") % words)
    if failed:
        names = ", ".join(failed[:20])
        messages.error(request, _("Письмо не ушло, напечатайте листок с кодом: %s.") % names)
    return redirect("people:list")


@require_POST
@never_cache
@for_those_who_appoint
def slips(request: HttpRequest) -> HttpResponse:
    """A page of slips with new one-time codes, to be printed and cut; it is never shown again."""
    people = _chosen(request)
    if not people:
        messages.error(request, _("Отметьте людей, которым нужен листок с кодом."))
        return redirect("people:list")
    made = []
    for person in people:
        invitation, code = invitations.invite(by=request.user, person=person)
        made.append(
            {
                "person": person,
                "login": person.login,
                "code": code,
                "address": invitations.address(),
                "valid_until": invitation.valid_until,
            }
        )
    return render(request, "account/slips.html", {"active": "people", "slips": made})


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who_appoint
def reset_second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the second step away from somebody who lost her telephone; asks first."""
    person = get_or_404(request.user, User, pk=pk)
    demand(request.user, "let_in", person)
    if request.method == "POST":
        second_factor.reset(by=request.user, person=person)
        messages.success(request, _("Второй шаг входа сброшен. Настроить его можно заново."))
        return redirect("people:card", pk)
    context = {"active": "people", "person": person}
    return render(request, "desk/people/second_factor.html", context)


def _chosen(request: HttpRequest) -> list[User]:
    """The people ticked; one whom she may not let in refuses the whole: the form offers none."""
    ticked = [key_of(pk) for pk in request.POST.getlist("person")[:SLIPS]]
    people, refused = people_to_let_in(request.user, ticked)
    if refused:
        raise PermissionDenied(refused)
    return people
