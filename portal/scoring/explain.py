"""«Почему так?»: overall → areas → indicators as numbers and codes; words are added elsewhere.

Works on the stored result, so an old profile explains itself without its scale.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from portal.scoring.results import to_decimal
from portal.scoring.shapes import OverallMethod

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Term:
    """One part of a mean: its number, or the reason why it was left out."""

    uid: str
    code: str
    title: str
    score: Decimal | None
    reason: str


@dataclass(frozen=True)
class Mean:
    """A mean with its parts: score = total of the terms ÷ their count; both None without terms."""

    score: Decimal | None
    total: Decimal | None
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
    parts = areas if method == OverallMethod.MEAN_OF_AREAS else indicators
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
    terms = [
        Term(part["uid"], part["code"], part["title"], _score(part), part["reason"])
        for part in parts
    ]
    scores = [Fraction(term.score) for term in terms if term.score is not None]
    return Mean(
        score=_score(whole),
        total=to_decimal(sum(scores, Fraction(0))) if scores else None,
        level=whole["level"],
        reason=whole["reason"],
        terms=tuple(term for term in terms if term.score is not None),
        left_out=tuple(term for term in terms if term.score is None),
        answered=whole["answered"],
        applicable=whole["applicable"],
        asked=whole["asked"],
    )


def _score(data: Data) -> Decimal | None:
    return None if data["score"] is None else Decimal(data["score"])
