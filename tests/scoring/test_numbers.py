"""Bands, rounding and the decimal context."""

import decimal
from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, Decimal, Inexact, localcontext
from fractions import Fraction

import pytest

from portal.scoring.reading import read_scale
from portal.scoring.results import level_of, round_for_display, to_decimal
from portal.scoring.shapes import Band
from tests.scoring.builders import direct_sheet, scale_data

BANDS = read_scale(scale_data()).bands
OWN_BANDS = (
    Band(0, Decimal(0), Decimal(1)),
    Band(1, Decimal(1), Decimal("1.85")),
    Band(2, Decimal("1.85"), Decimal("2.5")),
    Band(3, Decimal("2.5"), None),
)


@pytest.mark.parametrize(
    ("value", "level", "why"),
    [
        ("0", 0, "bands begin with 0"),
        ("0.9999999999", 0, "below 1 is below the first level"),
        ("1", 1, "a band holds its lower bound"),
        ("1.9999999999999999999999999999", 1, "and not its upper one"),
        ("2", 2, "the next band begins exactly there"),
        ("2.995", 2, "what is shown as 3.00 is still level 2"),
        ("3", 3, "three is three"),
        ("4.999", 4, "five must be reached in full"),
        ("5", 5, "the top"),
        ("7", 5, "the last band is open"),
    ],
)
def test_level_of__reads_the_unrounded_value(value: str, level: int, why: str) -> None:
    assert level_of(BANDS, Decimal(value)) == level, why


@pytest.mark.parametrize(
    ("value", "level"),
    [("0.5", 0), ("1.84", 1), ("1.85", 2), ("2.49", 2), ("2.5", 3), ("5", 3)],
)
def test_level_of__bands_are_data(value: str, level: int) -> None:
    assert level_of(OWN_BANDS, Decimal(value)) == level


@pytest.mark.parametrize(
    ("value", "level"),
    [(0, 0), (3, 3), (Fraction(5, 2), 2), (Fraction(37, 20), 1), (Fraction(3), 3)],
)
def test_level_of__takes_whole_numbers_and_fractions(value: int | Fraction, level: int) -> None:
    assert level_of(BANDS, value) == level


def test_level_of__a_fraction_on_a_decimal_bound() -> None:
    # 37/20 is exactly 1.85; no detour through a binary float may decide it.
    assert level_of(OWN_BANDS, Fraction(37, 20)) == 2


@pytest.mark.parametrize("value", [Decimal("-0.01"), Fraction(-1, 3), -1])
def test_level_of__a_negative_value_has_no_band(value: Decimal | Fraction | int) -> None:
    with pytest.raises(ValueError, match="no band holds"):
        level_of(BANDS, value)


def test_level_of__a_hole_between_bands_is_said() -> None:
    holed = (BANDS[0], BANDS[2])
    with pytest.raises(ValueError, match=r"no band holds 1\.5"):
        level_of(holed, Decimal("1.5"))


@pytest.mark.parametrize(
    ("value", "rounded", "why"),
    [
        ("2.5416666666666666666666666667", "2.54", "the reference sheet by areas"),
        ("2.6153846153846153846153846154", "2.62", "the reference sheet by indicators"),
        ("2.545", "2.55", "half goes up, not to the even neighbour"),
        ("2.535", "2.54", "half goes up here too"),
        ("2.5449999999999999999999999999", "2.54", "just under half goes down"),
        ("1.005", "1.01", "as a binary float this would be 1.00"),
        ("0", "0.00", "zero is shown as a number"),
        ("3", "3.00", "two decimals always"),
        ("2.995", "3.00", "looks like 3.00; its level is still 2"),
        ("4.996", "5.00", "carries over"),
    ],
)
def test_round_for_display__half_up_to_two_decimals(value: str, rounded: str, why: str) -> None:
    assert str(round_for_display(Decimal(value))) == rounded, why


@pytest.mark.parametrize(
    ("exact", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(3), "3"),
        (Fraction(5, 2), "2.5"),
        (Fraction(9, 4), "2.25"),
        (Fraction(5, 3), "1.666666666666666666666666667"),
        (Fraction(61, 24), "2.541666666666666666666666667"),
        (Fraction(34, 13), "2.615384615384615384615384615"),
        (Fraction(1, 3), "0.3333333333333333333333333333"),
        (Fraction(1, 300), "0.003333333333333333333333333333"),
    ],
)
def test_to_decimal__has_28_digits_and_no_idle_zeros(exact: Fraction, text: str) -> None:
    assert format(to_decimal(exact), "f") == text


@pytest.fixture(
    params=["few digits", "many digits", "rounding down", "rounding up", "inexact traps"]
)
def foreign_context(request: pytest.FixtureRequest) -> Iterator[None]:
    """A decimal context as some other library might leave it in this thread."""
    with localcontext() as context:
        if request.param == "few digits":
            context.prec = 3
        elif request.param == "many digits":
            context.prec = 60
        elif request.param == "rounding down":
            context.rounding = ROUND_DOWN
        elif request.param == "rounding up":
            context.rounding = ROUND_CEILING
        else:
            context.traps[Inexact] = True
        yield


@pytest.mark.usefixtures("foreign_context")
def test_numbers__do_not_hang_on_the_threads_context() -> None:
    assert str(to_decimal(Fraction(34, 13))) == "2.615384615384615384615384615"
    assert str(round_for_display(Decimal("2.545"))) == "2.55"
    assert level_of(BANDS, Decimal("1.9999999999999999999999999999")) == 1


@pytest.mark.usefixtures("foreign_context")
def test_sheet__does_not_hang_on_the_threads_context() -> None:
    overall = direct_sheet({1: [1, 2, 2], 2: [3]}).overall
    assert str(overall.score) == "2.333333333333333333333333333"
    assert overall.level == 2


def test_default_context__changed_for_all_threads_has_no_say(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(decimal.DefaultContext, "prec", 5)
    monkeypatch.setattr(decimal.DefaultContext, "rounding", ROUND_FLOOR)
    with localcontext(decimal.DefaultContext):
        assert str(to_decimal(Fraction(2, 3))) == "0.6666666666666666666666666667"


def test_numbers__leave_the_threads_context_alone() -> None:
    with localcontext() as context:
        context.prec = 7
        context.clear_flags()
        before = context.copy()
        to_decimal(Fraction(1, 3))
        round_for_display(Decimal("1.005"))
        assert (context.prec, context.rounding) == (before.prec, before.rounding)
        assert not context.flags[Inexact]
