"""Who gives a sheet to whom."""

import datetime

import pytest

from forms_builder.common.errors import DomainError, NotAllowed
from portal.assignments.models import Assignment
from portal.assignments.services import assign, begin, hand_in
from portal.journal.models import Entry
from portal.organisations.choices import Role
from tests.factories import (
    AssignmentFactory,
    EditionFactory,
    OrganisationFactory,
    PersonFactory,
    ProcedureFactory,
    TerritoryFactory,
    appointed,
    orsk,
)

pytestmark = pytest.mark.django_db
DUE = datetime.date(2030, 11, 16)


@pytest.fixture
def asked():
    """Everything an assignment needs besides the coordinator."""
    return {
        "procedure": ProcedureFactory(),
        "edition": EditionFactory(),
        "organisation": OrganisationFactory(),
        "assignee": appointed(Role.EXPERT, orsk()),
        "due": DUE,
    }


def test_assign__by_the_municipal_coordinator(asked):
    coordinator = appointed(Role.MUNICIPAL_COORDINATOR, orsk())
    assignment = assign(by=coordinator, **asked)
    assert assignment.state == Assignment.State.OPEN
    assert assignment.campaign == asked["procedure"].stage.campaign
    assert assignment.created_by == coordinator
    assert Entry.objects.get(action="assignment.assigned").details == {"due": "2030-11-16"}


def test_assign__by_the_regional_coordinator(asked):
    region = orsk().get_parent()
    assert assign(by=appointed(Role.REGIONAL_COORDINATOR, region), **asked).pk


def test_assign__twice_is_one_assignment(asked):
    coordinator = appointed(Role.MUNICIPAL_COORDINATOR, orsk())
    first = assign(by=coordinator, **asked)
    second = assign(by=coordinator, **{**asked, "due": datetime.date(2031, 1, 1)})
    assert second == first
    assert second.due == DUE
    assert Entry.objects.filter(action="assignment.assigned").count() == 1


def test_assign__another_town_is_refused(asked):
    elsewhere = TerritoryFactory(parent=orsk().get_parent(), name="Гай")
    stranger = appointed(Role.MUNICIPAL_COORDINATOR, elsewhere)
    with pytest.raises(NotAllowed):
        assign(by=stranger, **asked)
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("role", [Role.DOO_COORDINATOR, Role.DOO_HEAD, Role.TEACHER])
def test_assign__those_inside_are_refused(asked, role):
    with pytest.raises(NotAllowed):
        assign(by=appointed(role, asked["organisation"]), **asked)


def test_assign__an_expert_is_refused(asked):
    with pytest.raises(NotAllowed):
        assign(by=asked["assignee"], **asked)


def test_assign__closed_kindergarten(asked):
    asked["organisation"] = OrganisationFactory(closed=True)
    with pytest.raises(DomainError, match="не работает"):
        assign(by=appointed(Role.MUNICIPAL_COORDINATOR, orsk()), **asked)


def test_assign__person_without_appointment(asked):
    asked["assignee"] = PersonFactory()
    with pytest.raises(DomainError, match="нет действующего назначения"):
        assign(by=appointed(Role.MUNICIPAL_COORDINATOR, orsk()), **asked)


def test_assign__appointment_that_ended(asked):
    ended = asked["assignee"].appointments.get()
    ended.ends = datetime.date(2020, 1, 1)
    ended.save()
    with pytest.raises(DomainError):
        assign(by=appointed(Role.MUNICIPAL_COORDINATOR, orsk()), **asked)


def test_begin__moves_an_open_task_only():
    assignment = AssignmentFactory()
    begin(by=assignment.assignee, assignment=assignment)
    assignment.refresh_from_db()
    assert assignment.state == Assignment.State.IN_PROGRESS
    hand_in(by=assignment.assignee, assignment=assignment)
    begin(by=assignment.assignee, assignment=assignment)
    assignment.refresh_from_db()
    assert assignment.state == Assignment.State.SUBMITTED
