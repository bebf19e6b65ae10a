"""Laws of a whole sheet: order, what is not applicable, bounds, and what is stored."""

import json
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from forms_builder.common.canonical import canonical_json
from portal.scoring.checks import freeze_findings
from portal.scoring.explain import explain
from portal.scoring.reading import read_scale
from portal.scoring.results import SheetResult, as_data, level_of, round_for_display, to_decimal
from portal.scoring.shapes import OverallMethod
from tests.scoring.builders import NOT_APPLICABLE, indicator_data, scale_data, score_all
from tests.scoring.strategies import Filled, sheets

METHODS = st.sampled_from([method.value for method in OverallMethod])


def computed(sheet: list[Filled], method: str) -> SheetResult:
    scale = read_scale(scale_data([one.data for one in sheet], method=method))
    answers = {one.data["uid"]: one.answer for one in sheet if one.answer is not None}
    return score_all(scale, answers)


def numbers(result: SheetResult) -> list[Fraction | None]:
    return [result.overall.exact, *(area.exact for area in result.areas)]


@given(sheets(), METHODS, st.data())
def test_order_of_answers__does_not_matter(
    sheet: list[Filled], method: str, data: st.DataObject
) -> None:
    scale = read_scale(scale_data([one.data for one in sheet], method=method))
    answers = {one.data["uid"]: one.answer for one in sheet if one.answer is not None}
    shuffled = dict(data.draw(st.permutations(list(answers.items()))))
    assert score_all(scale, shuffled) == score_all(scale, answers)


@given(sheets(), METHODS, st.data())
def test_order_of_indicators__changes_no_number(
    sheet: list[Filled], method: str, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(sheet))
    assert numbers(computed(shuffled, method)) == numbers(computed(sheet, method))


@given(sheets(), METHODS, st.sampled_from(["a1", "a2", "a3"]))
def test_a_not_applicable_indicator__changes_no_number(
    sheet: list[Filled], method: str, area: str
) -> None:
    extra = Filled(indicator_data(rule="direct", uid="extra", area=area), NOT_APPLICABLE)
    before, after = computed(sheet, method), computed([*sheet, extra], method)
    assert numbers(after) == numbers(before)
    assert [part.level for part in after.areas] == [part.level for part in before.areas]
    assert after.overall.coverage.applicable == before.overall.coverage.applicable
    assert after.overall.coverage.answered == before.overall.coverage.answered


@given(sheets(), METHODS, st.sampled_from(["a1", "a2", "a3"]))
def test_an_unanswered_indicator__changes_coverage_alone(
    sheet: list[Filled], method: str, area: str
) -> None:
    extra = Filled(indicator_data(rule="direct", uid="extra", area=area), None)
    before, after = computed(sheet, method), computed([*sheet, extra], method)
    assert numbers(after) == numbers(before)
    assert after.overall.coverage.applicable == before.overall.coverage.applicable + 1


@given(sheets(), METHODS)
def test_means__stay_between_their_lowest_and_highest_part(
    sheet: list[Filled], method: str
) -> None:
    result = computed(sheet, method)
    parts = [one.exact for one in result.indicators if one.exact is not None]
    assume(parts)
    for exact in numbers(result):
        assert exact is None or min(parts) <= exact <= max(parts)


@given(sheets(), METHODS)
def test_levels__are_those_of_the_bands(sheet: list[Filled], method: str) -> None:
    bands = read_scale(scale_data()).bands
    result = computed(sheet, method)
    for part in (result.overall, *result.areas):
        if part.exact is None:
            assert part.level is None
        else:
            assert part.level == level_of(bands, part.exact)


@given(sheets(), METHODS)
def test_reason__is_there_exactly_when_the_number_is_not(sheet: list[Filled], method: str) -> None:
    result = computed(sheet, method)
    for part in (result.overall, *result.areas, *result.indicators):
        assert (part.reason == "") is (part.exact is not None)


@given(sheets(), METHODS)
def test_coverage__of_areas_adds_up_to_the_overall_one(sheet: list[Filled], method: str) -> None:
    result = computed(sheet, method)
    for name in ("answered", "applicable", "asked"):
        parts = [getattr(area.coverage, name) for area in result.areas]
        assert sum(parts) == getattr(result.overall.coverage, name)


@given(sheets(), METHODS)
def test_coverage__answered_never_exceeds_applicable_nor_that_asked(
    sheet: list[Filled], method: str
) -> None:
    result = computed(sheet, method)
    for coverage in (result.overall.coverage, *(area.coverage for area in result.areas)):
        assert 0 <= coverage.answered <= coverage.applicable <= coverage.asked


@given(sheets(), METHODS)
def test_stored_data__comes_back_from_json_as_it_was(sheet: list[Filled], method: str) -> None:
    data = as_data(computed(sheet, method))
    text = canonical_json(data)
    assert json.loads(text) == data
    assert canonical_json(json.loads(text)) == text
    assert canonical_json(as_data(computed(sheet, method))) == text


@given(sheets(), METHODS)
def test_stored_numbers__are_within_the_last_of_28_digits(sheet: list[Filled], method: str) -> None:
    result = computed(sheet, method)
    for part in (result.overall, *result.areas, *result.indicators):
        if part.exact is not None:
            assert part.score is not None
            assert abs(Fraction(part.score) - part.exact) <= Fraction(5, 10**28)


@given(sheets(), METHODS)
def test_explanation__splits_parts_into_terms_and_left_out(
    sheet: list[Filled], method: str
) -> None:
    explanation = explain(as_data(computed(sheet, method)))
    for area in explanation.areas:
        assert len(area.mean.terms) + len(area.mean.left_out) == area.mean.asked
        assert len(area.mean.terms) == area.mean.answered
    assert bool(explanation.overall.terms) is (explanation.overall.score is not None)


@given(sheets())
def test_drawn_sheets__would_pass_the_gate(sheet: list[Filled]) -> None:
    # A law tried on scales that nobody could freeze would prove nothing.
    findings = freeze_findings(read_scale(scale_data([one.data for one in sheet])))
    assert [finding for finding in findings if finding.blocks] == []


@given(st.fractions(min_value=0, max_value=5, max_denominator=2000))
def test_rounding__is_within_half_a_hundredth_and_upwards_at_half(exact: Fraction) -> None:
    rounded = Fraction(round_for_display(to_decimal(exact)))
    assert Fraction(-1, 200) < rounded - exact <= Fraction(1, 200)


@given(
    st.fractions(min_value=0, max_value=5, max_denominator=2000),
    st.fractions(min_value=0, max_value=5, max_denominator=2000),
)
def test_level_of__never_falls_when_the_mean_rises(one: Fraction, other: Fraction) -> None:
    bands = read_scale(scale_data()).bands
    assert level_of(bands, min(one, other)) <= level_of(bands, max(one, other))


@given(st.fractions(min_value=0, max_value=5, max_denominator=2000))
def test_level_of__the_stored_decimal_has_the_level_of_the_exact_mean(exact: Fraction) -> None:
    # Screens read stored decimals; 28 digits keep every mean of a sheet on its side of a bound.
    bands = read_scale(scale_data()).bands
    assert level_of(bands, to_decimal(exact)) == level_of(bands, exact)


@pytest.mark.parametrize("places", [1, 2, 5])
def test_rounding__is_stable(places: int) -> None:
    value = Decimal("2.675").scaleb(-places)
    once = round_for_display(value)
    assert round_for_display(once) == once
