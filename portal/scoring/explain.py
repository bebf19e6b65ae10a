"""«Почему так?»: overall → areas → indicators as numbers and codes; words are added elsewhere.

Works on the stored result, so an old profile explains itself without its scale.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from portal.scoring.results import to_decimal
from portal.scoring.shapes import ONE, OverallMethod

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Term:
    """One part of a mean: its number with its weight, or the reason why it was left out."""

    uid: str
    code: str
    title: str
    score: Decimal | None
    reason: str
    weight: Decimal = ONE


@dataclass(frozen=True)
class Mean:
    """A mean with its parts: score = total ÷ divisor, Σ weight × score ÷ Σ weight of the terms.

    Without weights that is the sum of the terms ÷ their count. All three None without terms.
    """

    score: Decimal | None
    total: Decimal | None
    divisor: Decimal | None
    level: int | None
    reason: str
    terms: tuple[Term, ...]
    left_out: tuple[Term, ...]
    answered: int
    applicable: int
    asked: int


@dataclass(frozen=True)
class Climb:
    """The stored trace of one climb, a row per level from the first one up.

    strand is None when the indicator is climbed as a whole.
    """

    strand: str | None
    rows: tuple[Data, ...]


@dataclass(frozen=True)
class IndicatorStep:
    uid: str
    code: str
    title: str
    rule: str
    state: str
    reason: str
    score: Decimal | None
    level: int | None
    top: int
    climbs: tuple[Climb, ...]


@dataclass(frozen=True)
class AreaStep:
    uid: str
    code: str
    title: str
    mean: Mean
    indicators: tuple[IndicatorStep, ...]


@dataclass(frozen=True)
class Explanation:
    """rule_version and method name the rules; overall.terms are areas or indicators by method."""

    rule_version: str
    method: str
    overall: Mean
    areas: tuple[AreaStep, ...]


def explain(result: Data) -> Explanation:
    """Return why a sheet has its numbers, from the data that results.as_data made."""
    areas, indicators = result["areas"], result["indicators"]
    method = result["overall"]["method"]
    by_indicators = method == OverallMethod.MEAN_OF_INDICATORS
    parts = [{**item, "weight": "1"} for item in indicators] if by_indicators else areas
    return Explanation(
        rule_version=result["rule_version"],
        method=method,
        overall=_mean(result["overall"], parts),
        areas=tuple(
            _area(area, [item for item in indicators if item["area"] == area["uid"]])
            for area in areas
        ),
    )


def explain_indicator(data: Data) -> IndicatorStep:
    """Return why one indicator has its number, from its entry in the stored result."""
    strands = dict.fromkeys(row.get("strand") for row in data["trace"])
    return IndicatorStep(
        uid=data["uid"],
        code=data["code"],
        title=data["title"],
        rule=data["rule"],
        state=data["state"],
        reason=data["reason"],
        score=_score(data),
        level=data["level"],
        top=data["top"],
        climbs=tuple(
            Climb(strand, tuple(row for row in data["trace"] if row.get("strand") == strand))
            for strand in strands
        ),
    )


def _area(area: Data, indicators: Sequence[Data]) -> AreaStep:
    return AreaStep(
        uid=area["uid"],
        code=area["code"],
        title=area["title"],
        mean=_mean(area, indicators),
        indicators=tuple(explain_indicator(item) for item in indicators),
    )


def _mean(whole: Data, parts: Sequence[Data]) -> Mean:
    terms = [_term(part) for part in parts]
    pairs = [(Fraction(term.weight), term.score) for term in terms if term.score is not None]
    total = sum((weight * Fraction(score) for weight, score in pairs), Fraction(0))
    divisor = sum((weight for weight, _number in pairs), Fraction(0))
    return Mean(
        score=_score(whole),
        total=to_decimal(total) if pairs else None,
        divisor=to_decimal(divisor) if pairs else None,
        level=whole["level"],
        reason=whole["reason"],
        terms=tuple(term for term in terms if term.score is not None),
        left_out=tuple(term for term in terms if term.score is None),
        answered=whole["answered"],
        applicable=whole["applicable"],
        asked=whole["asked"],
    )


def _term(part: Data) -> Term:
    return Term(
        uid=part["uid"],
        code=part["code"],
        title=part["title"],
        score=_score(part),
        reason=part["reason"],
        weight=Decimal(part.get("weight", ONE)),
    )


def _score(data: Data) -> Decimal | None:
    return None if data["score"] is None else Decimal(data["score"])
