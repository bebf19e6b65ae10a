"""Improvement plans on the desk."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from portal.organisations.policy import ALLOWED, demand_seen, get_or_404, may_seen, visible
from portal.plans import selectors
from portal.plans.models import ImprovementPlan
from portal.profiles.selectors import with_everything as profiles

ROWS = 25


@require_safe
@login_required
def plan_list(request: HttpRequest) -> HttpResponse:
    """The plans a person sees, and the results that have none yet."""
    words = request.GET.get("q", "").strip()
    page = Paginator(selectors.listed(request.user, words), ROWS).get_page(request.GET.get("page"))
    starts = selectors.startable(request.user)
    context = {"active": "plans", "q": words, "page": page, "starts": starts}
    return render(request, "desk/plans/list.html", context)


@require_safe
@login_required
def plan_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One plan: measures by state, and what could still be taken in."""
    plans = ImprovementPlan.objects.select_related("organisation__territory", "campaign")
    plan = get_or_404(request.user, plans, uid=uid)
    writing = may_seen(request.user, "write", plan)
    profile = selectors.latest_profile(request.user, plan) if writing.allowed else None
    context = {
        "active": "plans",
        "plan": plan,
        "organisation": plan.organisation,
        "campaign": plan.campaign,
        "groups": selectors.groups_of(request.user, plan),
        "offers": selectors.offers_of(profile) if profile else None,
        "writing": writing,
    }
    return render(request, "desk/plans/detail.html", context)


@require_safe
@login_required
def plan_start(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What a result offers to a plan; goes on to the plan when there is one."""
    profile = get_or_404(request.user, profiles(), uid=uid)
    plans = visible(request.user, ImprovementPlan)
    plan = plans.filter(organisation=profile.organisation, campaign=profile.campaign).first()
    if plan:
        return redirect("plans:detail", plan.uid)
    demand_seen(request.user, "plan", profile)
    context = {
        "active": "plans",
        "organisation": profile.organisation,
        "campaign": profile.campaign,
        "groups": (),
        "offers": selectors.offers_of(profile),
        "writing": ALLOWED,
    }
    return render(request, "desk/plans/detail.html", context)
