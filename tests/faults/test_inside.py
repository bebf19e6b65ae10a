"""What counts as lost and as double: found when it is planted."""

from pathlib import Path

import pytest
from django.conf import settings

from forms_builder.common.canonical import sha256_of
from portal.jobs.models import Job
from portal.journal.services import record
from portal.reports.models import Report
from tests.factories.results import final_report
from tests.faults.inside import became_of

NOTHING = {"lost": 0, "double": 0, "attempts": 1}


@pytest.fixture
def report(db):
    """Return a draft as the worker leaves it: its job done, its file sealed, one journal entry."""
    made = final_report(state=Report.State.DRAFT)
    made.job = Job.objects.create(
        kind="report.compile", by=made.created_by, state="done", attempts=1, max_attempts=3
    )
    made.file_sha256 = sha256_of(made.file.read())
    made.file.close()
    made.save()
    record(by=made.created_by, action="report.compiled", obj=made)
    return made


def test_became_of__nothing_happened_to_a_whole_report(report):
    assert became_of([report.pk]) == NOTHING


@pytest.mark.parametrize("state", ["queued", "running", "failed", "cancelled"])
def test_became_of__a_job_that_is_not_done_is_lost(report, state):
    Job.objects.update(state=state)
    assert became_of([report.pk]) == NOTHING | {"lost": 1}


def test_became_of__a_done_job_without_its_file_is_lost(report):
    Report.objects.update(file="")
    assert became_of([report.pk])["lost"] == 1


def test_became_of__another_file_than_the_row_names_is_lost(report):
    Path(report.file.path).write_bytes(b"%PDF-1.4 other")
    assert became_of([report.pk]) == NOTHING | {"lost": 1}


def test_became_of__a_missing_row_is_lost(report):
    assert became_of([report.pk, report.pk + 1])["lost"] == 1


def test_became_of__a_second_entry_of_the_journal_is_double(report):
    record(by=report.created_by, action="report.compiled", obj=report)
    assert became_of([report.pk]) == NOTHING | {"double": 1}


def test_became_of__a_file_that_no_row_names_is_double(report):
    Path(settings.MEDIA_ROOT, "reports", "second.pdf").write_bytes(b"%PDF-1.4 small")
    assert became_of([report.pk]) == NOTHING | {"double": 1}


def test_became_of__counts_how_often_jobs_were_begun(report):
    Job.objects.update(attempts=2)
    assert became_of([report.pk])["attempts"] == 2
