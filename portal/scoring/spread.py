"""How a number lies among others: the middle of many and the range of their middle 80 %."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from portal.scoring.results import to_decimal

LOW, MIDDLE, HIGH = Fraction(1, 10), Fraction(1, 2), Fraction(9, 10)
AT_LEAST = 5  # below it a figure about a territory would tell about single kindergartens


@dataclass(frozen=True)
class Spread:
    """n numbers: 10th percentile, median, 90th percentile.

    The three are None, and hidden is True, when there are fewer numbers than may be shown.
    """

    n: int
    low: Decimal | None = None
    median: Decimal | None = None
    high: Decimal | None = None

    @property
    def hidden(self) -> bool:
        return self.median is None


def spread(numbers: Iterable[Decimal], at_least: int = AT_LEAST) -> Spread:
    """Return the spread of unrounded numbers, in any order; hidden below at_least of them."""
    ordered = sorted(Fraction(number) for number in numbers)
    if len(ordered) < max(at_least, 1):
        return Spread(len(ordered))
    low, median, high = (to_decimal(quantile(ordered, share)) for share in (LOW, MIDDLE, HIGH))
    return Spread(len(ordered), low, median, high)


def quantile(ordered: Sequence[Fraction], share: Fraction) -> Fraction:
    """Return the quantile of ascending numbers, exactly; share lies in 0…1.

    Linear between neighbours at place share × (n − 1): type 7 of R. J. Hyndman, Y. Fan,
    «Sample Quantiles in Statistical Packages», The American Statistician 50 (1996); so the median
    is the usual one. Raises ValueError without numbers or for a share outside 0…1.
    """
    if not ordered or not 0 <= share <= 1:
        raise ValueError(f"no quantile {share} of {len(ordered)} numbers")
    place = share * (len(ordered) - 1)
    before = int(place)
    after = min(before + 1, len(ordered) - 1)
    return ordered[before] + (place - before) * (ordered[after] - ordered[before])
