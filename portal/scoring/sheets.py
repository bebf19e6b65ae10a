"""A whole sheet: indicators to areas, areas or indicators to the overall number."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from portal.scoring.indicators import score_indicator
from portal.scoring.results import (
    AreaResult,
    Coverage,
    IndicatorResult,
    OverallResult,
    Reason,
    SheetResult,
    State,
    level_of,
)
from portal.scoring.shapes import (
    ONE,
    Answer,
    Area,
    AreaMethod,
    Indicator,
    NotAnswered,
    OverallMethod,
    Scale,
    Unreadable,
)

Part = AreaResult | IndicatorResult


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
        _indicator(scale, indicator, answers.get(indicator.uid, NotAnswered()))
        for indicator in scale.indicators
        if indicator.uid in wanted
    )
    areas = tuple(_area(scale, area, indicators) for area in scale.areas)
    return SheetResult(_overall(scale, areas, indicators), areas, indicators)


def mean(parts: Sequence[Part]) -> Fraction | None:
    """Return the exact mean of the numbers that are there; None when none is.

    Σ weight × number ÷ Σ weight over the parts that have a number; a part without a weight of its
    own weighs 1, and so parts without weights come to their plain mean.
    """
    pairs = [
        (Fraction(ONE if part.weight is None else part.weight), part.exact)
        for part in parts
        if part.exact is not None
    ]
    weights = sum((weight for weight, _number in pairs), Fraction(0))
    total = sum((weight * number for weight, number in pairs), Fraction(0))
    return total / weights if pairs else None


def _indicator(scale: Scale, indicator: Indicator, answer: Answer) -> IndicatorResult:
    result = score_indicator(indicator, answer)
    if scale.area_method is AreaMethod.MEAN:
        return result
    return replace(result, weight=indicator.weight)


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
        weight=area.weight if _weighs_areas(scale) else None,
    )


def _weighs_areas(scale: Scale) -> bool:
    return scale.overall_method is OverallMethod.WEIGHTED_MEAN_OF_AREAS


def _overall(
    scale: Scale, areas: Sequence[AreaResult], indicators: Sequence[IndicatorResult]
) -> OverallResult:
    if scale.overall_method is OverallMethod.MEAN_OF_INDICATORS:
        # What an indicator weighs inside its area says nothing about the whole.
        exact = mean([replace(indicator, weight=None) for indicator in indicators])
    else:
        exact = mean(areas)
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
