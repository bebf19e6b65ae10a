"""Whose tasks, and how long they have."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from portal.assignments import selectors
from portal.assignments.models import Assignment
from portal.organisations.choices import Role
from tests.factories import AssignmentFactory, OrganisationFactory, appointed, orsk

pytestmark = pytest.mark.django_db
UTC = ZoneInfo("UTC")


@pytest.mark.parametrize(
    ("now", "days"),
    [
        (datetime.datetime(2030, 11, 10, 12, tzinfo=UTC), 6),
        (datetime.datetime(2030, 11, 16, 18, 59, tzinfo=UTC), 0),  # 23:59 in Orsk
        (datetime.datetime(2030, 11, 16, 19, 0, tzinfo=UTC), -1),  # midnight in Orsk
        (datetime.datetime(2030, 11, 18, 12, tzinfo=UTC), -2),
    ],
)
def test_days_left__by_the_calendar_of_the_kindergarten(now, days):
    assert selectors.days_left(AssignmentFactory(due=datetime.date(2030, 11, 16)), now) == days


def test_own_waiting__most_urgent_first():
    expert = appointed(Role.EXPERT, orsk())
    late = AssignmentFactory(assignee=expert, due=datetime.date(2030, 2, 1))
    soon = AssignmentFactory(assignee=expert, due=datetime.date(2030, 1, 1))
    AssignmentFactory(assignee=expert, state=Assignment.State.SUBMITTED)
    AssignmentFactory()
    assert list(selectors.own_waiting(expert)) == [soon, late]


def test_own_waiting__nothing_after_dismissal():
    expert = appointed(Role.EXPERT, orsk())
    AssignmentFactory(assignee=expert)
    expert.appointments.update(ends=datetime.date(2020, 1, 1), starts=datetime.date(2019, 1, 1))
    assert list(selectors.own_waiting(expert)) == []


def test_filled_by_others__what_a_coordinator_and_a_head_follow():
    garden = OrganisationFactory()
    here, elsewhere = AssignmentFactory(organisation=garden), AssignmentFactory()
    coordinator = appointed(Role.MUNICIPAL_COORDINATOR, orsk())
    assert set(selectors.filled_by_others(coordinator)) == {here, elsewhere}
    assert list(selectors.filled_by_others(appointed(Role.DOO_HEAD, garden))) == [here]
    assert list(selectors.filled_by_others(appointed(Role.TEACHER, garden))) == []


def test_filled_by_others__a_teachers_personal_sheet_stays_in_the_kindergarten():
    garden = OrganisationFactory()
    sheet = AssignmentFactory(organisation=garden, assignee=appointed(Role.TEACHER, garden))
    coordinator = appointed(Role.MUNICIPAL_COORDINATOR, orsk())
    assert list(selectors.filled_by_others(appointed(Role.DOO_HEAD, garden))) == [sheet]
    assert list(selectors.filled_by_others(coordinator)) == []


def test_assignments__the_text_of_the_edition_stays_in_the_database(
    django_assert_max_num_queries,
):
    coordinator = appointed(Role.MUNICIPAL_COORDINATOR, orsk())
    for _each in range(8):
        AssignmentFactory()
    with django_assert_max_num_queries(2):
        rows = list(selectors.assignments(coordinator))
        assert {row.organisation.territory.name for row in rows} == {"город Орск"}
    assert "content" in rows[0].edition.get_deferred_fields()
