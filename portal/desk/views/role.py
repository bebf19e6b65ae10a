"""A person with several roles says by which of them she acts now."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from portal.organisations.middleware import ROLE_KEY
from portal.organisations.policy import actor_of


@require_POST
@login_required
def role(request: HttpRequest) -> HttpResponse:
    """Keep the chosen appointment in the session; «all my roles» is the empty one.

    Only her own in force can be chosen; any other is as if it were not there. What she looked at
    may not be open to the new role, so the way leads to the front page of the desk.
    """
    chosen = request.POST.get("appointment", "")
    if chosen and chosen not in {str(held.uid) for held in actor_of(request.user).held}:
        raise Http404
    request.session[ROLE_KEY] = chosen
    return redirect("desk:home")
