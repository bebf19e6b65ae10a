"""Conflicts of interest: an expert declares hers and takes it back, her coordinator sees it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from forms_builder.common.errors import DomainError
from portal.organisations.conflict_selectors import conflicts_seen, experts_gardens, own_conflicts
from portal.organisations.models import ConflictOfInterest, Organisation
from portal.organisations.people_forms import ConflictForm
from portal.organisations.people_views.access import tried
from portal.organisations.policy import ABOVE, EXPERTS, Actor, actor_of, demand, get_or_404
from portal.organisations.services import declare_conflict, withdraw_conflict

SHOWN = 12
PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def conflicts(request: HttpRequest) -> HttpResponse:
    """One's own conflicts with a form for another; below, those of the experts one coordinates."""
    actor = _concerned(request)
    words = request.GET.get("q", "").strip()
    found = experts_gardens(request.user, words)
    form = ConflictForm(request.POST or None, found=found)
    if form.is_valid() and tried(
        form, lambda: declare_conflict(by=request.user, **form.cleaned_data)
    ):
        messages.success(request, _("Конфликт интересов записан. Этот детский сад Вам не поручат."))
        return redirect("conflicts:list")
    shown = _shown(found, words, form)
    form.fields["organisation"].choices = [(row.uid, _with_place(row)) for row in shown[:SHOWN]]
    context = {
        "active": "conflicts",
        "form": form,
        "q": words,
        "found": shown,
        "is_cut": len(shown) > SHOWN,
        "is_expert": actor.has(*EXPERTS),
        "own": own_conflicts(request.user),
        "is_coordinator": actor.has(*ABOVE),
        "page": _page(request),
    }
    return render(request, "desk/people/conflicts.html", context)


@require_POST
@login_required
def withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take one's own conflict back."""
    conflict = get_or_404(request.user, ConflictOfInterest, uid=uid)
    demand(request.user, "withdraw", conflict)
    try:
        withdraw_conflict(by=request.user, conflict=conflict)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Конфликт интересов отозван."))
    return redirect("conflicts:list")


def _concerned(request: HttpRequest) -> Actor:
    actor = actor_of(request.user)
    if not actor.has(*EXPERTS, *ABOVE):
        raise PermissionDenied(_("Конфликт интересов заявляют эксперты, видят их координаторы."))
    return actor


def _page(request: HttpRequest) -> Page:
    rows = conflicts_seen(request.user)
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def _shown(found: QuerySet[Organisation], words: str, form: ConflictForm) -> list[Organisation]:
    """What the words find; without words, the one that was chosen before something was wrong."""
    if words:
        return list(found[: SHOWN + 1])
    chosen = form.cleaned_data.get("organisation") if form.is_bound else None
    return [chosen] if chosen else []


def _with_place(garden: object) -> str:
    return f"{garden}, {garden.territory}"
