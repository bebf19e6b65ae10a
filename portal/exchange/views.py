"""Plan import in the CMS, and what the import screens have in common."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from forms_builder.common.errors import DomainError
from forms_builder.common.russian import counted
from portal.campaigns.schedule_permissions import READERS
from portal.exchange.forms import PlanForm
from portal.exchange.models import Upload
from portal.exchange.selectors import preview_plan
from portal.exchange.services import confirm_plan, confirm_template, keep_upload
from portal.organisations.choices import Role
from portal.organisations.policy import ABOVE, actor_of, get_or_404
from portal.organisations.refusals import refused

SHOWN = 200
both = require_http_methods(["GET", "POST"])


@both
def plan(request: HttpRequest) -> HttpResponse:
    """Choose the plan file."""
    if not actor_of(request.user).has(*READERS):
        return refuse(request)
    form = PlanForm(*sent(request))
    if request.method == "POST" and form.is_valid():
        upload = kept(request, Upload.Kind.PLAN, form)
        return redirect("import_plan_preview", uid=upload.uid)
    return choose_page(request, form, "wagtailadmin/exchange/plan.html")


@both
def plan_preview(request: HttpRequest, uid: str) -> HttpResponse:
    """Show what the plan holds; POST makes the campaign, or keeps the plan as content."""
    if not actor_of(request.user).has(*READERS):
        return refuse(request)
    upload = get_or_404(request.user, Upload.objects.filter(kind=Upload.Kind.PLAN), uid=uid)
    context = {
        "upload": upload,
        "shown": SHOWN,
        "makes_campaigns": coordinates(request),
        "keeps_templates": actor_of(request.user).has(Role.METHODOLOGIST),
    }
    try:
        if request.method == "POST":
            confirmed = _template if "keep" in request.POST else _campaign
            return confirmed(request, upload)
        context["preview"] = preview_plan(upload)
    except DomainError as wrong:
        context["problems"] = wrong.problems
    return render(request, "wagtailadmin/exchange/plan_preview.html", context)


def _campaign(request: HttpRequest, upload: Upload) -> HttpResponse:
    campaign, counts, created = confirm_plan(by=request.user, upload=upload)
    steps = counted(counts["steps"], "шаг", "шага", "шагов")
    said = _("Цикл создан: %s.") if created else _("Цикл сверен с планом: %s.")
    messages.success(request, said % steps)
    return redirect("campaigns:detail", uid=campaign.uid)


def _template(request: HttpRequest, upload: Upload) -> HttpResponse:
    template = confirm_template(by=request.user, upload=upload)
    messages.success(request, _("План сохранён: по нему создают циклы."))
    return redirect("plan_template", uid=template.uid)


def sent(request: HttpRequest) -> tuple[Any, Any]:
    """Data and files of a form; an empty POST is a form filled with nothing, not a fresh one."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def coordinates(request: HttpRequest) -> bool:
    """Whether the person coordinates a territory and so loads files."""
    return actor_of(request.user).has(*ABOVE)


def refuse(request: HttpRequest) -> HttpResponse:
    """Return 403 with the reason."""
    return refused(request, _("Файлы загружают координаторы территорий."))


def kept(request: HttpRequest, kind: str, form: PlanForm) -> Upload:
    """Keep the file of a checked form for its preview."""
    file = form.cleaned_data["file"]
    return keep_upload(
        by=request.user,
        kind=kind,
        name=file.name,
        content=file.read(),
        territory=form.cleaned_data.get("territory"),
    )


def choose_page(request: HttpRequest, form: PlanForm, template: str) -> HttpResponse:
    """Return the page where a file is chosen, 400 with the mistakes of the form."""
    return render(request, template, {"form": form}, status=400 if form.errors else 200)
