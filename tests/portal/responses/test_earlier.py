"""Experts who build on earlier procedures read what was sent before; the setting says when."""

import pytest

from portal.assignments.models import Assignment
from portal.organisations.choices import Role
from portal.organisations.policy import visible
from portal.reports.models import Report
from portal.responses.models import Response
from tests.factories import OrganisationFactory, appointed, orsk
from tests.factories.chain import AssignmentFactory, ProcedureFactory
from tests.factories.results import final_report, submitted_response

pytestmark = pytest.mark.django_db
State = Assignment.State


@pytest.fixture
def garden():
    return OrganisationFactory()


@pytest.fixture
def own():
    """The self-assessment that the kindergarten's coordinator sends."""
    return ProcedureFactory(code="3.1")


@pytest.fixture
def expert():
    return appointed(Role.EXPERT, orsk())


def task_of(expert, garden, own, code="4.1", state=State.SUBMITTED):
    procedure = ProcedureFactory(stage=own.stage, code=code)
    return AssignmentFactory(
        organisation=garden, assignee=expert, procedure=procedure, state=state
    )


def sent(garden, own, role=Role.DOO_COORDINATOR):
    person = appointed(role, garden if role != Role.EXPERT else orsk())
    return submitted_response(garden, assignee=person, procedure=own)


def test_documents__after_handing_in(garden, own, expert):
    document = sent(garden, own)
    task_of(expert, garden, own)
    assert document in visible(expert, Response)
    assert document.assignment in visible(expert, Assignment)


@pytest.mark.parametrize(("when", "is_seen"), [("after", False), ("before", True)])
def test_documents__before_handing_in_as_the_setting_says(
    garden, own, expert, settings, when, is_seen
):
    settings.EXPERTS_READ_EARLIER = when
    document = sent(garden, own)
    task_of(expert, garden, own, state=State.IN_PROGRESS)
    assert (document in visible(expert, Response)) is is_seen


def test_documents__can_be_opened(client, garden, own, expert):
    document = sent(garden, own)
    task_of(expert, garden, own)
    client.force_login(expert)
    assert client.get(f"/sheets/{document.assignment.uid}/").status_code == 200


def test_documents__in_procedures_that_build_on_others_only(garden, own, expert, settings):
    document = sent(garden, own)
    task_of(expert, garden, own, code="4.2")
    assert document not in visible(expert, Response)
    settings.EXPERTS_READ_EARLIER_IN = ["4.2"]
    assert document in visible(expert, Response)


@pytest.mark.parametrize("role", [Role.TEACHER, Role.EXPERT])
def test_documents__are_no_teachers_nor_experts_sheets(garden, own, expert, role):
    document = sent(garden, own, role)
    task_of(expert, garden, own)
    assert document not in visible(expert, Response)


def test_documents__of_her_kindergarten_and_campaign_only(garden, own, expert):
    elsewhere = sent(OrganisationFactory(), own)
    another = sent(garden, ProcedureFactory(code="3.1"))
    task_of(expert, garden, own)
    assert not {elsewhere, another} & set(visible(expert, Response))


def test_documents__not_after_the_task_was_withdrawn(garden, own, expert, settings):
    settings.EXPERTS_READ_EARLIER = "before"
    document = sent(garden, own)
    task_of(expert, garden, own, state=State.WITHDRAWN)
    assert document not in visible(expert, Response)


def test_reports__final_ones_of_earlier_experts(garden, own, expert):
    earlier = final_report(garden, assignee=appointed(Role.EXPERT, orsk()), procedure=own)
    personal = final_report(garden, assignee=appointed(Role.TEACHER, garden), procedure=own)
    draft = final_report(garden, assignee=appointed(Role.EXPERT, orsk()), procedure=own)
    Report.objects.filter(pk=draft.pk)._raw_delete("default")
    task_of(expert, garden, own)
    assert earlier in visible(expert, Report)
    assert personal not in visible(expert, Report)
