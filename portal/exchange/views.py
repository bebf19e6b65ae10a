"""Import screens in the CMS: choose a file, look at what it would do, confirm."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from forms_builder.common.errors import DomainError
from forms_builder.common.russian import counted
from portal.exchange.forms import PlanForm, RegistryForm
from portal.exchange.models import Upload
from portal.exchange.selectors import preview_plan, preview_registry
from portal.exchange.services import confirm_plan, confirm_registry, keep_upload
from portal.organisations.policy import ABOVE, actor_of, get_or_404
from portal.organisations.refusals import refused

SHOWN = 200
both = require_http_methods(["GET", "POST"])


@both
def registry(request: HttpRequest) -> HttpResponse:
    """Choose the registry file and the territory it belongs to."""
    if not _coordinates(request):
        return _refused(request)
    form = RegistryForm(*_sent(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        upload = _kept(request, Upload.Kind.REGISTRY, form)
        return redirect("import_organisations_preview", uid=upload.uid)
    return _choose(request, form, "wagtailadmin/exchange/registry.html")


@both
def registry_preview(request: HttpRequest, uid: str) -> HttpResponse:
    """Show what the file would do; POST does it."""
    if not _coordinates(request):
        return _refused(request)
    waiting = Upload.objects.select_related("territory").filter(kind=Upload.Kind.REGISTRY)
    upload = get_or_404(request.user, waiting, uid=uid)
    if request.method == "POST":
        try:
            done = confirm_registry(by=request.user, upload=upload)
        except DomainError as wrong:
            messages.error(request, _("Ничего не записано. %s") % wrong.message[:500])
            return redirect("import_organisations_preview", uid=uid)
        said = _("Реестр загружен: добавлено %d, изменено %d, без изменений %d.")
        messages.success(request, said % (len(done.new), len(done.changed), done.unchanged))
        return redirect("organisations_modeladmin_index")
    preview, unknown = preview_registry(upload)
    context = {"upload": upload, "preview": preview, "unknown": unknown, "shown": SHOWN}
    return render(request, "wagtailadmin/exchange/registry_preview.html", context)


@both
def plan(request: HttpRequest) -> HttpResponse:
    """Choose the plan file."""
    if not _coordinates(request):
        return _refused(request)
    form = PlanForm(*_sent(request))
    if request.method == "POST" and form.is_valid():
        upload = _kept(request, Upload.Kind.PLAN, form)
        return redirect("import_plan_preview", uid=upload.uid)
    return _choose(request, form, "wagtailadmin/exchange/plan.html")


@both
def plan_preview(request: HttpRequest, uid: str) -> HttpResponse:
    """Show what the plan holds; POST makes the campaign."""
    if not _coordinates(request):
        return _refused(request)
    upload = get_or_404(request.user, Upload.objects.filter(kind=Upload.Kind.PLAN), uid=uid)
    context = {"upload": upload, "shown": SHOWN}
    try:
        if request.method == "POST":
            campaign, counts, created = confirm_plan(by=request.user, upload=upload)
            steps = counted(counts["steps"], "шаг", "шага", "шагов")
            said = _("Цикл создан: %s.") if created else _("Цикл сверен с планом: %s.")
            messages.success(request, said % steps)
            return redirect("campaigns:detail", uid=campaign.uid)
        context["preview"] = preview_plan(upload)
    except DomainError as wrong:
        context["problems"] = wrong.problems
    return render(request, "wagtailadmin/exchange/plan_preview.html", context)


def _sent(request: HttpRequest) -> tuple[Any, Any]:
    """Data and files of a form; an empty POST is a form filled with nothing, not a fresh one."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _coordinates(request: HttpRequest) -> bool:
    return actor_of(request.user).has(*ABOVE)


def _refused(request: HttpRequest) -> HttpResponse:
    return refused(request, _("Файлы загружают координаторы территорий."))


def _kept(request: HttpRequest, kind: str, form: PlanForm) -> Upload:
    file = form.cleaned_data["file"]
    return keep_upload(
        by=request.user,
        kind=kind,
        name=file.name,
        content=file.read(),
        territory=form.cleaned_data.get("territory"),
    )


def _choose(request: HttpRequest, form: PlanForm, template: str) -> HttpResponse:
    return render(request, template, {"form": form}, status=400 if form.errors else 200)
