"""Appointments in time, by whom, for what; dismissal ends access at once."""

import datetime

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from forms_builder.common.errors import DomainError, NotAllowed
from portal.accounts.models import SignIn
from portal.accounts.second_factor import is_required
from portal.organisations.choices import ExpertScope, Role, TerritoryKind
from portal.organisations.models import Appointment, Founder
from portal.organisations.people_permissions import APPOINTS, may_appoint
from portal.organisations.policy import Actor, actor_of, visible
from portal.organisations.services import appoint, dismiss
from tests.factories import OrganisationFactory, PersonFactory, TerritoryFactory, appointed, orsk

TODAY = timezone.localdate
DAY = datetime.timedelta(days=1)
ROLES = st.sampled_from(list(Role))


@pytest.fixture
def region(db):
    return orsk().get_parent()


@pytest.fixture
def coordinator(region):
    return appointed(Role.REGIONAL_COORDINATOR, region)


@pytest.fixture
def founder(region):
    return Founder.objects.create(territory=region, name="Управление образования")


def test_appoint__a_future_one_is_not_in_force(coordinator):
    person, garden = PersonFactory(), OrganisationFactory()
    tomorrow = garden.territory.today() + DAY
    made = appoint(by=coordinator, person=person, role=Role.DOO_HEAD, node=garden, starts=tomorrow)
    assert made.is_coming
    assert not made.is_over
    assert actor_of(person).appointments == ()
    assert list(Appointment.objects.coming().filter(person=person)) == [made]


def test_appoint__two_roles_of_one_person(coordinator):
    person, gardens = PersonFactory(), [OrganisationFactory(), OrganisationFactory()]
    for garden in gardens:
        appoint(by=coordinator, person=person, role=Role.TEACHER, node=garden)
    assert set(visible(person, type(gardens[0]))) == set(gardens)


@pytest.mark.parametrize(
    ("starts", "ends", "place"),
    [
        pytest.param(5 * DAY, 4 * DAY, "ends", id="ends before it begins"),
        pytest.param(-9 * DAY, -DAY, "ends", id="over before it was made"),
        pytest.param(0 * DAY, 30 * DAY, "role", id="crosses one without an end"),
    ],
)
def test_appoint__refuses_days(coordinator, starts, ends, place):
    person, garden = PersonFactory(), OrganisationFactory()
    held = {"by": coordinator, "person": person, "role": Role.TEACHER, "node": garden}
    appoint(**held)
    with pytest.raises(DomainError) as refused:
        appoint(**held, starts=TODAY() + starts, ends=TODAY() + ends)
    assert refused.value.problems[0].place == place


def test_appoint__the_same_again_after_it_ends(coordinator):
    person, garden = PersonFactory(), OrganisationFactory()
    held = {"by": coordinator, "person": person, "role": Role.TEACHER, "node": garden}
    first = appoint(**held, ends=TODAY() + 30 * DAY)
    assert appoint(**held, ends=TODAY() + 30 * DAY) == first
    assert appoint(**held, starts=TODAY() + 31 * DAY) != first


def test_appoint__experts_of_kindergartens_have_a_scope_and_others_none(coordinator, region):
    made = [
        appoint(by=coordinator, person=PersonFactory(), role=role, node=node, scope=scope)
        for role, node, scope in (
            (Role.EXPERT, orsk(), ""),
            (Role.EXPERT, orsk(), ExpertScope.REMOTE),
            (Role.SYSTEM_EXPERT, region, ExpertScope.REMOTE),
            (Role.TEACHER, OrganisationFactory(), ExpertScope.REMOTE),
        )
    ]
    assert [row.scope for row in made] == [ExpertScope.BOTH, ExpertScope.REMOTE, "", ""]


def test_appoint__a_system_expert_for_a_founder(coordinator, founder):
    person = PersonFactory()
    made = appoint(by=coordinator, person=person, role=Role.SYSTEM_EXPERT, node=founder)
    assert (made.node, made.home) == (founder, founder.territory)
    assert made in visible(coordinator, Appointment)
    assert actor_of(person).label == f"эксперт РСДО · {founder}"
    assert not visible(person, type(OrganisationFactory())).exists()
    with pytest.raises(DomainError, match="на территории"):
        appoint(by=coordinator, person=person, role=Role.EXPERT, node=founder)


def test_appoint__not_oneself(coordinator):
    with pytest.raises(NotAllowed, match="Себя не назначают"):
        appoint(by=coordinator, person=coordinator, role=Role.EXPERT, node=orsk())


@pytest.mark.parametrize("role", [Role.DOO_HEAD, Role.DOO_COORDINATOR])
def test_appoint__the_team_is_appointed_by_its_leaders(db, role):
    garden, other = OrganisationFactory(), OrganisationFactory()
    leader = appointed(role, garden)
    for given_role in (Role.TEACHER, Role.SENIOR_TEACHER):
        assert appoint(by=leader, person=PersonFactory(), role=given_role, node=garden)
        with pytest.raises(NotAllowed):
            appoint(by=leader, person=PersonFactory(), role=given_role, node=other)
    with pytest.raises(NotAllowed):
        appoint(by=leader, person=PersonFactory(), role=Role.DOO_COORDINATOR, node=garden)


def test_appoint__the_country_gives_regions_and_the_cms(region):
    country = region.get_parent()
    chief = appointed(Role.REGIONAL_COORDINATOR, country)
    for role in (Role.REGIONAL_COORDINATOR, Role.METHODOLOGIST, Role.EDITOR):
        assert appoint(by=chief, person=PersonFactory(), role=role, node=region)
    with pytest.raises(NotAllowed):
        appoint(by=chief, person=PersonFactory(), role=Role.REGIONAL_COORDINATOR, node=country)


def test_appoint__an_administrator_makes_the_first_one(region):
    administrator = PersonFactory(is_superuser=True)
    person = PersonFactory()
    made = appoint(by=administrator, person=person, role=Role.REGIONAL_COORDINATOR, node=region)
    assert made in visible(administrator, Appointment)


def test_dismiss__ends_access_at_once_and_keeps_the_reason(client, coordinator):
    person, garden = PersonFactory(), OrganisationFactory()
    made = appoint(by=coordinator, person=person, role=Role.DOO_HEAD, node=garden)
    client.force_login(person)
    assert client.get("/desk/people/").status_code == 200

    ended = dismiss(by=coordinator, appointment=made, reason=" Перешла  в другой сад ")

    assert (ended.reason, ended.ended_by, ended.is_over) == (
        "Перешла в другой сад",
        coordinator,
        True,
    )
    answer = client.get("/desk/people/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/login/")
    assert made in visible(coordinator, Appointment)


def test_dismiss__leaves_a_person_with_another_role_signed_in(client, coordinator):
    person, garden = PersonFactory(), OrganisationFactory()
    made = appoint(by=coordinator, person=person, role=Role.DOO_HEAD, node=garden)
    appoint(by=coordinator, person=person, role=Role.TEACHER, node=garden)
    client.force_login(person)
    dismiss(by=coordinator, appointment=made, reason="Теперь только педагог")
    assert SignIn.objects.filter(person=person).exists()
    assert client.get("/desk/people/").status_code == 403


def test_dismiss__before_it_begins(coordinator):
    person, garden = PersonFactory(), OrganisationFactory()
    ways = {"by": coordinator, "person": person, "role": Role.TEACHER, "node": garden}
    made = appoint(**ways, starts=TODAY() + 9 * DAY)
    assert dismiss(by=coordinator, appointment=made, reason="Передумала").is_over
    assert not appoint(**ways, starts=TODAY() + 9 * DAY).is_over


@pytest.mark.parametrize("reason", ["", " ", "я" * 501])
def test_dismiss__wants_a_reason(coordinator, reason):
    made = appoint(
        by=coordinator, person=PersonFactory(), role=Role.TEACHER, node=OrganisationFactory()
    )
    with pytest.raises(DomainError) as refused:
        dismiss(by=coordinator, appointment=made, reason=reason)
    assert refused.value.problems[0].place == "reason"


@pytest.mark.parametrize(
    ("role", "needed"),
    [
        (Role.REGIONAL_COORDINATOR, True),
        (Role.METHODOLOGIST, True),
        (Role.EXPERT, False),
        (Role.EDITOR, False),
    ],
)
def test_second_factor__is_asked_of_those_who_see_much(region, settings, role, needed):
    settings.SECOND_FACTOR_REQUIRED = True
    assert is_required(appointed(role, region)) == needed


class TestNobodyAppointsHerEqual(TestCase):
    """Whatever a giver holds, she gives no role that could give hers, nor one to the CMS."""

    def setUp(self) -> None:
        self.region = orsk().get_parent()
        self.garden = OrganisationFactory()
        self.town = TerritoryFactory(
            parent=self.region, name="город Ясный", kind=TerritoryKind.MUNICIPALITY
        )

    @given(giver=ROLES, role=ROLES, where=st.integers(0, 2))
    def test_law(self, giver: str, role: str, where: int) -> None:
        node = (self.region, orsk(), self.garden)[where]
        held = "organisation" if where == 2 else "territory"
        actor = Actor(PersonFactory.build())
        actor.held = (Appointment(role=giver, **{held: node}),)
        if may_appoint(actor, role, node).allowed:
            assert role in APPOINTS[giver]
            assert giver not in APPOINTS.get(role, ())
            assert role != giver


def test_second_factor__is_asked_of_a_superuser_without_an_appointment(region, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    assert is_required(PersonFactory(is_superuser=True))
    assert not is_required(PersonFactory())
