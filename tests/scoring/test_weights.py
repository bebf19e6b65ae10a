"""Weights of areas and indicators, and the policy «не применимо»: cases and laws."""

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms_builder.common.canonical import canonical_json
from portal.scoring.explain import explain
from portal.scoring.reading import read_answer, read_scale
from portal.scoring.results import SheetResult, as_data
from portal.scoring.shapes import AreaMethod, Unreadable
from tests.scoring.builders import (
    NA,
    NOT_APPLICABLE,
    Score,
    chosen,
    indicator_data,
    scale_data,
    score_all,
    shown,
    ticked,
)
from tests.scoring.strategies import Filled, sheets

WEIGHTS = st.decimals(min_value="0.01", max_value="9999.99", places=2)
GOLDEN = Path(__file__).parent / "stored" / "results_of_schema_1.json"


class Weighed(NamedTuple):
    """rows: area, score and weight of each indicator; areas: the weights of areas 1, 2, …"""

    why: str
    rows: list[tuple[int, Score, str]]
    areas: list[str]
    by_area: list[str]
    overall: str


CASES = [
    Weighed(
        why="(3·2 + 0·1) / 3 and an area that weighs three times as much: (2·1 + 4·3) / 4",
        rows=[(1, 3, "2"), (1, 0, "1"), (2, 4, "1")],
        areas=["1", "3"],
        by_area=["2.0000", "4.0000"],
        overall="3.5000",
    ),
    Weighed(
        why="equal weights are the plain means, whatever they are",
        rows=[(1, 3, "7"), (1, 2, "7"), (2, 5, "0.5")],
        areas=["4", "4"],
        by_area=["2.5000", "5.0000"],
        overall="3.7500",
    ),
    Weighed(
        why="a weight of what does not apply is in no sum: 4 alone stays 4",
        rows=[(1, NA, "9"), (1, 4, "1"), (2, 2, "1")],
        areas=["1", "1"],
        by_area=["4.0000", "2.0000"],
        overall="3.0000",
    ),
    Weighed(
        why="nor that of what nobody answered",
        rows=[(1, None, "9"), (1, 4, "1"), (2, None, "1")],
        areas=["1", "100"],
        by_area=["4.0000", "–"],
        overall="4.0000",
    ),
    Weighed(
        why="one part weighs nothing against itself",
        rows=[(1, 3, "0.01")],
        areas=["9999.99"],
        by_area=["3.0000"],
        overall="3.0000",
    ),
    Weighed(
        why="thirds stay exact: weights 1 and 2 of 0 and 3 are 2, level 2 and not 1.999…",
        rows=[(1, 0, "0.1"), (1, 3, "0.2"), (2, 2, "1")],
        areas=["0.3", "0.7"],
        by_area=["2.0000", "2.0000"],
        overall="2.0000",
    ),
]
IDS = [case.why for case in CASES]


def weighed(
    case: Weighed, area_method: str = "weighted_mean", overall: str = "weighted_mean_of_areas"
) -> SheetResult:
    indicators = [
        {**indicator_data(rule="direct", uid=f"i{n}", area=f"a{area}"), "weight": weight}
        for n, (area, _score, weight) in enumerate(case.rows)
    ]
    data = scale_data(indicators, method=overall, areas=len(case.areas))
    data["area_method"] = area_method
    for area, weight in zip(data["areas"], case.areas, strict=True):
        area["weight"] = weight
    answers = {
        f"i{n}": NOT_APPLICABLE if score == NA else chosen(int(score))
        for n, (_area, score, _weight) in enumerate(case.rows)
        if score is not None
    }
    return score_all(read_scale(data), answers)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_weighted_means__of_areas_and_of_the_whole(case: Weighed) -> None:
    result = weighed(case)
    assert [shown(area.score) for area in result.areas] == case.by_area
    assert shown(result.overall.score) == case.overall
    assert result.overall.method == "weighted_mean_of_areas"


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_weights__are_not_heard_where_the_methods_are_plain(case: Weighed) -> None:
    plain = case._replace(
        rows=[(area, score, "1") for area, score, _weight in case.rows],
        areas=["1"] * len(case.areas),
    )
    for method in ("mean_of_areas", "mean_of_indicators"):
        assert weighed(case, "mean", method) == weighed(plain, "mean", method)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_mean_of_indicators__hears_no_weights_of_indicators(case: Weighed) -> None:
    with_weights = weighed(case, "weighted_mean", "mean_of_indicators").overall
    assert with_weights == weighed(case, "mean", "mean_of_indicators").overall


def test_two_levels__of_thirds_are_exact() -> None:
    result = weighed(CASES[-1])
    assert [area.exact for area in result.areas] == [2, 2]
    assert result.overall.level == 2


# Laws


def with_weights(sheet: list[Filled], weights: list[Decimal]) -> list[Filled]:
    return [
        Filled({**one.data, "weight": str(weight)}, one.answer)
        for one, weight in zip(sheet, weights, strict=False)
    ]


def computed(
    sheet: list[Filled],
    areas: tuple[Any, ...] = (1, 1, 1),
    area_method: str = "weighted_mean",
    overall: str = "weighted_mean_of_areas",
) -> SheetResult:
    data = scale_data([one.data for one in sheet], method=overall)
    data["area_method"] = area_method
    for area, weight in zip(data["areas"], areas, strict=True):
        area["weight"] = str(weight)
    answers = {one.data["uid"]: one.answer for one in sheet if one.answer is not None}
    return score_all(read_scale(data), answers)


def numbers(result: SheetResult) -> list[Fraction | None]:
    return [result.overall.exact, *(area.exact for area in result.areas)]


@given(sheets(), WEIGHTS, WEIGHTS)
def test_equal_weights__are_the_plain_means(
    sheet: list[Filled], weight: Decimal, area: Decimal
) -> None:
    weighted = computed(with_weights(sheet, [weight] * len(sheet)), (area,) * 3)
    assert numbers(weighted) == numbers(computed(sheet, (1, 1, 1), "mean", "mean_of_areas"))


@given(sheets(), st.lists(WEIGHTS, min_size=8, max_size=8), st.tuples(WEIGHTS, WEIGHTS, WEIGHTS))
def test_weighted_means__stay_between_their_lowest_and_highest_part(
    sheet: list[Filled], weights: list[Decimal], areas: tuple[Decimal, ...]
) -> None:
    result = computed(with_weights(sheet, weights), areas)
    for area in result.areas:
        inside = [one.exact for one in result.indicators if one.area == area.uid]
        scored = [exact for exact in inside if exact is not None]
        assert (area.exact is None) is (not scored)
        assert area.exact is None or min(scored) <= area.exact <= max(scored)
    scored = [area.exact for area in result.areas if area.exact is not None]
    overall = result.overall.exact
    assert overall is None or min(scored) <= overall <= max(scored)


@given(
    sheets(),
    st.lists(WEIGHTS, min_size=8, max_size=8),
    st.tuples(WEIGHTS, WEIGHTS, WEIGHTS),
    st.integers(min_value=2, max_value=9),
)
def test_weights__only_their_proportions_count(
    sheet: list[Filled], weights: list[Decimal], areas: tuple[Decimal, ...], times: int
) -> None:
    scaled = computed(
        with_weights(sheet, [weight * times for weight in weights]),
        tuple(weight * times for weight in areas),
    )
    assert numbers(scaled) == numbers(computed(with_weights(sheet, weights), areas))


@given(sheets(), st.lists(WEIGHTS, min_size=8, max_size=8), st.data())
def test_order_of_indicators__changes_no_number(
    sheet: list[Filled], weights: list[Decimal], data: st.DataObject
) -> None:
    ordered = with_weights(sheet, weights)
    shuffled = data.draw(st.permutations(ordered))
    assert numbers(computed(shuffled)) == numbers(computed(ordered))


@given(st.integers(0, 5), st.integers(0, 5), WEIGHTS, WEIGHTS)
def test_more_weight__draws_the_mean_towards_its_part(
    one: int, other: int, weight: Decimal, more: Decimal
) -> None:
    def at(heavy: Decimal) -> Fraction:
        rows: list[tuple[int, Score, str]] = [(1, one, str(heavy)), (1, other, str(weight))]
        exact = weighed(Weighed("", rows, ["1"], [], "")).areas[0].exact
        assert exact is not None
        return exact

    assert abs(at(weight + more) - one) <= abs(at(weight) - one)


@given(st.integers(1, 9), st.lists(st.integers(0, 5), min_size=1, max_size=5))
def test_whole_weight__is_the_same_as_so_many_indicators(times: int, rest: list[int]) -> None:
    others: list[tuple[int, Score, str]] = [(1, score, "1") for score in rest]
    heavy = weighed(Weighed("", [(1, 4, str(times)), *others], ["1"], [], ""))
    many = weighed(Weighed("", [*[(1, 4, "1")] * times, *others], ["1"], [], ""))
    assert heavy.areas[0].exact == many.areas[0].exact


# What is stored and explained


@given(sheets(), st.lists(WEIGHTS, min_size=8, max_size=8), st.tuples(WEIGHTS, WEIGHTS, WEIGHTS))
def test_explanation__adds_up_to_the_score(
    sheet: list[Filled], weights: list[Decimal], areas: tuple[Decimal, ...]
) -> None:
    told = explain(as_data(computed(with_weights(sheet, weights), areas)))
    for mean in (told.overall, *(area.mean for area in told.areas)):
        if mean.score is None:
            assert (mean.total, mean.divisor) == (None, None)
            continue
        assert mean.total is not None
        assert mean.divisor is not None
        assert mean.divisor == sum(term.weight for term in mean.terms)
        again = Fraction(mean.total) / Fraction(mean.divisor)
        assert abs(again - Fraction(mean.score)) < Fraction(1, 10**20)


@pytest.mark.parametrize(
    ("area_method", "overall", "of_areas", "of_indicators"),
    [
        ("mean", "mean_of_areas", False, False),
        ("mean", "mean_of_indicators", False, False),
        ("weighted_mean", "mean_of_areas", False, True),
        ("mean", "weighted_mean_of_areas", True, False),
        ("weighted_mean", "weighted_mean_of_areas", True, True),
    ],
)
def test_stored_weight__stands_where_it_was_heard(
    area_method: str, overall: str, of_areas: bool, of_indicators: bool
) -> None:
    data = as_data(weighed(CASES[0], area_method, overall))
    assert [area.get("weight") for area in data["areas"]] == (
        ["1", "3"] if of_areas else [None, None]
    )
    assert [one.get("weight") for one in data["indicators"]] == (
        ["2", "1", "1"] if of_indicators else [None] * 3
    )


def test_explanation__of_the_mean_of_indicators_hears_no_weights() -> None:
    told = explain(as_data(weighed(CASES[0], "weighted_mean", "mean_of_indicators")))
    assert {term.weight for term in told.overall.terms} == {Decimal(1)}
    assert (told.overall.total, told.overall.divisor) == (7, 3)
    assert (told.areas[0].mean.total, told.areas[0].mean.divisor) == (6, 3)


def test_results_of_schema_1__are_the_same_to_the_byte() -> None:
    """The file was written before there were weights; it is never written anew."""
    cases = json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert len(cases) >= 6
    for case in cases:
        result = as_data(score_all(read_scale(case["scale"]), case["answers"]))
        assert canonical_json(result) == canonical_json(case["result"])
        assert result["rule_version"] == "1"


# Reading


def test_missing_weights__are_one() -> None:
    scale = read_scale(scale_data([indicator_data("1a")]))
    assert {area.weight for area in scale.areas} == {Decimal(1)}
    assert scale.indicators[0].weight == 1
    assert scale.area_method is AreaMethod.MEAN


@pytest.mark.parametrize(
    ("weight", "code"),
    [
        ("0", "wrong_weight"),
        ("-1", "wrong_weight"),
        ("-0.0", "wrong_weight"),
        ("много", "wrong_decimal"),
        ("NaN", "wrong_decimal"),
        ("Infinity", "wrong_decimal"),
        (1, "wrong_type"),
        (1.5, "wrong_type"),
        (None, "wrong_type"),
    ],
)
@pytest.mark.parametrize("part", ["areas", "indicators"])
def test_broken_weight__is_refused_by_name(part: str, weight: Any, code: str) -> None:
    data = scale_data([indicator_data("1a")])
    data[part][0] = {**data[part][0], "weight": weight}
    with pytest.raises(Unreadable) as refusal:
        read_scale(data)
    assert refusal.value.code == code


def forbidding() -> dict[str, Any]:
    direct = indicator_data(rule="direct", uid="d")
    return {**scale_data([indicator_data("1a 2a"), direct]), "not_applicable": "forbidden"}


@pytest.mark.parametrize(
    ("place", "answer"), [(0, ticked("1a", "2a")), (0, NOT_APPLICABLE), (1, NOT_APPLICABLE)]
)
def test_not_applicable__where_the_scale_forbids_it(place: int, answer: dict[str, Any]) -> None:
    indicator = read_scale(forbidding()).indicators[place]
    with pytest.raises(Unreadable) as refusal:
        read_answer(indicator, answer)
    assert refusal.value.code == "not_applicable_forbidden"


def test_not_applicable__forbidden_leaves_other_answers_as_they_are() -> None:
    free = {**forbidding(), "not_applicable": "exclude"}
    answers = {"i": ticked("1a"), "d": chosen(3)}
    strict, allowed = (
        as_data(score_all(read_scale(data), answers)) for data in (forbidding(), free)
    )
    assert strict == allowed
