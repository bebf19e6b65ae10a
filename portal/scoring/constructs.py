"""What questions measure together: a construct («вовлеченность») of a survey."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from portal.scoring.results import to_decimal


def construct_mean(points: Iterable[Decimal | None]) -> Decimal | None:
    """Return the mean of the answers that carry a score, None when none does.

    Σ points ÷ n; None among the points is an answer without a score («затрудняюсь ответить») or
    no answer at all, and n does not count it. Not rounded: rounding is for display only.
    """
    scored = [Fraction(point) for point in points if point is not None]
    return to_decimal(sum(scored, Fraction(0)) / len(scored)) if scored else None
