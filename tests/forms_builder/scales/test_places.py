"""Order and states of indicators: every row has its own place and exactly one state."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms_builder.scales import services
from forms_builder.scales.filters import STATE_WORDS, STATES, state_of
from forms_builder.scales.models import Indicator
from forms_builder.scales.selectors import next_position, standing

NOW = datetime.datetime(2020, 11, 16, tzinfo=datetime.UTC)
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["move", "retire", "restore"]),
        st.sampled_from(["1.1", "1.2", "2.1"]),
        st.sampled_from([0, 1]),
        st.integers(min_value=-2, max_value=9),
    ),
    max_size=6,
)


def places(scale):
    """The standing indicators as people see them: area and code, in order."""
    return [(row.area_id, row.code) for row in standing(scale)]


def test_acts__leave_every_standing_indicator_a_place_of_its_own(methodologist, scale, indicator):
    areas = list(scale.areas.all())

    @given(ACTS)
    def law(acts):
        for act, code, area, position in acts:
            row = indicator(code)
            if act == "move":
                services.move_indicator(
                    by=methodologist, indicator=row, area=areas[area], position=position
                )
            elif act == "retire":
                services.retire_indicator(by=methodologist, indicator=row)
            elif row.retired_at:
                services.restore_indicator(by=methodologist, indicator=row)
        taken = list(standing(scale).values_list("area", "position"))
        assert len(taken) == len(set(taken))

    law()


@pytest.mark.parametrize(("position", "order"), [(0, 0), (1, 1), (99, 1), (-5, 0)])
def test_move__puts_it_where_it_was_asked_or_at_the_end(
    methodologist, scale, indicator, position, order
):
    second = scale.areas.get(code="2")
    row = indicator("1.1")
    services.move_indicator(by=methodologist, indicator=row, area=second, position=position)
    there = [code for area, code in places(scale) if area == second.pk]
    assert there.index("1.1") == order
    assert len(there) == 2


def test_next_position__is_past_every_row_there_is(methodologist, scale, indicator):
    area = scale.areas.get(code="1")
    assert next_position(area) == 2
    services.retire_indicator(by=methodologist, indicator=indicator("1.2"))
    assert next_position(area) == 2, "a retired one may come back to where it stood"
    assert next_position(services.add_area(by=methodologist, scale=scale, code="9", title="")) == 0


def test_next_position__does_not_fill_a_hole(scale, indicator):
    area = scale.areas.get(code="1")
    Indicator.objects.filter(code="1.2").update(position=7)
    assert next_position(area) == 8


@pytest.mark.parametrize("live", [True, False])
@pytest.mark.parametrize("changed", [True, False])
@pytest.mark.parametrize("retired_at", [None, NOW])
def test_state__one_filter_finds_it_and_its_word_is_the_same(indicator, live, changed, retired_at):
    row = indicator("1.1")
    Indicator.objects.filter(pk=row.pk).update(
        live=live, has_unpublished_changes=changed, retired_at=retired_at
    )
    found = [
        state
        for state, wanted in STATES.items()
        if Indicator.objects.filter(pk=row.pk, **wanted).exists()
    ]
    assert found == [state_of(indicator("1.1"))]
    assert found[0] in dict(STATE_WORDS)
