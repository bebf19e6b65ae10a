"""Measures on the desk: taking one in, changing its words, moving it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from forms_builder.common.errors import DomainError
from portal.common.forms import show_refusal
from portal.organisations.policy import demand_seen, get_or_404
from portal.plans import selectors, services
from portal.plans.forms import MeasureForm
from portal.plans.lifecycle import MOVES
from portal.plans.models import Measure
from portal.profiles.models import Profile
from portal.profiles.reading import IndicatorLine, read_profile
from portal.profiles.selectors import with_everything as profiles

WORDS = ("problem", "action", "responsible", "due")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def measure_propose(request: HttpRequest, uid: UUID, indicator: UUID) -> HttpResponse:
    """Take an indicator of a result into the plan."""
    profile = get_or_404(request.user, profiles(), uid=uid)
    demand_seen(request.user, "plan", profile)
    line = _line_or_404(profile, indicator)
    form = MeasureForm(request.POST or None, initial={"problem": selectors.what_is_wrong(line)})

    def save(words: dict[str, Any]) -> Measure:
        return services.propose_measure(
            by=request.user, profile=profile, indicator=line.uid, **words
        )

    measure = _saved(form, save)
    if measure:
        messages.success(request, _("Мероприятие в плане. Его утвердит другой человек."))
        return redirect("plans:detail", measure.plan.uid)
    context = {
        "form": form,
        "organisation": profile.organisation,
        "indicator": f"{line.code} {line.title}",
        "shown": line.figure,
    }
    return render(request, "desk/plans/measure.html", {"active": "plans", **context})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def measure_edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Change the words of a measure that is still proposed."""
    measures = Measure.objects.select_related("plan__organisation__territory")
    measure = get_or_404(request.user, measures, uid=uid)
    demand_seen(request.user, "edit", measure)
    form = MeasureForm(
        request.POST or None, initial={name: getattr(measure, name) for name in WORDS}
    )

    def save(words: dict[str, Any]) -> Measure:
        return services.edit_measure(by=request.user, measure=measure, **words)

    if _saved(form, save):
        messages.success(request, _("Мероприятие изменено."))
        return redirect("plans:detail", measure.plan.uid)
    context = {
        "form": form,
        "organisation": measure.plan.organisation,
        "indicator": f"{measure.indicator_code} {measure.indicator_title}",
    }
    return render(request, "desk/plans/measure.html", {"active": "plans", **context})


@require_POST
@login_required
def measure_move(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Move a measure to the state in «to»."""
    measures = Measure.objects.select_related("plan__organisation__territory")
    measure = get_or_404(request.user, measures, uid=uid)
    target = request.POST.get("to", "")
    step = MOVES.find(measure.state, target)
    try:
        services.move(by=request.user, measure=measure, to=target)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, step.done)
    return redirect("plans:detail", measure.plan.uid)


def _line_or_404(profile: Profile, indicator: UUID) -> IndicatorLine:
    for line in read_profile(profile).indicators:
        if line.uid == str(indicator) and line.figure.score is not None:
            return line
    raise Http404


def _saved(form: MeasureForm, save: Callable[[dict[str, Any]], Measure]) -> Measure | None:
    """Save a valid form; what a service refuses stands beside the fields, and nothing is lost."""
    if not form.is_valid():
        return None
    try:
        return save(form.cleaned_data)
    except DomainError as refusal:
        show_refusal(form, refusal)
        return None
