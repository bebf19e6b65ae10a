"""A person's card: what she is appointed to, how she signs in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.accounts.models import Invitation, User
from portal.accounts.second_factor import is_on, is_required
from portal.organisations.models import Appointment, ConflictOfInterest
from portal.organisations.people_permissions import appoints_somebody
from portal.organisations.people_selectors import may_end, with_nodes
from portal.organisations.people_views.access import for_those_who_appoint
from portal.organisations.policy import actor_of, demand, get_or_404, may, visible


@require_safe
@login_required
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """What of a person's appointments may be seen, each with what may be done to it."""
    person = get_or_404(request.user, User, pk=pk)
    appointments = list(with_nodes(visible(request.user, Appointment).filter(person=person)))
    conflicts = visible(request.user, ConflictOfInterest).standing().filter(person=person)
    context = {
        "active": "people",
        "person": person,
        "lasting": [
            (row, may_end(request.user, row).allowed) for row in appointments if not row.is_over
        ],
        "over": [(row, may_end(request.user, row).allowed) for row in appointments if row.is_over],
        "conflicts": conflicts.select_related("organisation"),
        "may_appoint": appoints_somebody(actor_of(request.user)) and person != request.user,
        **way_in(request, person),
    }
    return render(request, "desk/people/card.html", context)


@require_safe
@for_those_who_appoint
def welcome(request: HttpRequest, pk: int) -> HttpResponse:
    """What comes after appointing somebody new: a letter or a slip."""
    person = get_or_404(request.user, User, pk=pk)
    demand(request.user, "let_in", person)
    context = {"active": "people", "person": person, **way_in(request, person)}
    return render(request, "desk/people/welcome.html", context)


def way_in(request: HttpRequest, person: User) -> dict[str, object]:
    """Return how a person signs in: her latest invitation, its state, the second factor."""
    invitation = Invitation.objects.filter(person=person).first()
    return {
        "letting_in": may(request.user, "let_in", person),
        "invitation": invitation,
        "is_valid": invitation is not None
        and invitation.used_at is None
        and invitation.valid_until > timezone.now(),
        "has_second_factor": is_on(person),
        "needs_second_factor": is_required(person),
    }
