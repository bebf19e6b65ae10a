"""A whole sheet: indicators to areas, areas or indicators to the overall number."""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

from portal.scoring.indicators import score_indicator
from portal.scoring.results import (
    AreaResult,
    Coverage,
    Exact,
    IndicatorResult,
    OverallResult,
    Reason,
    SheetResult,
    State,
    level_of,
)
from portal.scoring.shapes import Answer, Area, NotAnswered, OverallMethod, Scale, Unreadable


def score_sheet(scale: Scale, answers: Mapping[str, Answer], asked: Collection[str]) -> SheetResult:
    """Return the numbers of one sheet.

    answers: by indicator uid, an absent one is not answered; asked: the uids that the sheet asks,
    all of the scale or a part. Areas come all, indicators only those asked, both in the scale's
    order. Raises Unreadable for an asked indicator that the scale does not have (unknown_indicator)
    and for an answer to one that was not asked (not_asked).
    """
    wanted = frozenset(asked)
    _refuse(wanted - {indicator.uid for indicator in scale.indicators}, "unknown_indicator")
    _refuse(answers.keys() - wanted, "not_asked")
    indicators = tuple(
        score_indicator(indicator, answers.get(indicator.uid, NotAnswered()))
        for indicator in scale.indicators
        if indicator.uid in wanted
    )
    areas = tuple(_area(scale, area, indicators) for area in scale.areas)
    return SheetResult(_overall(scale, areas, indicators), areas, indicators)


def mean(parts: Sequence[Exact]) -> Fraction | None:
    """Return the exact mean of the numbers that are there; None when none is."""
    numbers = [part.exact for part in parts if part.exact is not None]
    return sum(numbers, Fraction(0)) / len(numbers) if numbers else None


def _area(scale: Scale, area: Area, indicators: Sequence[IndicatorResult]) -> AreaResult:
    inside = [indicator for indicator in indicators if indicator.area == area.uid]
    coverage = _coverage(inside)
    exact = mean(inside)
    return AreaResult(
        exact=exact,
        level=None if exact is None else level_of(scale.bands, exact),
        reason=_reason(coverage),
        uid=area.uid,
        code=area.code,
        title=area.title,
        coverage=coverage,
    )


def _overall(
    scale: Scale, areas: Sequence[AreaResult], indicators: Sequence[IndicatorResult]
) -> OverallResult:
    by_areas = scale.overall_method is OverallMethod.MEAN_OF_AREAS
    exact = mean(areas if by_areas else indicators)
    coverage = _coverage(indicators)
    return OverallResult(
        exact=exact,
        level=None if exact is None else level_of(scale.bands, exact),
        reason=_reason(coverage),
        method=scale.overall_method,
        coverage=coverage,
    )


def _coverage(indicators: Sequence[IndicatorResult]) -> Coverage:
    states = [indicator.state for indicator in indicators]
    return Coverage(
        answered=states.count(State.SCORED),
        applicable=len(states) - states.count(State.NOT_APPLICABLE),
        asked=len(states),
    )


def _reason(coverage: Coverage) -> Reason:
    if coverage.answered:
        return Reason.NONE
    if coverage.asked and not coverage.applicable:
        return Reason.NOT_APPLICABLE
    return Reason.NOT_ASSESSED


def _refuse(uids: Collection[str], code: str) -> None:
    if uids:
        raise Unreadable(code, ", ".join(sorted(uids)))
