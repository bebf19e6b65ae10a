"""What comes next: the next level offered under the direct rule, a list under the others."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.profiles.explaining import explain_profile
from portal.profiles.reading import next_chosen, read_profile
from portal.scoring.reading import read_indicator
from tests.factories import LOOSE, EditionFactory, edition_content
from tests.factories.results import ANSWERS, computed_profile

LEVELS = st.integers(min_value=0, max_value=5)


def direct(level, top=5):
    return {"rule": "direct", "level": level, "top": top}


@pytest.mark.parametrize(
    ("level", "gaps", "following"),
    [(0, [], 1), (2, [], 3), (2, [3], 4), (2, [3, 4], 5), (5, [], None), (None, [], None)],
)
def test_next_chosen(level, gaps, following):
    assert next_chosen(direct(level), gaps) == following


@pytest.mark.parametrize("rule", ["cumulative", "cumulative_by_strand"])
def test_next_chosen__where_levels_are_climbed_nothing_is_chosen(rule):
    assert next_chosen({"rule": rule, "level": 2, "top": 5}, []) is None


@given(LEVELS, st.sets(st.integers(min_value=1, max_value=5)))
def test_next_chosen__is_the_next_of_what_the_sheet_offers(level, gaps):
    frozen = copy.deepcopy(
        next(row for row in edition_content()["scale"]["indicators"] if row["uid"] == LOOSE)
    )
    frozen["gaps"] = sorted(gaps)
    offered = read_indicator(frozen, (1, 2, 3, 4, 5))
    above = [choice for choice in offered.choices if choice > level]
    assert next_chosen(direct(level, offered.top), gaps) == (min(above) if above else None)


@pytest.mark.django_db
def test_page_and_explanation__name_the_same_next_level_past_a_gap():
    content = edition_content()
    for row in content["scale"]["indicators"]:
        if row["uid"] == LOOSE:
            row["gaps"] = [3]
    answers = {**ANSWERS, LOOSE: {"state": "answered", "level": 2}}
    profile = computed_profile(edition=EditionFactory(data=content), answers=answers)
    line = next(line for line in read_profile(profile).indicators if line.uid == LOOSE)
    traces = [one for area in explain_profile(profile).areas for one in area.indicators]
    trace = next(one for one in traces if one.uid == LOOSE)
    assert (line.next_level, line.missing) == (4, ())
    assert trace.next_step == "Следующий уровень — 4."
