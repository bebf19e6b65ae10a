import datetime

import pytest
from django.utils import timezone

from forms_builder.common.errors import DomainError, NotAllowed
from portal.journal.models import Entry
from portal.organisations.choices import Role, TerritoryKind
from portal.organisations.groups import project_groups
from portal.organisations.models import Appointment
from portal.organisations.policy import actor_of, visible
from portal.organisations.services import appoint, dismiss
from tests.factories import (
    AppointmentFactory,
    OrganisationFactory,
    PersonFactory,
    TerritoryFactory,
    appointed,
    orsk,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return orsk().get_parent()


def groups(person) -> set[str]:
    return set(person.groups.values_list("name", flat=True))


def test_appoint__from_the_region_down(region):
    coordinator = appointed(Role.REGIONAL_COORDINATOR, region)
    person = PersonFactory()
    made = appoint(by=coordinator, person=person, role=Role.MUNICIPAL_COORDINATOR, node=orsk())
    assert made.appointed_by == coordinator
    assert actor_of(person).has(Role.MUNICIPAL_COORDINATOR)
    assert Entry.objects.get(action="appointment.made").details == {"person": person.pk}


def test_appoint__twice_makes_one(region):
    person = PersonFactory()
    made = [appoint(by=None, person=person, role=Role.EXPERT, node=region) for _ in range(2)]
    assert made[0] == made[1]
    assert Appointment.objects.count() == 1


@pytest.mark.parametrize(
    ("giver", "role"),
    [
        pytest.param(Role.MUNICIPAL_COORDINATOR, Role.MUNICIPAL_COORDINATOR, id="her equal"),
        pytest.param(Role.REGIONAL_COORDINATOR, Role.REGIONAL_COORDINATOR, id="her equal above"),
        pytest.param(Role.MUNICIPAL_COORDINATOR, Role.REGIONAL_COORDINATOR, id="her superior"),
        pytest.param(Role.REGIONAL_COORDINATOR, Role.METHODOLOGIST, id="into the CMS"),
        pytest.param(Role.REGIONAL_COORDINATOR, Role.EDITOR, id="to the public site"),
        pytest.param(Role.EXPERT, Role.EXPERT, id="an expert"),
        pytest.param(Role.METHODOLOGIST, Role.EXPERT, id="a methodologist"),
    ],
)
def test_appoint__refuses_a_role_that_is_not_hers_to_give(region, giver, role):
    node = orsk() if giver == Role.MUNICIPAL_COORDINATOR else region
    by = appointed(giver, node)
    with pytest.raises(NotAllowed, match="вышестоящей"):
        appoint(by=by, person=by, role=role, node=node)


def test_appoint__refuses_another_town(region):
    by = appointed(Role.MUNICIPAL_COORDINATOR, orsk())
    elsewhere = OrganisationFactory(territory=TerritoryFactory(parent=region, name="город Бузулук"))
    with pytest.raises(NotAllowed):
        appoint(by=by, person=PersonFactory(), role=Role.DOO_HEAD, node=elsewhere)
    own = OrganisationFactory()
    assert appoint(by=by, person=PersonFactory(), role=Role.DOO_HEAD, node=own).node == own


@pytest.mark.parametrize(
    ("role", "kind", "message"),
    [
        (Role.TEACHER, TerritoryKind.REGION, "в детском саду"),
        (Role.MUNICIPAL_COORDINATOR, TerritoryKind.REGION, "в муниципалитете"),
        (Role.REGIONAL_COORDINATOR, TerritoryKind.MUNICIPALITY, "в субъекте"),
        (Role.EXPERT, None, "на территории"),
        (Role.METHODOLOGIST, None, "на территории"),
    ],
)
def test_appoint__refuses_a_node_of_another_kind(region, role, kind, message):
    nodes = {TerritoryKind.REGION: region, TerritoryKind.MUNICIPALITY: orsk()}
    node = nodes[kind] if kind else OrganisationFactory()
    with pytest.raises(DomainError, match=message):
        appoint(by=None, person=PersonFactory(), role=role, node=node)


@pytest.mark.parametrize("role", [Role.METHODOLOGIST, Role.EDITOR, Role.REGIONAL_COORDINATOR])
def test_groups__follow_the_roles_of_the_cms(region, role):
    person = PersonFactory()
    appoint(by=None, person=person, role=role, node=region)
    assert groups(person) == {role}


def test_groups__are_not_given_for_desk_roles_and_go_with_the_appointment(region):
    person = PersonFactory()
    appoint(by=None, person=person, role=Role.EXPERT, node=region)
    assert groups(person) == set()
    held = AppointmentFactory(person=person, role=Role.EDITOR, territory=region)
    project_groups(by=None, person=person)
    assert groups(person) == {Role.EDITOR}
    held.ends = timezone.localdate() - datetime.timedelta(days=1)
    held.save()
    project_groups(by=None, person=person)
    assert groups(person) == set()


def test_end__takes_effect_at_once(region):
    coordinator = appointed(Role.REGIONAL_COORDINATOR, region)
    garden = OrganisationFactory()
    person = PersonFactory()
    made = appoint(by=coordinator, person=person, role=Role.DOO_HEAD, node=garden)
    assert visible(person, type(garden)).exists()

    dismiss(by=coordinator, appointment=made, reason="Перешла в другой сад")

    fresh = type(person).objects.get(pk=person.pk)
    assert not visible(fresh, type(garden)).exists()
    with pytest.raises(DomainError, match="уже закончилось"):
        dismiss(by=coordinator, appointment=made, reason="Перешла в другой сад")


def test_end__is_refused_to_the_person_herself_and_to_strangers(region):
    garden = OrganisationFactory()
    head = appointed(Role.DOO_HEAD, garden)
    own = Appointment.objects.get(person=head)
    stranger = appointed(
        Role.MUNICIPAL_COORDINATOR, TerritoryFactory(parent=region, name="город Бузулук")
    )
    for by in (head, stranger):
        with pytest.raises(NotAllowed):
            dismiss(by=by, appointment=own, reason="Перешла в другой сад")


def test_appointments__are_seen_below_only(region):
    coordinator = appointed(Role.REGIONAL_COORDINATOR, region)
    city = appointed(Role.MUNICIPAL_COORDINATOR, orsk())
    head = appointed(Role.DOO_HEAD, OrganisationFactory())
    seen = {row.person for row in visible(city, Appointment)}
    assert seen == {city, head}
    assert {row.person for row in visible(coordinator, Appointment)} == {coordinator, city, head}
    assert {row.person for row in visible(head, Appointment)} == {head}
