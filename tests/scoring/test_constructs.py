"""The mean of a construct: only scored answers count, in whatever order."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.scoring.constructs import construct_mean

POINTS = st.decimals(min_value=-100, max_value=100, places=2)
GIVEN = st.lists(POINTS, min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("points", "mean"),
    [
        ([], None),
        ([None, None], None),
        ([Decimal(4)], Decimal(4)),
        ([Decimal(5), None, Decimal(2)], Decimal("3.5")),
        ([Decimal(0), Decimal(0)], Decimal(0)),
        ([Decimal("0.5"), Decimal("1.5"), Decimal("4")], Decimal(2)),
    ],
)
def test_mean__of_what_carries_a_score(points, mean):
    assert construct_mean(points) == mean


def test_mean__is_not_rounded():
    shown = str(construct_mean([Decimal(1), Decimal(1), Decimal(0)]))
    assert shown.startswith("0.66666666666666")


@given(GIVEN)
def test_mean__stays_between_the_lowest_and_the_highest(points):
    near = Decimal("1e-20")
    assert min(points) - near <= construct_mean(points) <= max(points) + near


@given(GIVEN, st.randoms())
def test_mean__does_not_depend_on_the_order(points, chance):
    mixed = list(points)
    chance.shuffle(mixed)
    assert construct_mean(mixed) == construct_mean(points)


@given(GIVEN, st.integers(0, 5))
def test_mean__leaves_out_what_has_no_score(points, without):
    assert construct_mean([*points, *[None] * without]) == construct_mean(points)
