"""Moving kindergartens and joining municipalities: today's tree changes, campaigns do not."""

import pytest

from forms_builder.common.errors import DomainError, NotAllowed
from portal.campaigns.models import Participant
from portal.journal.models import Entry
from portal.organisations.choices import Role
from portal.organisations.models import Appointment, Founder, Organisation, Territory
from portal.organisations.policy import visible
from portal.organisations.services import merge_territories, move_organisation
from portal.organisations.services.moving import moving_with
from tests.factories import (
    AppointmentFactory,
    CampaignFactory,
    OrganisationFactory,
    TerritoryFactory,
    appointed,
    orsk,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return appointed(Role.REGIONAL_COORDINATOR, orsk().get_parent())


@pytest.fixture
def gay():
    return TerritoryFactory(parent=orsk().get_parent(), name="город Гай")


def taking_part(garden) -> Participant:
    return Participant.objects.create(
        campaign=CampaignFactory(), organisation=garden, territory=garden.territory
    )


def test_move__changes_the_tree_and_no_campaign(coordinator, gay):
    garden = OrganisationFactory(number="5")
    part = taking_part(garden)
    move_organisation(by=coordinator, organisation=garden, target=gay)
    garden.refresh_from_db()
    part.refresh_from_db()
    assert garden.territory == gay
    assert part.territory == orsk()
    assert Entry.objects.get().details == {"before": "город Орск", "after": "город Гай"}


def test_move__to_where_it_is_writes_nothing(coordinator):
    move_organisation(by=coordinator, organisation=OrganisationFactory(), target=orsk())
    assert not Entry.objects.exists()


def test_move__to_a_taken_number_is_refused(coordinator, gay):
    OrganisationFactory(number="5", short_name="Сад в Гае", territory=gay)
    garden = OrganisationFactory(number="5")
    with pytest.raises(DomainError, match="уже есть там: «Сад в Гае»") as refused:
        move_organisation(by=coordinator, organisation=garden, target=gay)
    assert refused.value.problems[0].place == "target"


def test_move__takes_both_ends(gay):
    garden = OrganisationFactory()
    for where, organisation, target in ((gay, garden, gay), (orsk(), garden, gay)):
        with pytest.raises(NotAllowed):
            move_organisation(
                by=appointed(Role.MUNICIPAL_COORDINATOR, where),
                organisation=organisation,
                target=target,
            )


def test_merge__takes_kindergartens_founders_and_people_along(coordinator, gay):
    gardens = [OrganisationFactory(number=str(n), territory=gay) for n in (1, 2)]
    founder = Founder.objects.create(territory=gay, name="Администрация города Гая")
    head = AppointmentFactory(role=Role.MUNICIPAL_COORDINATOR, territory=gay)
    ended = AppointmentFactory(
        role=Role.MUNICIPAL_COORDINATOR, territory=gay, starts="2020-01-01", ends="2020-12-31"
    )
    assert moving_with(gay) == {"organisations": 2, "founders": 1, "appointments": 1}

    merge_territories(by=coordinator, source=gay, target=orsk())

    assert {row.territory for row in Organisation.objects.all()} == {orsk()}
    assert len(gardens) == orsk().organisations.count()
    founder.refresh_from_db()
    assert founder.territory == orsk()
    assert Appointment.objects.get(pk=head.pk).territory == orsk()
    assert Appointment.objects.get(pk=ended.pk).territory == gay
    entry = Entry.objects.get(action="territory.merged")
    assert entry.details["organisations"] == 2
    assert entry.details["source"] == "город Гай"


def test_merge__leaves_the_source_closed_below_the_target(coordinator, gay):
    merge_territories(by=coordinator, source=gay, target=orsk())
    gone = Territory.objects.get(pk=gay.pk)
    assert gone.closed_on
    assert gone.merged_into == orsk()
    assert gone.get_parent() == orsk()
    assert Territory.find_problems() == ([], [], [], [], [])


def test_merge__changes_no_campaigns_list_and_keeps_it_in_sight(coordinator, gay):
    part = taking_part(OrganisationFactory(territory=gay))
    chief = appointed(Role.MUNICIPAL_COORDINATOR, orsk())
    assert not visible(chief, Territory).filter(pk=gay.pk).exists()
    merge_territories(by=coordinator, source=gay, target=orsk())
    part.refresh_from_db()
    assert part.territory == gay
    assert visible(chief, Territory).filter(pk=gay.pk).exists()


def test_merge__names_everything_that_both_have_and_moves_nothing(coordinator, gay):
    for territory in (gay, orsk()):
        OrganisationFactory(number="5", territory=territory)
        OrganisationFactory(number="", territory=territory)
        Founder.objects.create(territory=territory, name="Управление образования")
    with pytest.raises(DomainError) as refused:
        merge_territories(by=coordinator, source=gay, target=orsk())
    assert len(refused.value.problems) == 2
    assert gay.organisations.count() == 2


def test_merge__does_not_appoint_a_person_twice(coordinator, gay):
    here = AppointmentFactory(role=Role.MUNICIPAL_COORDINATOR, territory=orsk())
    AppointmentFactory(role=here.role, person=here.person, territory=gay)
    merge_territories(by=coordinator, source=gay, target=orsk())
    assert Appointment.objects.filter(territory=orsk(), person=here.person).count() == 1


@pytest.mark.parametrize("pair", ["itself", "region", "closed"])
def test_merge__of_what_cannot_be_joined_is_refused(coordinator, gay, pair):
    third = TerritoryFactory(parent=orsk().get_parent(), name="город Медногорск")
    country = orsk().get_parent().get_parent()
    region = TerritoryFactory(parent=country, name="Омская область", kind="region")
    if pair == "closed":
        merge_territories(by=coordinator, source=third, target=orsk())
    source, target = {"itself": (gay, gay), "region": (gay, region), "closed": (gay, third)}[pair]
    boss = appointed(Role.REGIONAL_COORDINATOR, country)
    with pytest.raises(DomainError):
        merge_territories(by=boss, source=source, target=Territory.objects.get(pk=target.pk))


def test_merge__is_not_for_the_coordinator_of_one_of_the_two(gay):
    with pytest.raises(NotAllowed):
        merge_territories(
            by=appointed(Role.MUNICIPAL_COORDINATOR, orsk()), source=gay, target=orsk()
        )
