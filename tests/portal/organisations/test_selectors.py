"""Finding kindergartens as people type them; which territories somebody leads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.accounts.models import User
from portal.organisations.choices import Role
from portal.organisations.models import Founder, Organisation
from portal.organisations.selectors import (
    experts_near,
    matching,
    moves_for,
    territories_led_by,
)
from tests.factories import (
    OrganisationFactory,
    PersonFactory,
    TerritoryFactory,
    appointed,
    orsk,
)
from tests.factories.people import AppointmentFactory

pytestmark = pytest.mark.django_db


def found(words):
    return [row.number for row in matching(Organisation.objects.all(), words)]


@pytest.fixture
def gardens():
    OrganisationFactory(number="31", short_name="Детский сад № 31 «Звёздочка»", address="Мира, 5")
    OrganisationFactory(number="5", short_name="Детский сад № 5 «Солнышко»")


@pytest.mark.parametrize(
    "words", ["звездочка", "ЗВЁЗДОЧКА", "«Звёздочка»", "звёзд", "звездочка 31", " мира  звезд "]
)
def test_matching__one_name_however_it_is_typed(gardens, words):
    assert found(words) == ["31"]


def test_matching__every_word_has_to_be_there(gardens):
    assert found("детский сад") == ["5", "31"]
    assert found("звездочка солнышко") == []


@pytest.mark.parametrize("words", ["", "   ", "«»"])
def test_matching__no_word_hides_nothing(gardens, words):
    assert found(words) == ["5", "31"]


@pytest.mark.parametrize("words", ["%", "_", "\\", "31%", "' OR 1=1"])
def test_matching__signs_of_the_database_are_letters_here(gardens, words):
    assert found(words) == []


def test_matching__any_part_of_a_name_finds_it(gardens):
    name = "детский сад № 31 звездочка"

    @given(st.lists(st.sampled_from(name.split()), min_size=1).map(" ".join))
    def law(words):
        assert "31" in found(words)

    law()


def test_territories_led_by__in_the_order_of_the_tree():
    region = orsk().get_parent()
    coordinator = appointed(Role.REGIONAL_COORDINATOR, region)
    TerritoryFactory(parent=region, name="город Гай")
    assert [row.name for row in territories_led_by(coordinator)] == [
        "Оренбургская область",
        "город Гай",
        "город Орск",
    ]
    assert not territories_led_by(appointed(Role.EXPERT, orsk())).exists()


def test_moves_for__her_nodes_of_the_same_kind_but_its_own_parent():
    country = orsk().get_parent().get_parent()
    other = TerritoryFactory(parent=country, name="Самарская область", kind="region")
    country.refresh_from_db()
    coordinator = appointed(Role.REGIONAL_COORDINATOR, country)
    assert list(moves_for(orsk(), coordinator)) == [other]
    assert not moves_for(country, coordinator).exists()
    assert not moves_for(orsk(), appointed(Role.MUNICIPAL_COORDINATOR, orsk())).exists()


def test_experts_near__of_the_place_above_and_below_who_may_sign_in():
    gai = TerritoryFactory(parent=orsk().get_parent(), name="город Гай")
    town = orsk()
    region = town.get_parent()
    founder = Founder.objects.create(territory=town, name="Управление")
    gone = appointed(Role.EXPERT, town)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    appointed(Role.EXPERT, gai)
    appointed(Role.MUNICIPAL_COORDINATOR, town)
    near = [appointed(Role.EXPERT, town), appointed(Role.EXPERT, region), PersonFactory()]
    AppointmentFactory(person=near[2], role=Role.SYSTEM_EXPERT, territory=None, founder=founder)
    assert set(experts_near(town)) == set(near)
    assert set(experts_near(region)) > set(near)


def test_line__is_from_the_root_to_the_node_itself():
    town = orsk()
    assert town.line == [*(row.path for row in town.get_ancestors()), town.path]
