"""Every arrow crosses a freeze: what happens upstream later changes nothing that was answered.

A sheet is made, filled in, scored, reported and published; then the methodologist renames, moves,
retires, changes rules and methods and freezes again. Pages, numbers, trace and report stay equal
byte for byte (but for the token of the sign-out form, which is new on every page).
"""

import datetime
import re

import pytest
from django.core.cache import cache

from forms_builder.questionnaires.models import Questionnaire
from forms_builder.questionnaires.reading import read_edition
from forms_builder.questionnaires.services import agree as agree_form
from forms_builder.questionnaires.services import freeze_edition
from forms_builder.scales.choices import OverallMethod, Rule
from forms_builder.scales.models import Indicator
from forms_builder.scales.services import agree, move_indicator, retire_indicator
from pages.caching import generation
from portal.jobs.models import Job
from portal.jobs.run import run_job
from portal.organisations.choices import Role
from portal.profiles.models import Profile
from portal.profiles.services import compute_profile
from portal.reports.models import Report
from portal.reports.services import finalise, start_compile
from portal.responses.models import Response
from portal.responses.services import open_sheet, save_answer, submit
from tests.factories import AssignmentFactory, OrganisationFactory, appointed, orsk
from tests.factories.site import released, site
from tests.forms_builder.builders import small_questionnaire, small_scale
from tests.forms_builder.people import new_methodologist

pytestmark = pytest.mark.django_db
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')


def payload(item):
    """Level 1 of what is climbed, 2 of what is chosen, plain words elsewhere."""
    if item["type"] == "indicator":
        if item["indicator"]["rule"] == Rule.DIRECT:
            return {"level": ["2"]}
        rows = item["indicator"]["characteristics"]
        return {"confirmed": [row["uid"] for row in rows if row["level"] == 1]}
    if item["type"] == "choice":
        return {"value": [item["choices"][0]["value"]]}
    return {"value": ["3"]}


@pytest.fixture
def methodologist():
    return new_methodologist()


@pytest.fixture
def form(methodologist):
    scale = small_scale(methodologist)
    form = agree_form(by=methodologist, questionnaire=small_questionnaire(methodologist, scale))
    freeze_edition(by=methodologist, questionnaire=form, valid_from=datetime.date(2020, 9, 1))
    return form


@pytest.fixture
def response(form):
    edition = form.editions.get()
    expert = appointed(Role.EXPERT, orsk())
    garden = OrganisationFactory(number="94")
    task = AssignmentFactory(edition=edition, assignee=expert, organisation=garden)
    response = open_sheet(by=expert, assignment=task)
    for item in read_edition(edition).items:
        if item["type"] != "note":
            save_answer(
                by=expert, response=response, item=item["uid"], payload=payload(item), version=0
            )
    return submit(by=expert, response=response)


@pytest.fixture
def report(response):
    site()
    work()
    profile = Profile.objects.get()
    coordinator = appointed(Role.DOO_COORDINATOR, profile.organisation)
    head = appointed(Role.DOO_HEAD, profile.organisation)
    start_compile(by=coordinator, profile=profile)
    work()
    report = finalise(by=head, report=Report.objects.get())
    released(report)
    return report


def work():
    for job in Job.objects.filter(state=Job.State.QUEUED):
        run_job(job.pk)
    assert not Job.objects.exclude(state=Job.State.DONE).exists()


def body(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return TOKEN.sub(b"", content)


def everything(client, response, report):
    """All that people can read of one assessment, by address."""
    cache.clear()
    generation.read_at = float("-inf")
    publication = report.publications.get()
    task, profile = response.assignment, report.profile
    addresses = (
        f"/sheets/{task.uid}/",
        f"/sheets/{task.uid}/submit/",
        f"/results/{profile.uid}/",
        f"/results/{profile.uid}/why/",
        f"/reports/{report.uid}/",
        f"/reports/{report.uid}/file/",
        "/sady/sad-94/",
        f"/published/{publication.uid}/report.pdf",
        f"/published/{publication.uid}/table.csv",
        f"/published/{publication.uid}/why/",
    )
    client.force_login(response.assignment.assignee)
    return {address: body(client, address) for address in addresses}


def upheaval(by, form):
    """Everything a methodologist may do to a scale and a form; then she freezes again."""
    scale = form.scale
    first, second, *_others = Indicator.objects.filter(area__scale=scale).order_by("pk")
    first.title, first.rule, first.gaps = "Совсем другое название", Rule.DIRECT, ""
    for row in first.characteristics.all():
        row.text = f"Переписано: {row.text}"
    first.save_revision(user=by)
    agree(by=by, indicator=first)
    other = scale.areas.exclude(pk=second.area_id).first()
    move_indicator(by=by, indicator=second, area=other, position=0)
    area = scale.areas.first()
    area.title, area.code = "Переименованная область", "77"
    area.save()
    scale.title, scale.notice = "Новая шкала", "Новое примечание"
    scale.overall_method = OverallMethod.MEAN_OF_INDICATORS
    scale.save()
    for level in scale.levels.all():
        level.title, level.plain = f"Ступень {level.value}", "Иначе"
        level.save()
    form.title = "Переименованная форма"
    form.save_revision(user=by)
    agree_form(by=by, questionnaire=form)
    return Questionnaire.objects.get(pk=form.pk)


def test_frozen__what_was_answered_reads_the_same_for_ever(
    client, methodologist, form, response, report
):
    client.force_login(response.assignment.assignee)
    before = everything(client, response, report)
    edition = form.editions.get()
    content, sha256 = edition.content, edition.sha256

    form = upheaval(methodologist, form)
    second = freeze_edition(
        by=methodologist, questionnaire=form, valid_from=datetime.date(2021, 9, 1)
    )
    assert second.number == 2
    assert second.sha256 != sha256
    assert "Совсем другое название" in second.content

    assert everything(client, response, report) == before
    edition = form.editions.get(number=1)
    assert (edition.content, edition.sha256) == (content, sha256)


def test_frozen__computing_again_gives_the_same_bytes(methodologist, form, response, report):
    stored = Profile.objects.get()
    upheaval(methodologist, form)
    again = compute_profile(
        by=response.assignment.assignee, response=Response.objects.get(pk=response.pk)
    )
    assert again.pk == stored.pk
    assert (again.result, again.inputs) == (stored.result, stored.inputs)


def test_frozen__a_retired_indicator_stays_in_the_old_sheet(
    client, methodologist, form, response, report
):
    before = everything(client, response, report)
    indicators = Indicator.objects.filter(area__scale=form.scale).order_by("pk")
    for indicator in indicators[1:]:
        retire_indicator(by=methodologist, indicator=indicator)
    assert everything(client, response, report) == before


def test_frozen__the_final_report_keeps_its_bytes_after_the_plan_grows(
    client, response, report
):
    address = f"/reports/{report.uid}/file/"
    client.force_login(response.assignment.assignee)
    before = body(client, address)
    start_compile(
        by=appointed(Role.MUNICIPAL_COORDINATOR, orsk()), profile=report.profile
    )
    work()
    assert Report.objects.count() == 2
    assert body(client, address) == before
