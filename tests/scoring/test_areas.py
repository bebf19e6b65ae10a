"""Areas: the mean of what was assessed, with coverage, and a reason where there is no number."""

from typing import NamedTuple

import pytest

from portal.scoring.reading import read_scale
from portal.scoring.results import AreaResult
from portal.scoring.shapes import NotAnswered, Unreadable
from portal.scoring.sheets import score_sheet
from tests.scoring.builders import (
    NA,
    Score,
    direct_answers,
    direct_scale,
    direct_sheet,
    indicator_data,
    scale_data,
    score_all,
    shown,
    ticked,
)


class AreaCase(NamedTuple):
    """coverage: answered / applicable / asked, as in AreaResult."""

    why: str
    scores: list[Score]
    score: str
    level: int | None
    coverage: tuple[int, int, int]
    reason: str = ""


AREAS = [
    AreaCase(
        why="one indicator is its own mean",
        scores=[3],
        score="3.0000",
        level=3,
        coverage=(1, 1, 1),
    ),
    AreaCase(
        why="two and three make two and a half, level 2",
        scores=[3, 2],
        score="2.5000",
        level=2,
        coverage=(2, 2, 2),
    ),
    AreaCase(
        why="five indicators of area 4 of the reference sheet",
        scores=[3, 3, 4, 2, 3],
        score="3.0000",
        level=3,
        coverage=(5, 5, 5),
    ),
    AreaCase(
        why="five thirds are level 1, however near to 2 they look",
        scores=[1, 2, 2],
        score="1.6667",
        level=1,
        coverage=(3, 3, 3),
    ),
    AreaCase(
        why="0 is a number and takes part in the mean",
        scores=[0, 3],
        score="1.5000",
        level=1,
        coverage=(2, 2, 2),
    ),
    AreaCase(
        why="all zeros: below the first level, which is not the same as no number",
        scores=[0, 0],
        score="0.0000",
        level=0,
        coverage=(2, 2, 2),
    ),
    AreaCase(
        why="a mean under 1 stays below the first level",
        scores=[0, 1, 1],
        score="0.6667",
        level=0,
        coverage=(3, 3, 3),
    ),
    AreaCase(
        why="all fives reach level 5",
        scores=[5, 5, 5],
        score="5.0000",
        level=5,
        coverage=(3, 3, 3),
    ),
    AreaCase(
        why="one four among fives is level 4, for bands take the unrounded mean",
        scores=[5] * 299 + [4],
        score="4.9967",
        level=4,
        coverage=(300, 300, 300),
    ),
    AreaCase(
        why="a not applicable indicator leaves the mean and the applicable ones",
        scores=[4, NA, 2],
        score="3.0000",
        level=3,
        coverage=(2, 2, 3),
    ),
    AreaCase(
        why="an unanswered indicator leaves the mean but stays in the coverage",
        scores=[4, None, 2],
        score="3.0000",
        level=3,
        coverage=(2, 3, 3),
    ),
    AreaCase(
        why="all three states side by side",
        scores=[1, None, NA],
        score="1.0000",
        level=1,
        coverage=(1, 2, 3),
    ),
    AreaCase(
        why="everything not applicable: no number, and that is the reason",
        scores=[NA, NA],
        score="–",
        level=None,
        coverage=(0, 0, 2),
        reason="not_applicable",
    ),
    AreaCase(
        why="nothing answered: not assessed",
        scores=[None, None],
        score="–",
        level=None,
        coverage=(0, 2, 2),
        reason="not_assessed",
    ),
    AreaCase(
        why="one still open beside one not applicable: not assessed, for it can yet be",
        scores=[NA, None],
        score="–",
        level=None,
        coverage=(0, 1, 2),
        reason="not_assessed",
    ),
    AreaCase(
        why="an area of which nothing is asked: not assessed",
        scores=[],
        score="–",
        level=None,
        coverage=(0, 0, 0),
        reason="not_assessed",
    ),
]


def first_area(scores: list[Score]) -> AreaResult:
    return direct_sheet({1: scores}).areas[0]


@pytest.mark.parametrize("case", AREAS, ids=[case.why for case in AREAS])
def test_area__score_and_level(case: AreaCase) -> None:
    area = first_area(case.scores)
    assert (shown(area.score), area.level) == (case.score, case.level)


@pytest.mark.parametrize("case", AREAS, ids=[case.why for case in AREAS])
def test_area__coverage_and_reason(case: AreaCase) -> None:
    area = first_area(case.scores)
    coverage = area.coverage
    assert (coverage.answered, coverage.applicable, coverage.asked) == case.coverage
    assert area.reason == case.reason


@pytest.mark.parametrize("case", AREAS, ids=[case.why for case in AREAS])
def test_area__another_area_has_no_say(case: AreaCase) -> None:
    alone = first_area(case.scores)
    beside = direct_sheet({1: case.scores, 2: [5, 0, NA, None]}).areas[0]
    assert beside == alone


def test_areas__come_all_and_in_the_scales_order() -> None:
    sheet = direct_sheet({3: [1], 1: [2], 5: [3]})
    assert [area.uid for area in sheet.areas] == ["a1", "a2", "a3", "a4", "a5"]
    assert [area.code for area in sheet.areas] == ["1", "2", "3", "4", "5"]
    assert [shown(area.score) for area in sheet.areas] == ["2.0000", "–", "1.0000", "–", "3.0000"]


def test_area__strand_fractions_are_summed_exactly() -> None:
    # (1 + 0) / 2 by strand beside a cumulative 2: the mean of a half and two is 5/4.
    half = indicator_data("D1 P1", rule="cumulative_by_strand", gaps=[2, 3, 4, 5], uid="half")
    rest = indicator_data("1a 2a", gaps=[3, 4, 5], uid="rest")
    scale = read_scale(scale_data([half, rest], areas=1))
    sheet = score_all(scale, {"half": ticked("D1"), "rest": ticked("1a 2a")})
    assert shown(sheet.areas[0].score) == "1.2500"


def test_subset__only_what_is_asked_counts() -> None:
    scale = direct_scale({1: [3, 2], 2: [5]})
    sheet = score_sheet(scale, {}, ["1.2"])
    assert [indicator.uid for indicator in sheet.indicators] == ["1.2"]
    assert [area.coverage.asked for area in sheet.areas] == [1, 0]


def test_subset__indicators_come_in_the_scales_order() -> None:
    scale = direct_scale({1: [3, 2], 2: [5]})
    sheet = score_sheet(scale, {}, ["2.1", "1.2", "1.1"])
    assert [indicator.uid for indicator in sheet.indicators] == ["1.1", "1.2", "2.1"]


def test_subset__an_absent_answer_and_a_said_one_are_the_same() -> None:
    scale = direct_scale({1: [3]})
    assert score_sheet(scale, {}, ["1.1"]) == score_sheet(scale, {"1.1": NotAnswered()}, ["1.1"])


def test_asked__unknown_indicators_are_refused_by_name() -> None:
    with pytest.raises(Unreadable, match=r"unknown_indicator: 7\.7, 8\.8"):
        score_sheet(direct_scale({1: [3]}), {}, ["8.8", "1.1", "7.7"])


def test_answers__to_what_was_not_asked_are_refused() -> None:
    # Dropping an answer silently would be worse than stopping.
    scores: dict[int, list[Score]] = {1: [3, 2]}
    with pytest.raises(Unreadable, match=r"not_asked: 1\.2"):
        score_sheet(direct_scale(scores), {"1.2": NotAnswered()}, ["1.1"])
    assert len(direct_answers(scores)) == 2
