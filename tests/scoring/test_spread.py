"""Quantiles by hand and by law; what is hidden and what is not."""

from decimal import Decimal, localcontext
from fractions import Fraction
from statistics import median, quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.scoring.spread import AT_LEAST, Spread, quantile, spread

SCORES = st.decimals(0, 5, places=4)


def numbers(*texts: str) -> list[Decimal]:
    return [Decimal(text) for text in texts]


@pytest.mark.parametrize(
    ("share", "values", "expected", "reason"),
    [
        ("0", [1, 2, 3], "1", "share 0 is the smallest"),
        ("1", [1, 2, 3], "3", "share 1 is the largest"),
        ("1/2", [1, 2, 3], "2", "an odd count has a middle"),
        ("1/2", [1, 2, 3, 4], "5/2", "an even count: half way between the two middle ones"),
        ("1/10", [1, 2, 3, 4, 5], "7/5", "place 0.4: 1 + 0.4 × 1"),
        ("9/10", [1, 2, 3, 4, 5], "23/5", "place 3.6: 4 + 0.6 × 1"),
        ("1/10", [0, 0, 0, 0, 5], "0", "place 0.4 lies between two zeros"),
        ("9/10", [0, 0, 0, 0, 5], "3", "place 3.6: 0 + 0.6 × 5"),
        ("1/10", list(range(11)), "1", "eleven numbers: place 1 exactly, no interpolation"),
        ("9/10", list(range(11)), "9", "eleven numbers: place 9 exactly"),
        ("9/10", [4], "4", "one number is every quantile"),
        ("1/3", [0, 1], "1/3", "a share that no decimal holds stays exact"),
    ],
)
def test_quantile__by_hand(share, values, expected, reason):
    ordered = [Fraction(value) for value in values]
    assert quantile(ordered, Fraction(share)) == Fraction(expected), reason


@pytest.mark.parametrize(
    ("values", "share"),
    [([], "1/2"), ([1], "-1/10"), ([1], "11/10")],
    ids=["none", "below", "above"],
)
def test_quantile__refuses_what_has_no_meaning(values, share):
    with pytest.raises(ValueError, match="no quantile"):
        quantile([Fraction(value) for value in values], Fraction(share))


def test_spread__five_numbers_are_shown():
    found = spread(numbers("3", "1", "5", "2", "4"))
    assert found == Spread(5, Decimal("1.4"), Decimal("3"), Decimal("4.6"))
    assert not found.hidden


def test_spread__four_numbers_are_hidden_but_counted():
    found = spread(numbers("3", "1", "5", "2"))
    assert found == Spread(4)
    assert found.hidden
    assert found.low is found.median is found.high is None


def test_spread__nothing_is_hidden():
    assert spread([]) == Spread(0)
    assert spread([], at_least=0) == Spread(0), "no numbers have no median, whatever is allowed"


def test_spread__the_threshold_is_a_parameter():
    assert not spread(numbers("3", "1", "5"), at_least=3).hidden
    assert spread(numbers(*["3"] * 9), at_least=10).hidden


def test_spread__equal_numbers_have_no_width():
    assert spread(numbers(*["2.5"] * 7)) == Spread(
        7, Decimal("2.5"), Decimal("2.5"), Decimal("2.5")
    )


def test_spread__thirds_keep_28_digits():
    third = Decimal("0.3333333333333333333333333333")
    assert spread([third] * AT_LEAST).median == third


def test_spread__uses_no_context_of_the_thread():
    wide = spread(numbers("1", "2", "4", "4.1234567", "5")).high
    with localcontext() as context:
        context.prec = 3
        assert spread(numbers("1", "2", "4", "4.1234567", "5")).high == wide


@given(st.lists(SCORES, min_size=AT_LEAST, max_size=60))
def test_spread__stands_between_smallest_and_largest(scores):
    found = spread(scores)
    assert min(scores) <= found.low <= found.median <= found.high <= max(scores)


@given(st.lists(SCORES, min_size=AT_LEAST, max_size=60))
def test_spread__order_of_input_does_not_matter(scores):
    assert spread(scores) == spread(reversed(scores)) == spread(sorted(scores))


@given(st.lists(SCORES, min_size=AT_LEAST, max_size=60))
def test_spread__agrees_with_the_standard_library(scores):
    found = spread(scores)
    exact = [Fraction(score) for score in scores]
    tenths = quantiles(exact, n=10, method="inclusive")
    assert Fraction(found.median) == median(exact)
    assert abs(Fraction(found.low) - tenths[0]) < Fraction(1, 10**25)
    assert abs(Fraction(found.high) - tenths[8]) < Fraction(1, 10**25)


@given(st.lists(SCORES, min_size=AT_LEAST, max_size=40), st.decimals(0, 1, places=2))
def test_spread__moves_with_the_numbers(scores, step):
    found, moved = spread(scores), spread([score + step for score in scores])
    assert (moved.low, moved.median, moved.high) == (
        found.low + step,
        found.median + step,
        found.high + step,
    )


@given(st.lists(SCORES, max_size=AT_LEAST - 1))
def test_spread__says_nothing_below_five(scores):
    assert spread(scores) == Spread(len(scores))


@given(
    st.lists(SCORES, min_size=1, max_size=30),
    st.fractions(0, 1, max_denominator=50),
    st.fractions(0, 1, max_denominator=50),
)
def test_quantile__grows_with_the_share(scores, one, other):
    ordered = sorted(Fraction(score) for score in scores)
    low, high = sorted((one, other))
    assert quantile(ordered, low) <= quantile(ordered, high)
