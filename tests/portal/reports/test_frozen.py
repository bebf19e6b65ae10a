"""A report's words and bytes stay, whatever changes around it; a final one cannot be written."""

import pytest
from django.urls import reverse

from portal.reports.models import FinalReportError, Report
from portal.reports.services import finalise
from tests.factories import EditionFactory, edition_content


def read(report: Report) -> tuple[str, bytes]:
    report = Report.objects.get(pk=report.pk)
    with report.file.open() as file:
        return report.document, file.read()


def page_of(client, report: Report) -> str:
    page = client.get(reverse("reports:detail", args=[report.uid])).content.decode()
    return page[page.index("<article") : page.index("</article>")]


@pytest.mark.parametrize("final", [False, True])
def test_report__words_and_bytes_stay(garden, client, final):
    report = garden.compiled()
    if final:
        finalise(by=garden.head, report=report)
    client.force_login(garden.head)
    before, page = read(report), page_of(client, report)

    organisation, edition = garden.profile.organisation, garden.profile.edition
    organisation.short_name = organisation.official_name = "Другое имя"
    organisation.save()
    procedure = garden.profile.procedure
    procedure.title = "Другая процедура"
    procedure.save()
    content = edition_content("Другой лист")
    content["scale"]["overall_method"] = "mean_of_indicators"
    EditionFactory(questionnaire=edition.questionnaire, number=edition.number + 1, data=content)
    garden.compiled()

    assert read(report) == before
    assert page_of(client, report) == page


@pytest.fixture
def final(garden, quick_pdf) -> Report:
    return finalise(by=garden.head, report=garden.compiled())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("document", "{}"),
        ("document_sha256", "0" * 64),
        ("file", "reports/other.pdf"),
        ("file_sha256", "0" * 64),
        ("state", Report.State.DRAFT),
    ],
)
def test_final__cannot_be_written(final, field, value):
    setattr(final, field, value)
    with pytest.raises(FinalReportError):
        final.save()
    with pytest.raises(FinalReportError):
        Report.objects.filter(pk=final.pk).update(**{field: value})


def test_final__cannot_be_deleted(final):
    with pytest.raises(FinalReportError):
        final.delete()
    with pytest.raises(FinalReportError):
        Report.objects.all().delete()
    assert Report.objects.filter(pk=final.pk).exists()


def test_final__can_be_saved_as_it_is(final):
    Report.objects.get(pk=final.pk).save()


def test_draft__may_be_written_and_deleted(garden, quick_pdf):
    draft = garden.compiled()
    draft.document_sha256 = "0" * 64
    draft.save()
    Report.objects.filter(pk=draft.pk).update(document_sha256="1" * 64)
    draft.delete()
    assert not Report.objects.exists()


def test_queryset__deletes_drafts(garden, quick_pdf):
    garden.compiled()
    Report.objects.all().delete()
    assert not Report.objects.exists()
