"""The overall number by both methods, which differ, and why each case comes out as it does."""

from typing import NamedTuple

import pytest

from portal.scoring.results import OverallResult, round_for_display
from tests.scoring.builders import NA, Score, direct_sheet, shown

REFERENCE: dict[int, list[Score]] = {
    1: [3, 2],
    4: [3, 3, 4, 2, 3],
    6: [NA, NA],
    7: [2, 3, 4],
    9: [1, 2, 2],
}


class Overall(NamedTuple):
    """Each method's score and level; coverage: answered / applicable / asked."""

    why: str
    scores: dict[int, list[Score]]
    by_areas: str
    level_by_areas: int | None
    by_indicators: str
    level_by_indicators: int | None
    coverage: tuple[int, int, int]
    reason: str = ""


CASES = [
    Overall(
        why="the reference sheet: (2.5 + 3 + 3 + 1.6667) / 4 against 34 / 13",
        scores=REFERENCE,
        by_areas="2.5417",
        level_by_areas=2,
        by_indicators="2.6154",
        level_by_indicators=2,
        coverage=(13, 13, 15),
    ),
    Overall(
        why="areas of one size: both methods agree",
        scores={1: [1, 2], 2: [3, 4]},
        by_areas="2.5000",
        level_by_areas=2,
        by_indicators="2.5000",
        level_by_indicators=2,
        coverage=(4, 4, 4),
    ),
    Overall(
        why="a small weak area weighs as much as a large strong one by areas, little by indicators",
        scores={1: [1], 2: [5, 5, 5, 5]},
        by_areas="3.0000",
        level_by_areas=3,
        by_indicators="4.2000",
        level_by_indicators=4,
        coverage=(5, 5, 5),
    ),
    Overall(
        why="one indicator is everything",
        scores={2: [4]},
        by_areas="4.0000",
        level_by_areas=4,
        by_indicators="4.0000",
        level_by_indicators=4,
        coverage=(1, 1, 1),
    ),
    Overall(
        why="zeros everywhere: 0, «ниже первого уровня», and not a missing number",
        scores={1: [0, 0], 2: [0]},
        by_areas="0.0000",
        level_by_areas=0,
        by_indicators="0.0000",
        level_by_indicators=0,
        coverage=(3, 3, 3),
    ),
    Overall(
        why="fives everywhere",
        scores={1: [5, 5], 2: [5]},
        by_areas="5.0000",
        level_by_areas=5,
        by_indicators="5.0000",
        level_by_indicators=5,
        coverage=(3, 3, 3),
    ),
    Overall(
        why="thirds that add up to a whole: (7/3 + 7/3 + 4/3) / 3 is 2, level 2, not 1.999… and 1",
        scores={1: [2, 2, 3], 2: [2, 2, 3], 3: [1, 1, 2]},
        by_areas="2.0000",
        level_by_areas=2,
        by_indicators="2.0000",
        level_by_indicators=2,
        coverage=(9, 9, 9),
    ),
    Overall(
        why="2.9967 looks like 3.00 and is level 2: bands take the unrounded number",
        scores={1: [3] * 299 + [2]},
        by_areas="2.9967",
        level_by_areas=2,
        by_indicators="2.9967",
        level_by_indicators=2,
        coverage=(300, 300, 300),
    ),
    Overall(
        why="the methods can end in different levels",
        scores={1: [2], 2: [3, 3, 4]},
        by_areas="2.6667",
        level_by_areas=2,
        by_indicators="3.0000",
        level_by_indicators=3,
        coverage=(4, 4, 4),
    ),
    Overall(
        why="an area without a number takes no part, neither as 0 nor as a divisor",
        scores={1: [4], 2: [None, None], 3: [NA]},
        by_areas="4.0000",
        level_by_areas=4,
        by_indicators="4.0000",
        level_by_indicators=4,
        coverage=(1, 3, 4),
    ),
    Overall(
        why="an unanswered indicator makes its area's mean a mean of fewer",
        scores={1: [4, None], 2: [2, 2]},
        by_areas="3.0000",
        level_by_areas=3,
        by_indicators="2.6667",
        level_by_indicators=2,
        coverage=(3, 4, 4),
    ),
    Overall(
        why="nothing answered yet",
        scores={1: [None, None], 2: [None]},
        by_areas="–",
        level_by_areas=None,
        by_indicators="–",
        level_by_indicators=None,
        coverage=(0, 3, 3),
        reason="not_assessed",
    ),
    Overall(
        why="everything not applicable",
        scores={1: [NA], 2: [NA, NA]},
        by_areas="–",
        level_by_areas=None,
        by_indicators="–",
        level_by_indicators=None,
        coverage=(0, 0, 3),
        reason="not_applicable",
    ),
    Overall(
        why="one open among not applicable ones can still be assessed",
        scores={1: [NA], 2: [None]},
        by_areas="–",
        level_by_areas=None,
        by_indicators="–",
        level_by_indicators=None,
        coverage=(0, 1, 2),
        reason="not_assessed",
    ),
    Overall(
        why="nothing asked at all",
        scores={},
        by_areas="–",
        level_by_areas=None,
        by_indicators="–",
        level_by_indicators=None,
        coverage=(0, 0, 0),
        reason="not_assessed",
    ),
]
IDS = [case.why for case in CASES]


def overall(case: Overall, method: str) -> OverallResult:
    return direct_sheet(case.scores, method).overall


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_mean_of_areas__score_and_level(case: Overall) -> None:
    result = overall(case, "mean_of_areas")
    assert (shown(result.score), result.level) == (case.by_areas, case.level_by_areas)
    assert result.method == "mean_of_areas"


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_mean_of_indicators__score_and_level(case: Overall) -> None:
    result = overall(case, "mean_of_indicators")
    assert (shown(result.score), result.level) == (case.by_indicators, case.level_by_indicators)
    assert result.method == "mean_of_indicators"


@pytest.mark.parametrize("case", CASES, ids=IDS)
@pytest.mark.parametrize("method", ["mean_of_areas", "mean_of_indicators"])
def test_overall__coverage_and_reason_do_not_hang_on_the_method(case: Overall, method: str) -> None:
    result = overall(case, method)
    coverage = result.coverage
    assert (coverage.answered, coverage.applicable, coverage.asked) == case.coverage
    assert result.reason == case.reason


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_method__changes_the_overall_number_alone(case: Overall) -> None:
    by_areas = direct_sheet(case.scores, "mean_of_areas")
    by_indicators = direct_sheet(case.scores, "mean_of_indicators")
    assert by_areas.areas == by_indicators.areas
    assert by_areas.indicators == by_indicators.indicators


def test_reference_sheet__reads_2_54_against_2_62() -> None:
    by_areas = direct_sheet(REFERENCE, "mean_of_areas").overall.score
    by_indicators = direct_sheet(REFERENCE, "mean_of_indicators").overall.score
    assert by_areas is not None
    assert by_indicators is not None
    assert str(round_for_display(by_areas)) == "2.54"
    assert str(round_for_display(by_indicators)) == "2.62"


def test_reference_sheet__areas() -> None:
    sheet = direct_sheet(REFERENCE)
    by_code = {area.code: shown(area.score) for area in sheet.areas if area.coverage.asked}
    assert by_code == {"1": "2.5000", "4": "3.0000", "6": "–", "7": "3.0000", "9": "1.6667"}
    assert [area.reason for area in sheet.areas if area.code == "6"] == ["not_applicable"]
