"""Appointing many from a file: choose it, look at what it would do, confirm."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from forms_builder.common.errors import DomainError
from forms_builder.common.russian import counted
from portal.exchange.forms import PlanForm
from portal.exchange.models import Upload
from portal.exchange.people_services import confirm_people, preview_people
from portal.exchange.services import keep_upload
from portal.organisations.choices import Role
from portal.organisations.people_downloads import CONTENT_TYPES, file_of
from portal.organisations.people_plan import PeoplePlan
from portal.organisations.people_table import MAX_ROWS
from portal.organisations.people_views.access import for_those_who_appoint
from portal.organisations.policy import get_or_404

PER_PAGE = 100
both = require_http_methods(["GET", "HEAD", "POST"])


@both
@for_those_who_appoint
def choose(request: HttpRequest) -> HttpResponse:
    """What the file has to hold, a template of it, and a field for it."""
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = PlanForm(*sent)
    form.fields["file"].help_text = _("XLSX или CSV, не больше 5 МБ и 2000 строк.")
    if form.is_valid():
        file = form.cleaned_data["file"]
        upload = keep_upload(
            by=request.user, kind=Upload.Kind.PEOPLE, name=file.name, content=file.read()
        )
        return redirect("people_import:preview", upload.uid)
    context = {"active": "people", "form": form, "roles": Role.labels, "limit": MAX_ROWS}
    return render(request, "desk/people/import.html", context)


@require_safe
@for_those_who_appoint
def template(request: HttpRequest, extension: str) -> HttpResponse:
    """An empty table with the right columns."""
    response = HttpResponse(file_of((), extension), content_type=CONTENT_TYPES[extension])
    response["Content-Disposition"] = f'attachment; filename="people-template.{extension}"'
    return response


@both
@for_those_who_appoint
def preview(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show new and known people and what is wrong, by row and column; POST appoints them all."""
    waiting = Upload.objects.filter(kind=Upload.Kind.PEOPLE)
    upload = get_or_404(request.user, waiting, uid=uid)
    if request.method == "POST":
        return _confirm(request, upload)
    context = {"active": "people", "upload": upload}
    try:
        context |= _shown(request, preview_people(request.user, upload))
    except DomainError as wrong:
        context["problems"] = wrong.problems
    return render(request, "desk/people/import_preview.html", context)


def _shown(request: HttpRequest, plan: PeoplePlan) -> dict[str, object]:
    wrong = plan.of("wrong")
    rows = Paginator(wrong or plan.rows, PER_PAGE)
    return {
        "page": rows.get_page(request.GET.get("page")),
        "new": len(plan.of("new")),
        "known": len(plan.of("known")),
        "same": len(plan.of("same")),
        "wrong": len(wrong),
    }


def _confirm(request: HttpRequest, upload: Upload) -> HttpResponse:
    try:
        plan = confirm_people(by=request.user, upload=upload)
    except DomainError as refusal:
        messages.error(request, _("Ничего не записано. %s") % refusal.message[:500])
        return redirect("people_import:preview", upload.uid)
    made = counted(len(plan.of("new", "known")), "назначение", "назначения", "назначений")
    said = _("Записано: %s. Отмечены те, кто ещё не входил: пригласите их письмом или листком.")
    messages.success(request, said % made)
    return redirect(f"{reverse('people:list')}?entered=no&order=newest&ticked=1")
