"""Plans as content in the CMS: the list, one plan as a tree, its parts one at a time."""

import re
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from forms_builder.common.errors import Conflict, DomainError
from portal.campaigns.models import PlanTemplate
from portal.campaigns.plan import Plan
from portal.campaigns.plan_files import json_of
from portal.campaigns.plan_table import table_of
from portal.campaigns.plan_tree import DEPTH, Part, part_at
from portal.campaigns.schedule_permissions import READERS
from portal.campaigns.template_forms import FORMS, WORDS, PartForm
from portal.campaigns.template_lists import nodes_of
from portal.campaigns.templates import (
    add_part,
    change_part,
    copy_template,
    delete_template,
    move_part,
    plan_of,
    remove_part,
)
from portal.common.forms import show_refusal
from portal.journal.services import record
from portal.organisations.policy import (
    actor_of,
    demand_seen,
    get_or_404,
    may_seen,
    visible,
)
from portal.organisations.refusals import refused

PATH = re.compile(r"\d{1,4}(?:-\d{1,4}){0,3}")
JSON, XLSX = "application/json", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOWNLOADS = {"json": (json_of, JSON), "xlsx": (table_of, XLSX)}
both = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def template_list(request: HttpRequest) -> HttpResponse:
    """Every plan kept as content."""
    if not actor_of(request.user).has(*READERS):
        return refused(request, _("Типовые планы ведут методологи."))
    rows = list(visible(request.user, PlanTemplate).select_related("changed_by"))
    for row in rows:
        row.counts = plan_of(row).counts
    return render(request, "wagtailadmin/campaigns/templates.html", {"templates": rows})


@require_safe
def tree(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One plan whole: stages, procedures, phases, steps, each with what can be done to it."""
    template = get_or_404(request.user, PlanTemplate, uid=uid)
    plan = plan_of(template)
    context = {
        "template": template,
        "plan": plan,
        "nodes": list(nodes_of(plan)),
        "may_change": may_seen(request.user, "change", template).allowed,
    }
    return render(request, "wagtailadmin/campaigns/template.html", context)


@require_safe
def download(request: HttpRequest, uid: UUID, extension: str) -> HttpResponse:
    """The plan as a file that the import takes back."""
    template = get_or_404(request.user, PlanTemplate, uid=uid)
    if extension not in DOWNLOADS:
        raise Http404
    write, content_type = DOWNLOADS[extension]
    response = HttpResponse(write(plan_of(template)), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="plan.{extension}"'
    record(by=request.user, action="template.exported", obj=template, format=extension)
    return response


@both
def change(request: HttpRequest, uid: UUID, path: str = "") -> HttpResponse:
    """Change one part; without a path the plan itself."""
    template, plan = _own(request, uid)
    places = _places(path)
    part = _part(plan, places)
    title = _("Изменить: %s") % WORDS[len(places)]
    form = _form(request, template, len(places), part)

    def save() -> PlanTemplate:
        return change_part(
            by=request.user,
            template=template,
            version=form.cleaned_data["version"],
            path=places,
            part=form.part(),
        )

    return _filled(request, template, form, title, save, path)


@both
def add(request: HttpRequest, uid: UUID, path: str = "") -> HttpResponse:
    """Add a part below the path; without a path a stage."""
    template, plan = _own(request, uid)
    places = _places(path)
    _part(plan, places)
    if len(places) >= DEPTH:
        raise Http404
    title = _("Добавить: %s") % WORDS[len(places) + 1]
    form = _form(request, template, len(places) + 1, None)

    def save() -> PlanTemplate:
        return add_part(
            by=request.user,
            template=template,
            version=form.cleaned_data["version"],
            path=places,
            part=form.part(),
        )

    return _filled(request, template, form, title, save, path)


@require_POST
def move(request: HttpRequest, uid: UUID, path: str) -> HttpResponse:
    """Move a part one place up or down."""
    template, _plan = _own(request, uid)
    places = _places(path)
    to = places[-1] + (1 if request.POST.get("down") else -1)
    try:
        move_part(
            by=request.user, template=template, version=_version(request), path=places, to=to
        )
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return redirect("plan_template", uid=uid)
    return _to(uid, "-".join(map(str, [*places[:-1], max(to, 0)])))


@both
def remove(request: HttpRequest, uid: UUID, path: str) -> HttpResponse:
    """Ask first, then take out a part and all below it."""
    template, plan = _own(request, uid)
    places = _places(path)
    part = _part(plan, places)
    if request.method == "POST":
        try:
            remove_part(
                by=request.user, template=template, version=_version(request), path=places
            )
        except DomainError as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, _("Убрано из плана. Созданные циклы не изменились."))
        return redirect("plan_template", uid=uid)
    (node,) = [one for one in nodes_of(plan) if one.path == path]
    context = {"template": template, "part": part, "node": node}
    return render(request, "wagtailadmin/campaigns/template_remove.html", context)


@require_POST
def copy(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Make another plan with the same parts."""
    template, _plan = _own(request, uid)
    made = copy_template(by=request.user, template=template)
    messages.success(request, _("План скопирован."))
    return redirect("plan_template", uid=made.uid)


@both
def delete(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask first, then delete the plan."""
    template, plan = _own(request, uid)
    if request.method == "POST":
        try:
            delete_template(by=request.user, template=template, version=_version(request))
        except DomainError as refusal:
            messages.error(request, refusal.message)
            return redirect("plan_template", uid=uid)
        messages.success(request, _("План удалён. Созданные по нему циклы остались."))
        return redirect("plan_templates")
    context = {"template": template, "plan": plan}
    return render(request, "wagtailadmin/campaigns/template_delete.html", context)


def _own(request: HttpRequest, uid: UUID) -> tuple[PlanTemplate, Plan]:
    template = get_or_404(request.user, PlanTemplate, uid=uid)
    demand_seen(request.user, "change", template)
    return template, plan_of(template)


def _places(path: str) -> list[int]:
    if path and not PATH.fullmatch(path):
        raise Http404
    return [int(place) for place in path.split("-")] if path else []


def _part(plan: Plan, places: list[int]) -> Part:
    try:
        return part_at(plan, places)
    except LookupError as gone:
        raise Http404 from gone


def _form(
    request: HttpRequest, template: PlanTemplate, depth: int, old: Part | None
) -> PartForm:
    data = request.POST if request.method == "POST" else None
    return FORMS[depth](old, data, initial={"version": template.version})


def _filled(
    request: HttpRequest,
    template: PlanTemplate,
    form: PartForm,
    title: str,
    save: Any,
    path: str,
) -> HttpResponse:
    if form.is_bound and form.is_valid():
        try:
            save()
        except Conflict as refusal:
            messages.error(request, refusal.message)
        except DomainError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("План изменён."))
            return _to(template.uid, path)
    context = {"template": template, "form": form, "title": title, "path": path}
    status = 400 if form.errors else 200
    return render(request, "wagtailadmin/campaigns/template_part.html", context, status=status)


def _to(uid: UUID, path: str) -> HttpResponse:
    answer = redirect("plan_template", uid=uid)
    if path:
        answer["Location"] += f"#part-{path}"
    return answer


def _version(request: HttpRequest) -> int:
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() and len(version) < 10 else -1
