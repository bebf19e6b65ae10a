"""The button of a coordinator: the team may read this, or no longer."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.organisations.policy import get_or_404
from portal.profiles.models import Profile
from portal.reports.models import Report
from portal.reports.team import close_to_team, open_to_team


@require_POST
@login_required
def of_report(request: HttpRequest, uid: UUID) -> HttpResponse:
    _switch(request, get_or_404(request.user, Report, uid=uid))
    return redirect("reports:detail", uid)


@require_POST
@login_required
def of_result(request: HttpRequest, uid: UUID) -> HttpResponse:
    _switch(request, get_or_404(request.user, Profile, uid=uid))
    return redirect("results:detail", uid)


def _switch(request: HttpRequest, thing: Profile | Report) -> None:
    """«open» in the form says which way."""
    if request.POST.get("open"):
        open_to_team(by=request.user, thing=thing)
        messages.success(request, _("Команда детского сада теперь может это читать."))
    else:
        close_to_team(by=request.user, thing=thing)
        messages.success(request, _("Команда больше этого не видит."))
