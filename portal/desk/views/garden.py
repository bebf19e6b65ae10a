"""The card of one's own kindergarten: what the registry says of it, and its groups."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from forms_builder.common.errors import DomainError
from portal.organisations.models import Organisation
from portal.organisations.policy import ABOVE, INSIDE, actor_of, demand_seen, get_or_404, may_seen
from portal.organisations.registry_forms import groups_form, show_refusals, written_rows
from portal.organisations.services import save_groups
from portal.organisations.states import state_words


@require_GET
@login_required
def own(request: HttpRequest) -> HttpResponse:
    """Lead to the kindergarten the person works in."""
    inside = actor_of(request.user).organisations(*INSIDE)
    garden = Organisation.objects.filter(inside).first()
    if garden is None:
        raise PermissionDenied(_("Эта страница — для тех, кто работает в детском саду."))
    return redirect("desk:garden", garden.uid)


@require_http_methods(["GET", "POST"])
@login_required
def garden(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The card; those who keep the groups edit them here."""
    covered = actor_of(request.user).organisations(*ABOVE, *INSIDE)
    rows = Organisation.objects.filter(covered).select_related("territory", "founder")
    found = get_or_404(request.user, rows, uid=uid)
    keeps = may_seen(request.user, "keep_groups", found).allowed
    formset = groups_form(found, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        demand_seen(request.user, "keep_groups", found)
        if formset.is_valid() and _saved(request, found, formset):
            messages.success(request, _("Группы записаны."))
            return redirect("desk:garden", uid)
    context = {
        "garden": found,
        "standing": state_words(found),
        "facts": _facts(found),
        "buildings": found.buildings.all(),
        "groups": found.groups.filter(closed_on=None).select_related("building"),
        "formset": formset if keeps else None,
        "active": "garden",
    }
    status = 422 if formset.is_bound else 200
    return render(request, "desk/garden/card.html", context, status=status)


def _facts(found: Organisation) -> list[tuple[str, object]]:
    """What is written of it, by the words of the registry; what is empty is left out."""
    names = ("official_name", "kind", "founder", "inn", "address", "phone", "email", "site")
    shown = {"kind": found.get_kind_display()}
    pairs = [
        (Organisation._meta.get_field(name).verbose_name, shown.get(name) or getattr(found, name))
        for name in (*names, "places", "opened_on")
    ]
    return [(label, value) for label, value in pairs if value]


def _saved(request: HttpRequest, found: Organisation, formset: object) -> bool:
    try:
        save_groups(by=request.user, organisation=found, rows=written_rows(formset))
    except DomainError as refusal:
        show_refusals(formset, refusal)
        return False
    return True
