"""A worker compiles the report: the PDF says what the profile says, once, whatever happens."""

import io
import json
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from pypdf import PdfReader

from forms_builder.common.canonical import sha256_of
from forms_builder.common.errors import DomainError, NotAllowed
from forms_builder.common.russian import decimal_comma
from portal.jobs.models import Job
from portal.jobs.run import run_job
from portal.jobs.services import cancel, enqueue
from portal.journal.models import Entry
from portal.organisations.choices import Role
from portal.reports import tasks
from portal.reports.files import download_name
from portal.reports.models import Report
from portal.reports.services import COMPILE, finalise, start_compile
from portal.scoring.results import round_for_display
from tests.factories import appointed

State = Report.State


def text_of(report: Report) -> str:
    with report.file.open() as file:
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(file.read())).pages)


def test_start__queues_one_job_and_waits(garden):
    report = start_compile(by=garden.coordinator, profile=garden.profile)
    assert (report.state, report.kind) == (State.COMPILING, Report.Kind.DOO_PROFILE)
    assert report.organisation == garden.profile.organisation
    assert report.campaign == garden.profile.campaign
    assert (report.job.kind, report.job.params) == (COMPILE, {"report": report.pk})
    assert report.job.by == garden.coordinator
    assert (report.document, report.file.name) == ("", "")


def test_start__a_second_press_gives_the_same_report(garden):
    first = start_compile(by=garden.coordinator, profile=garden.profile)
    second = start_compile(by=garden.head, profile=garden.profile)
    assert first.pk == second.pk
    assert second.created_by == garden.coordinator
    assert Job.objects.filter(kind=COMPILE).count() == 1


def test_start__after_a_draft_a_new_report_begins(garden, quick_pdf):
    assert garden.compiled().pk != garden.compiled().pk


@pytest.mark.parametrize("role", [Role.TEACHER, Role.METHODOLOGIST, Role.SENIOR_TEACHER])
def test_start__is_refused_to_others(garden, role):
    person = appointed(role, garden.profile.organisation)
    with pytest.raises(NotAllowed):
        start_compile(by=person, profile=garden.profile)
    assert not Report.objects.exists()


def test_compile__the_pdf_says_what_the_profile_says(garden):
    report = garden.compiled()
    assert report.state == State.DRAFT
    text, data = text_of(report), garden.profile.data
    parts = [data["overall"], *data["areas"], *data["indicators"]]
    for part in parts:
        if part["score"] is not None:
            shown = decimal_comma(round_for_display(Decimal(part["score"])))
            assert shown in text, part
    for words in (
        "Профиль качества ДОО",
        "МДОАУ «Детский сад № 94",
        "Качество стремится к базовому — второй из пяти",
        "не применимо",
        "Демонстрационная шкала",
        garden.profile.edition.sha256[:16],
        "правила подсчёта версии 1",
        "Общий балл — среднее областей",
        "город Орск",
    ):
        assert words in re.sub(r"\s+", " ", text), words
    assert re.search(r"стр\.\s*1\s*из\s*\d", text)


def test_compile__keeps_document_file_and_fingerprints(garden):
    report = garden.compiled()
    assert report.document_sha256 == sha256_of(report.document)
    with report.file.open() as file:
        assert report.file_sha256 == sha256_of(file.read())
    assert report.compiled_at
    assert len(report.file.name.rsplit("/", 1)[-1]) > 30, "a stored name cannot be guessed"
    assert str(report.uid) not in report.file.name
    assert report.tree().title == "Профиль качества ДОО"
    assert Entry.objects.filter(action="report.compiled").count() == 1


def test_compile__the_job_tells_its_steps(garden, quick_pdf):
    job = garden.compiled().job
    said = [message for _at, message in job.log]
    assert said == ["Собираем числа.", "Рисуем PDF.", "Проверяем.", "Отчёт составлен."]
    assert (job.state, job.progress_done, job.progress_total) == (Job.State.DONE, 3, 3)


def test_compile__a_second_run_changes_nothing(garden, quick_pdf):
    report = garden.compiled()
    before = Report.objects.values().get(pk=report.pk)
    again = enqueue(by=garden.head, kind=COMPILE, title="", params={"report": report.pk})
    run_job(again.pk)
    assert Report.objects.values().get(pk=report.pk) == before
    again.refresh_from_db()
    assert again.state == Job.State.DONE


def test_compile__a_worker_that_lost_its_lease_writes_nothing(garden, monkeypatch):
    def slow_pdf(document: object) -> bytes:
        Job.objects.update(lease="somebody else's")
        return b""

    monkeypatch.setattr(tasks, "render_pdf", slow_pdf)
    report = garden.compiled()
    assert (report.state, report.document, report.file.name) == (State.COMPILING, "", "")


def test_compile__the_quicker_of_two_workers_wins(garden, monkeypatch):
    report = start_compile(by=garden.coordinator, profile=garden.profile)
    real = tasks.render_pdf

    def overtaken(document: object) -> bytes:
        monkeypatch.setattr(tasks, "render_pdf", real)
        other = enqueue(by=garden.head, kind=COMPILE, title="", params={"report": report.pk})
        run_job(other.pk)
        return real(document)

    monkeypatch.setattr(tasks, "render_pdf", overtaken)
    run_job(report.job.pk)
    report.refresh_from_db()
    assert report.state == State.DRAFT
    assert Entry.objects.filter(action="report.compiled").count() == 1


def test_compile__a_missing_glyph_fails_with_a_sentence_and_can_be_started_again(garden):
    organisation = garden.profile.organisation
    organisation.official_name = "Сад «\N{CAT FACE}»"
    organisation.save()
    report = garden.compiled()
    assert report.state == State.COMPILING
    assert report.job.state == Job.State.FAILED
    assert "U+1F431" in report.job.message
    assert report.job.attempts == 1
    organisation.official_name = "Сад «Кот»"
    organisation.save()
    again = garden.compiled(by=garden.head)
    assert again.pk == report.pk
    assert (again.state, again.created_by) == (State.DRAFT, garden.head)


def test_compile__an_unexpected_error_is_tried_again(garden, monkeypatch):
    real, calls = tasks.render_pdf, []

    def once_broken(document: object) -> bytes:
        calls.append(1)
        if len(calls) == 1:
            raise OSError("disk")
        return real(document)

    monkeypatch.setattr(tasks, "render_pdf", once_broken)
    report = garden.compiled()
    assert report.state == State.COMPILING
    run_job(report.job.pk)
    report.refresh_from_db()
    assert (report.state, report.job.attempts) == (State.DRAFT, 2)


def test_compile__cancelled_between_steps_can_be_started_again(garden, monkeypatch):
    def cancelled(document: object) -> bytes:
        job = Job.objects.get(kind=COMPILE)
        cancel(by=garden.coordinator, job=job)
        return b""

    with monkeypatch.context() as patched:
        patched.setattr(tasks, "render_pdf", cancelled)
        report = garden.compiled()
    assert (report.state, report.job.state) == (State.COMPILING, Job.State.CANCELLED)
    assert garden.compiled().state == State.DRAFT


def test_compile__a_pdf_that_lost_a_number_is_refused(garden, monkeypatch):
    real = tasks.render_pdf

    def other_document(document: object) -> bytes:
        return real(replace(document, blocks=()))

    monkeypatch.setattr(tasks, "render_pdf", other_document)
    report = garden.compiled()
    assert report.state == State.COMPILING
    assert "не хватает чисел: 2,50; 3,00; 2,00" in report.job.message


def test_compile__what_is_not_a_pdf_is_refused(garden, monkeypatch):
    monkeypatch.setattr(tasks, "render_pdf", lambda document: b"no pdf")
    report = garden.compiled()
    assert report.job.message == "Готовый файл не читается. Попробуйте ещё раз."


def test_finalise__another_person_makes_it_final(garden, quick_pdf):
    report = finalise(by=garden.head, report=garden.compiled())
    assert (report.state, report.finalised_by) == (State.FINAL, garden.head)
    assert report.finalised_at
    entry = Entry.objects.get(action="report.finalised")
    assert (entry.by, entry.role) == (garden.head, f"руководитель ДОО · {report.organisation}")


def test_finalise__not_the_one_who_compiled_it(garden, quick_pdf):
    report = garden.compiled()
    with pytest.raises(NotAllowed, match="не тот, кто его составил"):
        finalise(by=garden.coordinator, report=report)
    report.refresh_from_db()
    assert report.state == State.DRAFT


def test_finalise__not_before_it_is_compiled_and_not_twice(garden, quick_pdf):
    report = start_compile(by=garden.coordinator, profile=garden.profile)
    with pytest.raises(DomainError, match="сейчас: составляется"):
        finalise(by=garden.head, report=report)
    run_job(report.job.pk)
    finalise(by=garden.head, report=report)
    with pytest.raises(DomainError, match="сейчас: итоговый"):
        finalise(by=garden.head, report=report)


def test_download_name__is_words_that_every_system_can_keep(garden, quick_pdf):
    report = garden.compiled()
    report.organisation.short_name = 'Сад / "Ёж": \\ № 5'
    name = download_name(report)
    assert name.startswith("Профиль качества ДОО Сад _ _Ёж__ _ № 5 ")
    assert name.endswith(".pdf")


def test_document__is_plain_canonical_data(garden, quick_pdf):
    report = garden.compiled()
    assert json.loads(report.document)["language"] == "ru"
