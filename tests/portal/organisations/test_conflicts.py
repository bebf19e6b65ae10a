"""Whom an expert may not assess: what she declares, and where she works or worked."""

import datetime

import pytest
from django.utils import timezone

from forms_builder.common.errors import DomainError, NotAllowed
from portal.journal.models import Entry
from portal.organisations.choices import Role
from portal.organisations.conflicts import conflict_of, conflicts_among
from portal.organisations.models import ConflictOfInterest
from portal.organisations.policy import visible
from portal.organisations.services import declare_conflict, withdraw_conflict
from tests.factories import (
    AppointmentFactory,
    OrganisationFactory,
    PersonFactory,
    TerritoryFactory,
    appointed,
    orsk,
)

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
YEAR = datetime.timedelta(days=365)


@pytest.fixture
def garden():
    return OrganisationFactory()


@pytest.fixture
def expert(garden):
    return appointed(Role.EXPERT, orsk())


def works(person, garden, since, until=None, role=Role.TEACHER):
    """Appoint her inside, days counted from today."""
    today = timezone.localdate()
    ends = None if until is None else today + until
    return AppointmentFactory(
        person=person, role=role, organisation=garden, starts=today + since, ends=ends
    )


def test_conflict__none_for_a_stranger(expert, garden):
    assert conflict_of(expert, garden) == ""
    works(expert, OrganisationFactory(), -YEAR)
    assert conflict_of(expert, garden) == ""


@pytest.mark.parametrize(
    ("since", "until"),
    [
        pytest.param(-YEAR, None, id="works there"),
        pytest.param(-2 * YEAR, -YEAR, id="left a year ago"),
        pytest.param(-9 * YEAR, -2 * YEAR, id="left two years ago"),
        pytest.param(30 * DAY, None, id="begins next month"),
    ],
)
def test_conflict__works_or_worked_there(expert, garden, since, until):
    works(expert, garden, since, until, role=Role.SENIOR_TEACHER)
    reason = conflict_of(expert, garden)
    assert reason.startswith("Назначение в этом детском саду: старший воспитатель, с ")
    assert (" по " in reason) == (until is not None)


@pytest.mark.parametrize(
    ("since", "until"),
    [
        pytest.param(-9 * YEAR, -3 * YEAR - 2 * DAY, id="left more than three years ago"),
        pytest.param(DAY * 0, -DAY, id="taken back on the day it was made"),
        pytest.param(30 * DAY, -DAY, id="taken back before it began"),
    ],
)
def test_conflict__is_no_more(expert, garden, since, until):
    works(expert, garden, since, until)
    assert conflict_of(expert, garden) == ""


def test_conflict__declared_names_its_reason_and_ends_when_withdrawn(expert, garden):
    declared = declare_conflict(by=expert, organisation=garden, reason="  Работает\nсестра ")
    assert conflict_of(expert, garden) == "Заявлен конфликт интересов: Работает сестра"
    assert Entry.objects.filter(action="conflict.declared").count() == 1
    withdraw_conflict(by=expert, conflict=declared)
    assert conflict_of(expert, garden) == ""
    with pytest.raises(DomainError, match="уже отозван"):
        withdraw_conflict(by=expert, conflict=declared)
    assert ConflictOfInterest.objects.get().reason == "Работает сестра"


def test_declare__twice_is_one_and_again_after_withdrawing_another(expert, garden):
    first = declare_conflict(by=expert, organisation=garden, reason="Сестра")
    assert declare_conflict(by=expert, organisation=garden, reason="Сестра") == first
    withdraw_conflict(by=expert, conflict=first)
    assert declare_conflict(by=expert, organisation=garden, reason="Брат") != first


@pytest.mark.parametrize("reason", ["", "   ", "я" * 501])
def test_declare__wants_a_reason(expert, garden, reason):
    with pytest.raises(DomainError) as refused:
        declare_conflict(by=expert, organisation=garden, reason=reason)
    assert refused.value.problems[0].place == "reason"


def test_declare__is_for_experts_of_the_territory(expert, garden):
    town = TerritoryFactory(parent=orsk().get_parent(), name="город Ясный")
    for by in (appointed(Role.EXPERT, town), appointed(Role.DOO_HEAD, garden)):
        with pytest.raises(NotAllowed, match="эксперт этой территории"):
            declare_conflict(by=by, organisation=garden, reason="Сестра")


def test_withdraw__is_for_who_declared(expert, garden):
    declared = declare_conflict(by=expert, organisation=garden, reason="Сестра")
    coordinator = appointed(Role.MUNICIPAL_COORDINATOR, orsk())
    with pytest.raises(NotAllowed, match="тот, кто заявил"):
        withdraw_conflict(by=coordinator, conflict=declared)


def test_conflicts__are_seen_by_the_expert_and_her_coordinators(expert, garden):
    declare_conflict(by=expert, organisation=garden, reason="Сестра")
    town = TerritoryFactory(parent=orsk().get_parent(), name="город Ясный")
    seers = {
        expert: 1,
        appointed(Role.MUNICIPAL_COORDINATOR, orsk()): 1,
        appointed(Role.REGIONAL_COORDINATOR, orsk().get_parent()): 1,
        appointed(Role.MUNICIPAL_COORDINATOR, town): 0,
        appointed(Role.EXPERT, orsk()): 0,
        appointed(Role.DOO_HEAD, garden): 0,
    }
    for person, count in seers.items():
        assert visible(person, ConflictOfInterest).count() == count


def test_conflicts__of_many_cost_two_queries(garden, django_assert_num_queries):
    gardens = [garden, OrganisationFactory()]
    people = [*(appointed(Role.EXPERT, orsk()) for _ in range(3)), PersonFactory()]
    works(people[0], gardens[0], -YEAR)
    declare_conflict(by=people[1], organisation=gardens[1], reason="Сестра")
    with django_assert_num_queries(2):
        reasons = conflicts_among(people, gardens)
    assert set(reasons) == {(people[0].pk, gardens[0].pk), (people[1].pk, gardens[1].pk)}
