"""A new cycle on the desk: choose a plan, see its dates, confirm."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forms_builder.common.errors import DomainError
from portal.campaigns.irregularities import irregularities
from portal.campaigns.making import make_campaign
from portal.campaigns.making_forms import NewCampaignForm
from portal.campaigns.models import Campaign
from portal.campaigns.periods import period
from portal.campaigns.plan import Plan
from portal.campaigns.working_days import WorkCalendar, calendar
from portal.common.forms import show_refusal
from portal.organisations.selectors import territories_led_by


@dataclass(frozen=True)
class DateLine:
    """One phase that has dates: what it is, its days before and after; falls_off: on a day off."""

    procedure: str
    phase: str
    before: str
    after: str
    falls_off: bool


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """GET with values shows the dates and writes nothing; POST makes the cycle."""
    if not territories_led_by(request.user).exists():
        raise PermissionDenied(_("Цикл создают координаторы территорий."))
    given = request.POST or (request.GET if "source" in request.GET else None)
    form = NewCampaignForm(given, user=request.user)
    context = {"form": form, "active": "schedule"}
    if form.is_bound and form.is_valid():
        if request.method == "POST" and (campaign := _made(request, form)):
            messages.success(request, _("Цикл создан. Проверьте его: даты, ответственных, сады."))
            return redirect("campaigns:detail", campaign.uid)
        confirm = NewCampaignForm(given, user=request.user, auto_id=False)
        context |= {"confirm": confirm} | _preview(form)
    return render(request, "desk/schedule/new.html", context)


def _made(request: HttpRequest, form: NewCampaignForm) -> Campaign | None:
    values = {name: form.cleaned_data[name] for name in ("territory", "title", "short_title")}
    try:
        return make_campaign(by=request.user, source=form.source, days=form.days, **values)
    except DomainError as refusal:
        show_refusal(form, refusal)
        return None


def _preview(form: NewCampaignForm) -> dict[str, object]:
    dates = form.plan.dates
    return {
        "plan": form.plan,
        "lines": list(_lines(form.old_plan, form.plan, calendar())),
        "notes": irregularities(form.plan, timezone.localdate()),
        "span": period(dates[0], dates[-1]) if dates else "",
    }


def _lines(plan: Plan, moved: Plan, work: WorkCalendar) -> Iterator[DateLine]:
    for old, new in zip(plan.procedures, moved.procedures, strict=True):
        name = f"{new.code} {new.title}".strip()
        phases = zip(old.phases, new.phases, strict=True)
        for before, after in ((old, new), *phases):
            title = "" if after is new else after.title
            if after.starts or after.ends:
                ends = [day for day in (after.starts, after.ends) if day]
                yield DateLine(
                    procedure=name,
                    phase=title,
                    before=period(before.starts, before.ends),
                    after=period(after.starts, after.ends),
                    falls_off=not all(work.is_working(day) for day in ends),
                )
