"""Registry import in the CMS: choose a file, look at what it would do, confirm."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages

from forms_builder.common.errors import DomainError
from portal.exchange.forms import RegistryForm
from portal.exchange.models import Upload
from portal.exchange.selectors import rows_of
from portal.exchange.services import confirm_registry, start_look
from portal.exchange.views import both, choose_page, coordinates, kept, refuse, sent
from portal.organisations.policy import get_or_404
from portal.organisations.preview import RowKind

PER_PAGE = 50


@both
def registry(request: HttpRequest) -> HttpResponse:
    """Choose the registry file and the territory it belongs to."""
    if not coordinates(request):
        return refuse(request)
    form = RegistryForm(*sent(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        upload = kept(request, Upload.Kind.REGISTRY, form)
        return redirect("import_organisations_preview", uid=upload.uid)
    return choose_page(request, form, "wagtailadmin/exchange/registry.html")


@both
def preview(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show what the file would do, or how far the work is; POST loads it or looks again.

    Where a file has mistakes, they come first: nothing else matters then.
    """
    if not coordinates(request):
        return refuse(request)
    waiting = Upload.objects.select_related("territory", "job").filter(kind=Upload.Kind.REGISTRY)
    upload = get_or_404(request.user, waiting, uid=uid)
    if request.method == "POST":
        return _pressed(request, upload)
    if upload.job and not upload.job.is_over:
        return _working(request, upload)
    if request.htmx:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "wagtailadmin/exchange/registry_preview.html", _shown(request, upload))


def _pressed(request: HttpRequest, upload: Upload) -> HttpResponse:
    again = request.POST.get("act") == "look"
    try:
        (start_look if again else confirm_registry)(by=request.user, upload=upload)
    except DomainError as wrong:
        messages.error(request, _("Ничего не записано. %s") % wrong.message[:500])
    return redirect("import_organisations_preview", uid=upload.uid)


def _working(request: HttpRequest, upload: Upload) -> HttpResponse:
    name = "progress" if request.htmx else "registry_working"
    context = {"upload": upload, "job": upload.job}
    return render(request, f"wagtailadmin/exchange/{name}.html", context)


def _shown(request: HttpRequest, upload: Upload) -> dict[str, Any]:
    has_mistakes = bool(upload.faults or upload.counts.get(RowKind.WRONG))
    kind = request.GET.get("kind", RowKind.WRONG if has_mistakes else "")
    words = request.GET.get("q", "")
    rows = rows_of(upload, kind, words)
    counts = [(value, label, upload.counts.get(value, 0)) for value, label in RowKind.choices]
    to_write = upload.counts.get(RowKind.NEW, 0) + upload.counts.get(RowKind.CHANGED, 0)
    looked = upload.state in (Upload.State.READY, Upload.State.STALE)
    return {
        "upload": upload,
        "counts": counts,
        "total": sum(upload.counts.values()),
        "kind": kind,
        "words": words,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("p")),
        "has_mistakes": has_mistakes,
        "can_confirm": looked and bool(to_write) and not has_mistakes,
    }
