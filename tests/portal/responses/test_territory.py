"""A sheet about a territory (№ 17): opened, filled in, submitted; its profile comes later."""

import pytest
from django.urls import reverse

from portal.assignments.models import Assignment
from portal.jobs.models import Job
from portal.organisations.choices import Role
from portal.profiles.models import Profile
from portal.responses.models import Response
from portal.responses.services import open_sheet, submit
from tests.factories import AssignmentFactory, appointed, orsk
from tests.factories.content import STRICT
from tests.factories.results import ANSWERS

pytestmark = pytest.mark.django_db


@pytest.fixture
def expert():
    return appointed(Role.SYSTEM_EXPERT, orsk().get_parent())


@pytest.fixture
def task(expert):
    return AssignmentFactory(assignee=expert, organisation=None, territory=orsk().get_parent())


def test_territory__the_sheet_names_it(client, expert, task):
    client.force_login(expert)
    page = client.get(reverse("sheets:sheet", args=[task.uid]))
    assert page.status_code == 200
    assert "Оренбургская область" in page.text


def test_territory__submitted_without_a_profile(client, expert, task):
    response = open_sheet(by=expert, assignment=task)
    for item, data in ANSWERS.items():
        response.answers.create(item=item, data=data, saved_by=expert)
    response.evidence.create(kind="text", item=STRICT, text="Видели", by=expert)
    submit(by=expert, response=response)
    task.refresh_from_db()
    response.refresh_from_db()
    assert (task.state, response.state) == (Assignment.State.SUBMITTED, Response.State.SUBMITTED)
    assert not Profile.objects.exists()
    assert not Job.objects.exists()
    client.force_login(expert)
    assert client.get(reverse("sheets:submit", args=[task.uid])).status_code == 200


def test_territory__read_by_those_who_lead_it_and_nobody_beside(client, task):
    coordinator = appointed(Role.REGIONAL_COORDINATOR, orsk().get_parent())
    client.force_login(coordinator)
    address = reverse("assignments:detail", args=[task.uid])
    assert client.get(address).status_code == 200
    client.force_login(appointed(Role.MUNICIPAL_COORDINATOR, orsk()))
    assert client.get(address).status_code == 404
