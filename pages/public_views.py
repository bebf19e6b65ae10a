"""What stands beside a public page: its PDF, its numbers as a file, its «Почему так?»."""

import uuid

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from pages.models import Publication
from portal.organisations.downloads import csv_of
from portal.profiles.explaining import explain_profile
from portal.profiles.reading import read_profile
from portal.profiles.verdicts import verdict_of


def _in_force(uid: uuid.UUID) -> Publication:
    rows = Publication.objects.select_related(
        "organisation__page", "report__profile__edition", "report__profile__procedure"
    )
    return get_object_or_404(rows, uid=uid, state=Publication.State.RELEASED)


@require_safe
def report_file(request: HttpRequest, uid: uuid.UUID) -> FileResponse:
    """The PDF of a publication in force; a withdrawn one is gone at once."""
    report = _in_force(uid).report
    response = FileResponse(
        report.file.open("rb"), content_type="application/pdf", filename="profil-kachestva.pdf"
    )
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def table_file(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The numbers of the areas as CSV: semicolons and a BOM, as a Russian spreadsheet opens it."""
    header = ["Область", "Название", "Оценка", "Уровень", "Полнота"]
    rows = [
        (area.code, area.title, area.figure.shown, area.figure.word, area.coverage)
        for area in read_profile(_in_force(uid).report.profile).areas
    ]
    response = HttpResponse(csv_of(header, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="profil-kachestva.csv"'
    return response


@require_safe
def why(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """From which answers the numbers came, in the words the kindergarten itself sees."""
    publication = _in_force(uid)
    profile = publication.report.profile
    context = {
        "publication": publication,
        "organisation": publication.organisation,
        "verdict": verdict_of(profile),
        "trace": explain_profile(profile),
    }
    response = render(request, "pages/why.html", context)
    response.is_public = True
    return response
