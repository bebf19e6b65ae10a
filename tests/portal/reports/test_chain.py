"""The chain in one go: a sheet is submitted, the queue does the rest, the PDF has its numbers."""

import io
from decimal import Decimal

import pytest
from pypdf import PdfReader

from forms_builder.common.russian import decimal_comma
from portal.jobs.models import Job
from portal.jobs.run import run_job
from portal.organisations.choices import Role
from portal.plans.models import Measure
from portal.plans.services import move, propose_measure
from portal.profiles.models import Profile
from portal.reports.models import Report
from portal.reports.services import start_compile
from portal.responses.models import Answer
from portal.responses.services import submit
from portal.scoring.results import round_for_display
from tests.factories import (
    LOOSE,
    AssignmentFactory,
    EditionFactory,
    ResponseFactory,
    appointed,
    orsk,
)
from tests.factories.rich import RICH_ANSWERS, rich_content
from tests.portal.plans.conftest import words

pytestmark = pytest.mark.django_db


def submitted() -> Profile:
    """Return the profile that the queue made of a submitted sheet."""
    expert = appointed(Role.EXPERT, orsk())
    task = AssignmentFactory(
        assignee=expert, state="in_progress", edition=EditionFactory(data=rich_content())
    )
    response = ResponseFactory(assignment=task)
    answers = {**RICH_ANSWERS, LOOSE: {"state": "answered", "level": 2}}
    for item, data in answers.items():
        Answer.objects.create(response=response, item=item, data=data, saved_by=expert)
    submit(by=expert, response=response)
    run_job(Job.objects.get().pk)
    return Profile.objects.get(response=response)


def test_chain__sheet_profile_plan_report_pdf():
    profile = submitted()
    coordinator = appointed(Role.DOO_COORDINATOR, profile.organisation)
    head = appointed(Role.DOO_HEAD, profile.organisation)
    measure = propose_measure(by=coordinator, profile=profile, indicator=LOOSE, **words())
    move(by=head, measure=measure, to=Measure.State.APPROVED)

    report = start_compile(by=coordinator, profile=profile)
    run_job(report.job.pk)
    report.refresh_from_db()
    assert report.state == Report.State.DRAFT
    with report.file.open() as file:
        reader = PdfReader(io.BytesIO(file.read()))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())

    data = profile.data
    for part in [data["overall"], *data["areas"], *data["indicators"]]:
        assert decimal_comma(round_for_display(Decimal(part["score"]))) in text
    assert "Описать свою часть" in text
    assert "утверждено" in text
