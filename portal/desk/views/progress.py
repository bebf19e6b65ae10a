"""How far everything below is: territory → kindergarten → sheet; as a page and a file."""

from typing import Any
from uuid import UUID

import tablib
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.assignments import progress
from portal.assignments.models import Assignment
from portal.assignments.views.lists import row_of
from portal.desk.forms import ProgressFilter
from portal.journal.services import record_about
from portal.organisations.downloads import FORMATS
from portal.organisations.models import Organisation, Territory
from portal.organisations.policy import ABOVE, LEADING, Actor, actor_of, demand_seen, get_or_404

PER_PAGE = 50


@require_safe
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """The person's own node; a choice when there are several."""
    nodes = _nodes(actor_of(request.user))
    if len(nodes) == 1:
        return redirect(_address(nodes[0]), nodes[0].uid)
    cards = [{"node": node, "address": _address(node)} for node in nodes]
    return render(request, "desk/progress/start.html", {"cards": cards, "active": "progress"})


@require_safe
@login_required
def territory(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A territory's figures by its parts and by procedure."""
    node = _followed(request, Territory, uid)
    form, rows = _rows(request, node)
    context = {
        **_context(form, node),
        "level": progress.level_of(node, rows),
        "crumbs": _crumbs(request, node),
    }
    return render(request, "desk/progress/territory.html", context)


@require_safe
@login_required
def organisation(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A kindergarten's figures by procedure, and its sheets one by one."""
    garden = _followed(request, Organisation, uid)
    form, rows = _rows(request, garden)
    sheets = progress.sheets_of(request.user, garden, rows)
    page = Paginator(sheets, PER_PAGE).get_page(request.GET.get("page"))
    is_above = actor_of(request.user).covers(garden, *ABOVE)
    context = {
        **_context(form, garden),
        "level": progress.garden_level(garden, rows),
        "page": page,
        "rows": [row_of(row) for row in page],
        "hidden": progress.hidden_figures(garden, rows) if is_above else None,
        "crumbs": _crumbs(request, garden.territory),
    }
    return render(request, "desk/progress/organisation.html", context)


@require_safe
@login_required
def table(request: HttpRequest, uid: UUID, extension: str) -> HttpResponse:
    """A territory's figures as a file; that they were taken is an act itself."""
    if extension not in FORMATS:
        raise Http404
    node = _followed(request, Territory, uid)
    _form, rows = _rows(request, node)
    level = progress.level_of(node, rows)
    heads = [_("Где"), _("Ожидается"), _("Начато"), _("Отправлено"), _("Принято"), _("Просрочено")]
    data = tablib.Dataset(headers=heads)
    for line in (*level.units, *level.procedures):
        data.append([line.title, *(getattr(line.figures, name) for name in line.figures.NAMES)])
    title = _("Ход работы: %s") % node
    record_about(by=request.user, action="progress.exported", model=Assignment, title=title)
    file_format = FORMATS[extension]()
    response = HttpResponse(
        file_format.export_data(data), content_type=file_format.get_content_type()
    )
    response["Content-Disposition"] = f'attachment; filename="progress.{extension}"'
    return response


def _nodes(actor: Actor) -> list[Territory | Organisation]:
    held = [one.node for one in actor.appointments if one.role in (*ABOVE, *LEADING)]
    return list(dict.fromkeys(held))


def _address(node: Territory | Organisation) -> str:
    is_place = isinstance(node, Territory)
    return "desk:progress-territory" if is_place else "desk:progress-organisation"


def _followed(request: HttpRequest, model: type[Any], uid: UUID) -> Any:
    rows = model.objects.all()
    if model is Organisation:
        rows = rows.select_related("territory")
    node = get_or_404(request.user, rows, uid=uid)
    demand_seen(request.user, "follow", node)
    return node


def _rows(
    request: HttpRequest, node: Territory | Organisation
) -> tuple[ProgressFilter, QuerySet[Assignment]]:
    """The filter and the tasks it leaves: of the chosen campaign, of or the newest one."""
    form = ProgressFilter(progress.campaigns_below(node), request.GET)
    return form, progress.standing(form.cycle, form.only)


def _context(form: ProgressFilter, node: Territory | Organisation) -> dict[str, Any]:
    return {"form": form, "node": node, "campaign": form.cycle, "active": "progress"}


def _crumbs(request: HttpRequest, place: Territory) -> list[Territory]:
    """The territories above that she leads too, from the top."""
    actor = actor_of(request.user)
    above = [one for one in place.get_ancestors() if actor.leads(one, *ABOVE)]
    return [*above, place] if actor.leads(place, *ABOVE) else []
