"""Screens of one kindergarten in the CMS beside its form: state, place, buildings and groups."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from forms_builder.common.errors import DomainError
from portal.common.forms import show_refusal
from portal.organisations import services
from portal.organisations.choices import OrganisationState
from portal.organisations.models import Organisation, Territory
from portal.organisations.policy import get_or_404, may
from portal.organisations.refusals import refused
from portal.organisations.registry_forms import (
    MergeForm,
    MoveOrganisationForm,
    StateForm,
    buildings_form,
    groups_form,
    show_refusals,
    written_rows,
)
from portal.organisations.services.moving import moving_with
from portal.organisations.states import MOVES

CHANGE = {
    OrganisationState.CLOSED: services.close_organisation,
    OrganisationState.SUSPENDED: services.suspend_organisation,
    OrganisationState.OPEN: services.reopen_organisation,
}


def state(request: HttpRequest, uid: UUID, target: str) -> HttpResponse:
    """Close, suspend or open again, with the days that go with it."""
    garden = get_or_404(request.user, Organisation, uid=uid)
    verdict = may(request.user, "change", garden)
    if not verdict.allowed:
        return refused(request, verdict.reason)
    move = MOVES.find(garden.state, target)
    if move is None:
        raise Http404
    form = StateForm(_sent(request), target=target)
    if request.method == "POST" and form.is_valid():
        given = {"organisation": garden, **form.cleaned_data}
        if _done(form, CHANGE[target], by=request.user, **given):
            messages.success(request, _("Записано: %s.") % garden)
            return redirect(_edit(garden))
    context = {"form": form, "title": f"{move.button}: {garden}", "submit": move.button}
    return _page(request, context | {"back": _edit(garden)})


def move(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Put a kindergarten into another territory, after telling what goes along."""
    rows = Organisation.objects.select_related("territory")
    garden = get_or_404(request.user, rows, uid=uid)
    verdict = may(request.user, "change", garden)
    if not verdict.allowed:
        return refused(request, verdict.reason)
    form = MoveOrganisationForm(_sent(request), organisation=garden, user=request.user)
    if request.method == "POST" and form.is_valid():
        given = {"organisation": garden, **form.cleaned_data}
        if _done(form, services.move_organisation, by=request.user, **given):
            messages.success(request, _("Детский сад переведён: %s.") % garden)
            return redirect(_edit(garden))
    told = [
        _("Сейчас: %s.") % garden.territory,
        _("Вместе с садом переходят его группы, корпуса, люди, листы и отчёты."),
        _("Видеть его будут координаторы новой территории, прежние — больше нет."),
        _("Циклы, в которых сад уже участвует, помнят его на прежнем месте."),
    ]
    context = {"form": form, "title": _("Перевести: %s") % garden, "submit": _("Перевести")}
    return _page(request, context | {"told": told, "back": _edit(garden)})


def merge(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Join a municipality to another, after telling what goes along."""
    territory = get_or_404(request.user, Territory.objects.filter(closed_on=None), uid=uid)
    verdict = may(request.user, "change", territory)
    if not verdict.allowed:
        return refused(request, verdict.reason)
    form = MergeForm(_sent(request), territory=territory, user=request.user)
    if request.method == "POST" and form.is_valid():
        given = {"source": territory, **form.cleaned_data}
        if _done(form, services.merge_territories, by=request.user, **given):
            messages.success(request, _("Территория «%s» присоединена.") % territory)
            return redirect("territories")
    counts = moving_with(territory)
    told = [
        _("Переходят: детские сады — %(organisations)d, учредители — %(founders)d.") % counts,
        _("Назначения в муниципалитете тоже переходят: %(appointments)d.") % counts,
        _("Прошлые циклы и закончившиеся назначения остаются при прежней территории."),
        _("Вернуть одним действием нельзя: сады можно будет перевести обратно по одному."),
    ]
    title, submit = _("Присоединить: %s") % territory, _("Присоединить")
    context = {"form": form, "title": title, "submit": submit, "told": told}
    return _page(request, context | {"back": reverse("territories")})


def inside(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The buildings and groups of a kindergarten, each list saved whole."""
    garden = get_or_404(request.user, Organisation, uid=uid)
    verdict = may(request.user, "change", garden)
    if not verdict.allowed:
        return refused(request, verdict.reason)
    data = _sent(request)
    buildings, groups = buildings_form(garden, data), groups_form(garden, data)
    if request.method == "POST" and all([buildings.is_valid(), groups.is_valid()]):
        saves = ((buildings, services.save_buildings), (groups, services.save_groups))
        if _all_saved(request, garden, saves):
            messages.success(request, _("Корпуса и группы записаны."))
            return redirect("organisation_inside", uid=uid)
    context = {"garden": garden, "buildings": buildings, "groups": groups, "back": _edit(garden)}
    status = 200 if data is None else 400
    return render(request, "wagtailadmin/organisations/inside.html", context, status=status)


@transaction.atomic
def _all_saved(request: HttpRequest, garden: Organisation, saves: Any) -> bool:
    """Save every list or none; a refusal is shown beside its rows."""
    for formset, save in saves:
        try:
            save(by=request.user, organisation=garden, rows=written_rows(formset))
        except DomainError as refusal:
            show_refusals(formset, refusal)
            transaction.set_rollback(True)
            return False
    return True


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _done(form: Any, service: Any, **arguments: Any) -> bool:
    try:
        service(**arguments)
    except DomainError as refusal:
        show_refusal(form, refusal)
        return False
    return True


def _edit(garden: Organisation) -> str:
    return reverse("organisations_modeladmin_edit", args=[garden.pk])


def _page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    status = 400 if context["form"].errors else 200
    return render(request, "wagtailadmin/organisations/form.html", context, status=status)


urls = [
    path("organisations/<uuid:uid>/inside/", inside, name="organisation_inside"),
    path("organisations/<uuid:uid>/move/", move, name="organisation_move"),
    path("organisations/<uuid:uid>/state/<str:target>/", state, name="organisation_state"),
    path("territories/<uuid:uid>/merge/", merge, name="territory_merge"),
]
