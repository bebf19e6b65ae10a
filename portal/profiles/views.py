"""Results on the desk: the list, one result, and why it is what it is."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.documents.html import render_blocks
from portal.organisations.policy import get_or_404, may, may_seen
from portal.profiles import selectors
from portal.profiles.explaining import explain_profile, source_lines
from portal.profiles.reading import read_profile
from portal.profiles.strip import strip_chart

ROWS = 25


@require_safe
@login_required
def profile_list(request: HttpRequest) -> HttpResponse:
    """The results a person sees, found by a kindergarten's name."""
    words = request.GET.get("q", "").strip()
    page = Paginator(selectors.listed(request.user, words), ROWS).get_page(request.GET.get("page"))
    context = {
        "active": "results",
        "q": words,
        "page": page,
        "rows": selectors.rows_of(page.object_list),
    }
    return render(request, "desk/results/list.html", context)


@require_safe
@login_required
def profile_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One result: the verdict, the strip, every area and indicator."""
    profile = get_or_404(request.user, selectors.with_everything(), uid=uid)
    reading, figures = read_profile(profile), selectors.territory_figures(profile)
    context = {
        "active": "results",
        "profile": profile,
        "reading": reading,
        "strip": render_blocks([strip_chart(reading, figures.by_area, figures.territory)]),
        "figures": figures,
        "source": source_lines(profile),
        "notice": profile.edition.data["scale"]["notice"],
        "compile": may(request.user, "compile", profile),
        "plan": may(request.user, "plan", profile),
        "team": may_seen(request.user, "open_to_team", profile),
    }
    return render(request, "desk/results/detail.html", context)


@require_safe
@login_required
def profile_why(request: HttpRequest, uid: UUID) -> HttpResponse:
    """«Почему так?»: from which answers, by which rule, in which edition."""
    profile = get_or_404(request.user, selectors.with_everything(), uid=uid)
    context = {
        "active": "results",
        "profile": profile,
        "reading": read_profile(profile),
        "trace": explain_profile(profile),
    }
    return render(request, "desk/results/why.html", context)
