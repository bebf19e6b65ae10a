"""How a kindergarten stands among the others, and when that is not told."""

from decimal import Decimal

import pytest

from portal.campaigns.models import Participant
from portal.profiles.models import Profile
from portal.profiles.selectors import NO_TERRITORY, territory_figures
from tests.factories import (
    LOOSE,
    STRICT,
    EditionFactory,
    OrganisationFactory,
    ProcedureFactory,
    TerritoryFactory,
    orsk,
)
from tests.factories.content import uid
from tests.factories.results import ANSWERS, computed_profile

pytestmark = pytest.mark.django_db


class Town:
    """Kindergartens of one campaign, procedure and edition."""

    def __init__(self) -> None:
        self.procedure = ProcedureFactory()
        self.edition = EditionFactory()
        self.campaign = self.procedure.stage.campaign

    def assessed(self, level: int | None, territory=None, **options) -> Profile:
        place = territory or orsk()
        organisation = OrganisationFactory(territory=place)
        Participant.objects.create(
            campaign=self.campaign, organisation=organisation, territory=place
        )
        return self.profile(organisation, level, **options)

    def profile(self, organisation, level: int | None, **options) -> Profile:
        answers = {STRICT: ANSWERS[STRICT]}
        if level is not None:
            answers[LOOSE] = {"state": "answered", "level": level}
        options = {"procedure": self.procedure, "edition": self.edition, **options}
        return computed_profile(organisation, answers=answers, **options)


@pytest.fixture
def town() -> Town:
    return Town()


def test_figures__five_kindergartens_are_shown(town):
    profiles = [town.assessed(level) for level in (1, 2, 3, 4, 5)]
    figures = territory_figures(profiles[0])
    area = figures.by_area[uid("area2")]
    assert (area.n, area.low, area.median, area.high) == (
        5,
        Decimal("1.4"),
        Decimal("3"),
        Decimal("4.6"),
    )
    assert figures.overall.median == 3
    assert (figures.territory, figures.reason) == ("город Орск", "")


def test_figures__four_are_hidden_with_the_reason(town):
    profiles = [town.assessed(level) for level in (1, 2, 3, 4)]
    figures = territory_figures(profiles[0])
    assert all(spread.hidden for spread in figures.by_area.values())
    assert figures.overall.hidden
    assert "меньше пяти садов (город Орск)" in figures.reason


def test_figures__an_area_that_few_have_is_hidden_alone(town):
    profiles = [town.assessed(level) for level in (1, 2, 3, None, None)]
    figures = territory_figures(profiles[0])
    assert figures.by_area[uid("area2")].hidden
    assert figures.by_area[uid("area2")].n == 3
    assert not figures.by_area[uid("area1")].hidden
    assert figures.reason == ""


def test_figures__each_kindergarten_counts_once_by_its_newest_result(town):
    profiles = [town.assessed(1) for _number in range(5)]
    town.profile(profiles[0].organisation, 5)
    area = territory_figures(profiles[1]).by_area[uid("area2")]
    assert area.n == 5
    assert area.high > 3


def test_figures__other_procedures_editions_and_campaigns_stay_out(town):
    own = town.assessed(1)
    other = ProcedureFactory(stage=town.procedure.stage)
    for _number in range(5):
        town.assessed(5, procedure=other)
        town.assessed(5, edition=EditionFactory())
    assert territory_figures(own).overall.n == 1


def test_figures__the_campaign_s_own_list_decides_not_today_s_tree(town):
    elsewhere = TerritoryFactory(parent=orsk().get_parent())
    profiles = [town.assessed(level) for level in (1, 2, 3, 4, 5)]
    moved = profiles[0].organisation
    moved.territory = elsewhere
    moved.save()
    stranger = OrganisationFactory()
    town.profile(stranger, 5)
    assert territory_figures(profiles[1]).overall.n == 5


def test_figures__another_town_stays_out(town):
    elsewhere = TerritoryFactory(parent=orsk().get_parent(), name="город Гай")
    own = town.assessed(1)
    for _number in range(5):
        town.assessed(5, territory=elsewhere)
    figures = territory_figures(own)
    assert figures.overall.n == 1
    assert figures.reason


def test_figures__without_a_place_in_the_campaign_there_are_none(town):
    assert territory_figures(town.profile(OrganisationFactory(), 3)) is NO_TERRITORY


def test_figures__cost_the_same_for_one_and_for_many(town, django_assert_max_num_queries):
    first = town.assessed(1)
    for _number in range(8):
        town.assessed(2)
    with django_assert_max_num_queries(2):
        territory_figures(first)
