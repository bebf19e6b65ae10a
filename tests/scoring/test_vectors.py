"""The indicator rule on the hand-written vectors that the JavaScript twin runs on too."""

from fractions import Fraction
from typing import Any

import pytest

from portal.scoring.checks import indicator_findings
from portal.scoring.reading import read_indicator
from portal.scoring.results import IndicatorResult
from portal.scoring.shapes import Indicator, Rule
from tests.scoring.builders import LEVELS, VECTORS, scored, vectors

CASES = vectors()["cases"]
INDICATORS = vectors()["indicators"]


def as_twin(result: IndicatorResult) -> dict[str, Any]:
    """The result in the words of the twin: whole scores as numbers, others as exact fractions."""
    step = result.next
    return {
        "state": result.state.value,
        "score": twin_score(result.exact),
        "level": result.level,
        "next": None if step is None else {"level": step.level, "missing": list(step.missing)},
        "top": result.top,
    }


def twin_score(exact: Fraction | None) -> int | str | None:
    if exact is None:
        return None
    return int(exact) if exact.denominator == 1 else str(exact)


def indicator_of(name: str) -> Indicator:
    return read_indicator(INDICATORS[name], LEVELS)


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_indicator_rule__gives_what_the_vector_says(case: dict[str, Any]) -> None:
    result = scored(indicator_of(case["indicator"]), case["answer"])
    assert as_twin(result) == case["expected"], case["why"]


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_stored_score__says_the_vector_in_decimals(case: dict[str, Any]) -> None:
    result = scored(indicator_of(case["indicator"]), case["answer"])
    expected = case["expected"]["score"]
    if expected is None:
        assert result.score is None
    else:
        assert result.score is not None
        # A decimal of 28 digits lies next to the fraction; nothing coarser does.
        assert abs(Fraction(result.score) - Fraction(expected)) < Fraction(1, 10**26)


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_level__is_the_whole_part_of_the_score(case: dict[str, Any]) -> None:
    expected = case["expected"]
    if expected["score"] is None:
        assert expected["level"] is None
    else:
        assert expected["level"] == Fraction(expected["score"]) // 1


@pytest.mark.parametrize("name", INDICATORS)
def test_vector_indicator__could_be_frozen(name: str) -> None:
    # A vector on an indicator that no gate lets through would prove nothing.
    assert [finding for finding in indicator_findings(indicator_of(name)) if finding.blocks] == []


@pytest.mark.parametrize("name", INDICATORS)
def test_vector_indicator__is_used_by_a_case(name: str) -> None:
    assert any(case["indicator"] == name for case in CASES)


def test_vectors__every_case_says_why() -> None:
    assert [case["case"] for case in CASES if len(case["why"]) < 20] == []


def test_vectors__names_of_cases_are_unique() -> None:
    names = [case["case"] for case in CASES]
    assert sorted(set(names)) == sorted(names)


def test_vectors__hold_every_rule_in_every_state() -> None:
    seen = {(INDICATORS[case["indicator"]]["rule"], case["expected"]["state"]) for case in CASES}
    scored_and_not_applicable = {
        (rule.value, state) for rule in Rule for state in ("scored", "not_applicable")
    }
    assert seen >= scored_and_not_applicable
    assert {state for _, state in seen} == {"scored", "not_applicable", "not_answered"}


def test_vectors__hold_every_whole_score() -> None:
    whole = {case["expected"]["score"] for case in CASES} - {None}
    assert whole >= {0, 1, 2, 3, 4, 5}


def test_vectors__hold_no_float() -> None:
    # A float in the file would mean two things to two languages.
    assert "." not in "".join(
        str(case["expected"]["score"]) for case in CASES if case["expected"]["score"] is not None
    )


def test_vectors__are_one_file() -> None:
    assert [path.name for path in VECTORS.parent.iterdir()] == [VECTORS.name]
