"""Who sees a cycle: everybody whose node lies in its territory or above it, nobody beside it."""

import pytest

from portal.campaigns.models import Campaign
from portal.organisations.choices import Role, TerritoryKind
from portal.organisations.models import Territory
from portal.organisations.policy import INSIDE, may, visible
from tests.factories import (
    CampaignFactory,
    OrganisationFactory,
    PersonFactory,
    TerritoryFactory,
    appointed,
    orsk,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    """Territories by name, with a cycle on each: country, two regions, two towns of the first."""
    orsk()
    country = Territory.objects.get(kind=TerritoryKind.COUNTRY)
    region = Territory.objects.get(kind=TerritoryKind.REGION)
    TerritoryFactory(parent=region, name="город Гай")
    TerritoryFactory(parent=country, name="Самарская область", kind=TerritoryKind.REGION)
    nodes = {node.name: node for node in Territory.objects.all()}
    for name, node in nodes.items():
        CampaignFactory(territory=node, title=name)
    return nodes


def seen_by(person):
    return {campaign.title for campaign in visible(person, Campaign)}


def chain_of(node):
    """What the tree itself says: the node, all above it, all below it."""
    rows = [node, *node.get_ancestors(), *node.get_descendants()]
    return {row.name for row in rows}


@pytest.mark.parametrize("role", [Role.REGIONAL_COORDINATOR, Role.MUNICIPAL_COORDINATOR])
@pytest.mark.parametrize("name", ["Россия", "Оренбургская область", "город Гай"])
def test_scope__is_what_lies_above_and_below_the_node(tree, role, name):
    assert seen_by(appointed(role, tree[name])) == chain_of(tree[name])


@pytest.mark.parametrize("role", INSIDE)
def test_scope__in_a_kindergarten_it_is_the_line_to_the_top(tree, role):
    garden = OrganisationFactory(territory=tree["город Гай"])
    person = appointed(role, garden)
    assert seen_by(person) == {"Россия", "Оренбургская область", "город Гай"}


@pytest.mark.parametrize("role", [Role.METHODOLOGIST, Role.EDITOR])
def test_scope__of_those_who_work_for_all_territories_is_everything(tree, role):
    assert seen_by(appointed(role, tree["город Гай"])) == set(tree)


def test_scope__two_appointments_add_up(tree):
    person = appointed(Role.MUNICIPAL_COORDINATOR, tree["город Гай"])
    other = OrganisationFactory(territory=tree["Самарская область"])
    person.appointments.create(role=Role.DOO_HEAD, organisation=other)
    assert seen_by(person) == set(tree) - {"город Орск"}


def test_scope__of_nobody_is_nothing(tree):
    assert seen_by(PersonFactory()) == set()


@pytest.mark.parametrize(
    ("role", "name", "allowed"),
    [
        (Role.MUNICIPAL_COORDINATOR, "город Орск", True),
        (Role.REGIONAL_COORDINATOR, "Оренбургская область", True),
        (Role.MUNICIPAL_COORDINATOR, "город Гай", False),
        (Role.REGIONAL_COORDINATOR, "Самарская область", False),
        (Role.EXPERT, "город Орск", False),
        (Role.METHODOLOGIST, "Россия", False),
    ],
)
def test_change__is_for_the_coordinators_of_its_territory(tree, role, name, allowed):
    campaign = Campaign.objects.get(title="город Орск")
    assert may(appointed(role, tree[name]), "change", campaign).allowed is allowed


def test_change__those_above_a_small_cycle_lead_it_and_those_below_a_large_one_do_not(tree):
    large = Campaign.objects.get(title="Оренбургская область")
    municipal = appointed(Role.MUNICIPAL_COORDINATOR, tree["город Орск"])
    verdict = may(municipal, "change", large)
    assert not verdict.allowed
    assert verdict.reason == "Цикл ведут координаторы его территории."
    assert large in visible(municipal, Campaign)
