"""One condition says whose task it is, for the task itself and for all that hangs on it."""

import pytest

from portal.assignments.models import Assignment
from portal.assignments.permissions import assigned_to, followed_by
from portal.organisations.choices import Role
from portal.organisations.policy import actor_of, visible
from portal.profiles.models import Profile
from portal.responses.models import Response
from tests.factories import (
    AssignmentFactory,
    OrganisationFactory,
    PersonFactory,
    ResponseFactory,
    appointed,
    orsk,
)
from tests.factories.results import computed_profile

pytestmark = pytest.mark.django_db


def test_own__a_task_is_hers_while_she_is_appointed():
    expert = appointed(Role.EXPERT, orsk())
    task = AssignmentFactory(assignee=expert)
    AssignmentFactory()
    assert list(Assignment.objects.filter(assigned_to(actor_of(expert)))) == [task]


def test_own__a_dismissed_person_has_none():
    person = PersonFactory()
    AssignmentFactory(assignee=person)
    assert not Assignment.objects.filter(assigned_to(actor_of(person))).exists()
    assert not visible(person, Assignment).exists()


def test_own__the_path_leads_to_the_same_task():
    expert = appointed(Role.EXPERT, orsk())
    response = ResponseFactory(assignment__assignee=expert)
    ResponseFactory()
    rows = Response.objects.filter(assigned_to(actor_of(expert), "assignment__"))
    assert list(rows) == [response]


@pytest.mark.parametrize("role", [Role.DOO_HEAD, Role.DOO_COORDINATOR])
def test_followed__a_teacher_s_own_sheet_stays_in_the_kindergarten(role):
    garden = OrganisationFactory()
    task = AssignmentFactory(organisation=garden, assignee=appointed(Role.TEACHER, garden))
    head, above = appointed(role, garden), appointed(Role.MUNICIPAL_COORDINATOR, orsk())
    assert list(Assignment.objects.filter(followed_by(actor_of(head)))) == [task]
    assert not Assignment.objects.filter(followed_by(actor_of(above))).exists()


def test_followed__a_teacher_of_another_kindergarten_is_an_expert_here():
    garden, other = OrganisationFactory(), OrganisationFactory()
    task = AssignmentFactory(organisation=garden, assignee=appointed(Role.TEACHER, other))
    above = appointed(Role.MUNICIPAL_COORDINATOR, orsk())
    assert list(Assignment.objects.filter(followed_by(actor_of(above)))) == [task]


def test_followed__the_path_leads_to_the_same_tasks():
    profile = computed_profile()
    above = appointed(Role.REGIONAL_COORDINATOR, orsk().get_parent())
    rows = Profile.objects.filter(followed_by(actor_of(above), "response__assignment__"))
    assert list(rows) == [profile]
    beside = appointed(Role.DOO_HEAD, OrganisationFactory())
    assert not visible(beside, Profile).exists()
