"""An edition outside the CMS: what it is, its paper form, its codebook, its content."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from forms_builder.fields.catalogue import field_type
from forms_builder.questionnaires.models import Edition
from forms_builder.questionnaires.reading import read_edition
from portal.organisations.policy import get_or_404
from portal.responses.codebook import CONTENT_TYPE, codebook
from portal.responses.edition_files import file_stem, start_paper


@require_safe
@login_required
def edition_detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What is asked, by sections, and everything to download."""
    edition = _edition(request, uid)
    sheet = read_edition(edition)
    sections = [
        {"title": section.title, "items": [row for row in section.items if _is_asked(row)]}
        for section in sheet.sections
    ]
    context = {
        "active": "tasks",
        "edition": edition,
        "sheet": sheet,
        "sections": sections,
    }
    return render(request, "desk/edition.html", context)


@require_POST
@login_required
def edition_paper(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Start drawing the paper form; its file waits on the page of the work."""
    job = start_paper(by=request.user, edition=_edition(request, uid))
    return redirect("desk:job", job.uid)


@require_safe
@login_required
def edition_codebook(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The codebook as XLSX."""
    edition = _edition(request, uid)
    return _download(codebook(edition), CONTENT_TYPE, f"codebook-{file_stem(edition)}.xlsx")


@require_safe
@login_required
def edition_data(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The content letter by letter as it was frozen: its SHA-256 is the edition's."""
    edition = _edition(request, uid)
    return _download(edition.content.encode(), "application/json", f"{file_stem(edition)}.json")


def _edition(request: HttpRequest, uid: UUID) -> Edition:
    return get_or_404(request.user, Edition, uid=uid)


def _download(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _is_asked(item: dict) -> bool:
    return field_type(item["type"]).asks
