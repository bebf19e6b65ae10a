"""«Почему так?»: from the overall number down to what a level lacks, out of stored data alone."""

import json
from dataclasses import FrozenInstanceError
from decimal import Decimal

import pytest

from forms_builder.common.canonical import canonical_json
from portal.scoring.explain import (
    Climb,
    Explanation,
    IndicatorStep,
    Mean,
    explain,
    explain_indicator,
)
from portal.scoring.reading import read_scale
from portal.scoring.results import as_data, indicator_as_data
from tests.scoring.builders import (
    NA,
    NOT_APPLICABLE,
    Score,
    chosen,
    direct_sheet,
    indicator_data,
    read,
    scale_data,
    score_all,
    scored,
    shown,
    ticked,
)

REFERENCE: dict[int, list[Score]] = {
    1: [3, 2],
    4: [3, 3, 4, 2, 3],
    6: [NA, NA],
    7: [2, 3, 4],
    9: [1, 2, 2],
}


def explained(scores: dict[int, list[Score]], method: str = "mean_of_areas") -> Explanation:
    return explain(as_data(direct_sheet(scores, method)))


def step(
    names: str,
    confirmed: str = "",
    not_applicable: str = "",
    *,
    rule: str = "cumulative",
    gaps: tuple[int, ...] = (),
) -> IndicatorStep:
    indicator = read(names, rule=rule, gaps=gaps)
    return explain_indicator(
        indicator_as_data(scored(indicator, ticked(confirmed, not_applicable)))
    )


def terms(mean: Mean) -> dict[str, str]:
    return {term.code: shown(term.score) for term in mean.terms}


def left_out(mean: Mean) -> dict[str, str]:
    return {term.code: term.reason for term in mean.left_out}


def test_overall__by_areas_is_made_of_areas() -> None:
    overall = explained(REFERENCE).overall
    assert terms(overall) == {"1": "2.5000", "4": "3.0000", "7": "3.0000", "9": "1.6667"}
    assert shown(overall.score) == "2.5417"


def test_overall__by_areas_says_why_an_area_is_left_out() -> None:
    assert left_out(explained(REFERENCE).overall) == {
        "2": "not_assessed",
        "3": "not_assessed",
        "5": "not_assessed",
        "6": "not_applicable",
        "8": "not_assessed",
    }


def test_overall__by_indicators_is_made_of_indicators() -> None:
    overall = explained(REFERENCE, "mean_of_indicators").overall
    assert len(overall.terms) == 13
    assert terms(overall)["4.3"] == "4.0000"
    assert shown(overall.score) == "2.6154"


def test_overall__by_indicators_says_why_an_indicator_is_left_out() -> None:
    overall = explained(REFERENCE, "mean_of_indicators").overall
    assert left_out(overall) == {"6.1": "not_applicable", "6.2": "not_applicable"}


@pytest.mark.parametrize("method", ["mean_of_areas", "mean_of_indicators"])
def test_overall__terms_make_the_number(method: str) -> None:
    overall = explained(REFERENCE, method).overall
    numbers = [term.score for term in overall.terms if term.score is not None]
    assert overall.score is not None
    assert overall.total is not None
    # Terms are decimals of 28 digits, so their mean may differ in the last of them.
    assert abs(overall.total - sum(numbers)) < Decimal("1e-24")
    assert abs(overall.total / len(numbers) - overall.score) < Decimal("1e-25")


@pytest.mark.parametrize("method", ["mean_of_areas", "mean_of_indicators"])
def test_explanation__names_the_rules(method: str) -> None:
    explanation = explained(REFERENCE, method)
    assert (explanation.rule_version, explanation.method) == ("1", method)


def test_overall__coverage() -> None:
    overall = explained({1: [3, None, NA]}).overall
    assert (overall.answered, overall.applicable, overall.asked) == (1, 2, 3)


def test_overall__without_a_number_has_no_terms() -> None:
    overall = explained({1: [None], 2: [NA]}).overall
    assert (overall.score, overall.level, overall.reason) == (None, None, "not_assessed")
    assert overall.total is None
    assert overall.terms == ()
    assert left_out(overall) == {"1": "not_assessed", "2": "not_applicable"}


def test_area__is_made_of_its_indicators_under_either_method() -> None:
    for method in ("mean_of_areas", "mean_of_indicators"):
        area = explained(REFERENCE, method).areas[0]
        assert (area.code, area.title) == ("1", "Область 1")
        assert terms(area.mean) == {"1.1": "3.0000", "1.2": "2.0000"}
        assert [indicator.code for indicator in area.indicators] == ["1.1", "1.2"]


def test_area__all_areas_are_explained_in_order() -> None:
    codes = [area.code for area in explained(REFERENCE).areas]
    assert codes == ["1", "2", "3", "4", "5", "6", "7", "8", "9"]


def test_area__left_out_indicators_keep_their_reasons() -> None:
    mean = explained({1: [4, None, NA]}).areas[0].mean
    assert terms(mean) == {"1.1": "4.0000"}
    assert left_out(mean) == {"1.2": "not_assessed", "1.3": "not_applicable"}


def test_zero__is_a_term_and_not_left_out() -> None:
    mean = explained({1: [0, 4]}).areas[0].mean
    assert terms(mean) == {"1.1": "0.0000", "1.2": "4.0000"}
    assert mean.left_out == ()


def verdicts(climb: Climb) -> dict[int, str]:
    return {row["level"]: row["verdict"] for row in climb.rows}


def test_indicator__stopped_by_what_is_missing() -> None:
    (climb,) = step("1a 2a 2b 3a 4a 5a", "1a 2b 3a").climbs
    assert climb.strand is None
    assert verdicts(climb) == {
        1: "met",
        2: "not_met",
        3: "not_reached",
        4: "not_reached",
        5: "not_reached",
    }
    assert climb.rows[1]["missing"] == ["2a"]


def test_indicator__below_the_first_level() -> None:
    indicator = step("1a 2a", gaps=(3, 4, 5))
    assert (indicator.score, indicator.level) == (Decimal(0), 0)
    assert verdicts(indicator.climbs[0]) == {1: "not_met", 2: "not_reached"}


def test_indicator__levels_passed_over_and_gaps_are_told_apart() -> None:
    (climb,) = step("1a 2a 4a 5a", "1a 4a", "2a", gaps=(3,)).climbs
    assert verdicts(climb) == {1: "met", 2: "passed_over", 3: "gap", 4: "met", 5: "not_met"}


def test_indicator__without_any_applicable_characteristic() -> None:
    indicator = step("1a 2a", "", "1a 2a", gaps=(3, 4, 5))
    assert (indicator.state, indicator.reason) == ("not_applicable", "not_applicable")
    assert verdicts(indicator.climbs[0]) == {1: "passed_over", 2: "passed_over"}


def test_indicator__by_strand_has_a_climb_for_each_and_every_row_once() -> None:
    indicator = step("D1 D2 P1 P2", "D1 D2 P1", rule="cumulative_by_strand", gaps=(3, 4, 5))
    assert [climb.strand for climb in indicator.climbs] == ["D", "P"]
    assert [verdicts(climb) for climb in indicator.climbs] == [
        {1: "met", 2: "met"},
        {1: "met", 2: "not_met"},
    ]
    assert indicator.score == Decimal("1.5")


def test_indicator__by_strand_the_mean_is_of_strands_that_apply() -> None:
    indicator = step("D1 D2 P1 P2", "D1", "P1 P2", rule="cumulative_by_strand", gaps=(3, 4, 5))
    away = verdicts(indicator.climbs[1])
    assert (indicator.climbs[1].strand, away) == ("P", {1: "passed_over", 2: "passed_over"})
    assert indicator.score == 1


@pytest.mark.parametrize(
    ("data", "state", "score"),
    [
        (None, "not_answered", None),
        (NOT_APPLICABLE, "not_applicable", None),
        (chosen(0), "scored", Decimal(0)),
        (chosen(4), "scored", Decimal(4)),
    ],
)
def test_indicator__direct_has_no_climb(
    data: dict[str, object] | None, state: str, score: Decimal | None
) -> None:
    indicator = explain_indicator(indicator_as_data(scored(read(rule="direct"), data)))
    assert (indicator.state, indicator.score, indicator.climbs) == (state, score, ())
    assert (indicator.rule, indicator.top) == ("direct", 5)


def test_explanation__of_stored_text_is_that_of_the_fresh_result() -> None:
    # A profile years old explains itself without its scale: the data has been JSON meanwhile.
    scale = read_scale(
        scale_data(
            [
                indicator_data("1a 2a 4a", gaps=[3, 5], uid="i1", area="a1"),
                indicator_data(
                    "D1 P1", rule="cumulative_by_strand", gaps=[2, 3, 4, 5], uid="i2", area="a2"
                ),
            ]
        )
    )
    data = as_data(score_all(scale, {"i1": ticked("1a"), "i2": ticked("D1")}))
    assert explain(json.loads(canonical_json(data))) == explain(data)


def test_explanation__leaves_the_data_alone() -> None:
    data = as_data(direct_sheet(REFERENCE))
    before = canonical_json(data)
    explain(data)
    assert canonical_json(data) == before


@pytest.mark.parametrize("field", ["score", "level", "terms"])
def test_explanation__is_frozen(field: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(explained(REFERENCE).overall, field, None)
