"""Screens of the registry in the CMS that are no record list: territories, downloading."""

from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from wagtail.admin import messages

from forms_builder.common.errors import DomainError
from portal.common.forms import show_refusal
from portal.journal.services import record_about
from portal.organisations.downloads import FORMATS, export_of
from portal.organisations.forms import AddTerritoryForm, MoveTerritoryForm
from portal.organisations.models import Organisation, Territory
from portal.organisations.policy import get_or_404, may, visible
from portal.organisations.refusals import refused
from portal.organisations.searching import listed
from portal.organisations.selectors import territories_led_by
from portal.organisations.services import add_territory, move_territory


@require_GET
def territories(request: HttpRequest) -> HttpResponse:
    """The person's part of the tree, indented, with what was joined to something else."""
    rows = list(visible(request.user, Territory).order_by("path"))
    if not rows:
        return refused(request, _("Территории ведут региональные координаторы."))
    top = min(row.depth for row in rows)
    for row in rows:
        row.indents = range(row.depth - top)
    context = {"territories": rows}
    return render(request, "wagtailadmin/organisations/territories.html", context)


def add(request: HttpRequest) -> HttpResponse:
    """Add a territory under one of hers."""
    if not territories_led_by(request.user).exists():
        return refused(request, _("Территории ведут региональные координаторы."))
    form = AddTerritoryForm(_sent(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        done = _try(form, add_territory, by=request.user, **form.cleaned_data)
        if done:
            messages.success(request, _("Территория «%s» добавлена.") % done)
            return redirect("territories")
    return _form_page(request, form, _("Новая территория"), _("Добавить"))


def move(request: HttpRequest, uid: str) -> HttpResponse:
    """Hang a territory under another parent."""
    territory = get_or_404(request.user, Territory, uid=uid)
    verdict = may(request.user, "change", territory)
    if not verdict.allowed:
        return refused(request, verdict.reason)
    form = MoveTerritoryForm(_sent(request), territory=territory, user=request.user)
    if request.method == "POST" and form.is_valid():
        done = _try(form, move_territory, by=request.user, territory=territory, **form.cleaned_data)
        if done:
            messages.success(request, _("Территория «%s» перенесена.") % done)
            return redirect("territories")
    title = _("Перенести: %s") % territory
    return _form_page(request, form, title, _("Перенести"))


@require_GET
def download(request: HttpRequest, extension: str) -> HttpResponse:
    """The kindergartens of the list as it is filtered, as CSV or XLSX."""
    if extension not in FORMATS:
        raise Http404
    if not request.user.has_perm("organisations.view_organisation"):
        return refused(request, _("Реестр открыт тем, кто его ведёт."))
    rows = listed(request.user, request.GET).order_by("sort", "pk")
    content, content_type = export_of(rows, extension)
    record_about(
        by=request.user,
        action="registry.exported",
        model=Organisation,
        title=_("Реестр детских садов"),
        format=extension,
    )
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="organisations.{extension}"'
    return response


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _try(form: Form, service: Any, **arguments: Any) -> Territory | None:
    try:
        return service(**arguments)
    except DomainError as refusal:
        show_refusal(form, refusal)
        return None


def _form_page(request: HttpRequest, form: Form, title: str, submit: str) -> HttpResponse:
    context = {"form": form, "title": title, "submit": submit}
    return render(request, "wagtailadmin/organisations/territory_form.html", context)
