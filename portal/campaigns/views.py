"""The plan as a readable schedule."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from forms_builder.common.errors import DomainError
from forms_builder.common.russian import counted
from portal.campaigns.models import Campaign
from portal.campaigns.progress import add_progress
from portal.campaigns.selectors import campaigns_for, schedule_of
from portal.campaigns.services import add_participants
from portal.organisations.policy import get_or_404, may_seen
from portal.organisations.selectors import territories_led_by

PER_PAGE = 20


@login_required
@require_GET
def campaign_list(request: HttpRequest) -> HttpResponse:
    """The cycles of monitoring that concern the person."""
    page = Paginator(campaigns_for(request.user), PER_PAGE).get_page(request.GET.get("page"))
    may_make = territories_led_by(request.user).exists()
    context = {"page": page, "may_make": may_make, "active": "schedule"}
    return render(request, "desk/schedule/list.html", context)


@login_required
@require_GET
def detail(request: HttpRequest, uid: str) -> HttpResponse:
    """One cycle: stages, procedures, phases with dates, steps."""
    campaign = get_or_404(request.user, campaigns_for(request.user), uid=uid)
    stages = schedule_of(campaign)
    add_progress(request.user, campaign, stages)
    context = {
        "campaign": campaign,
        "stages": stages,
        "may_change": may_seen(request.user, "change", campaign).allowed,
        "active": "schedule",
    }
    return render(request, "desk/schedule/detail.html", context)


@login_required
@require_POST
def participants(request: HttpRequest, uid: str) -> HttpResponse:
    """Take the kindergartens of the territory into the cycle."""
    campaign = get_or_404(request.user, Campaign, uid=uid)
    try:
        joined = add_participants(by=request.user, campaign=campaign)
    except DomainError as refused:
        messages.error(request, refused.message)
    else:
        words = counted(joined, "детский сад", "детских сада", "детских садов")
        said = _("В цикл вошли: %s.") % words if joined else _("Все открытые сады уже в цикле.")
        messages.success(request, said)
    return redirect("campaigns:detail", uid=uid)
