"""«Почему так?»: overall → areas → indicators as numbers and codes; words are added elsewhere.

Works on the stored result, so an old profile explains itself without its scale.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

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
    """A mean with its parts: score = sum of terms ÷ their count."""

    score: Decimal | None
    level: int | None
    reason: str
    terms: tuple[Term, ...]
    left_out: tuple[Term, ...]
    answered: int
    applicable: int
    asked: int


@dataclass(frozen=True)
class Climb:
    """How far one climb came; strand is None when the indicator is climbed as a whole.

    height: highest level met; stopped_at: first level not met, None at the top; missing: what that
    level lacks; passed_over, gaps: levels that held nothing to confirm; applies: False leaves the
    strand out of the mean.
    """

    strand: str | None
    applies: bool
    height: int
    stopped_at: int | None
    missing: tuple[str, ...]
    passed_over: tuple[int, ...]
    gaps: tuple[int, ...]


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
            _climb(strand, [row for row in data["trace"] if row.get("strand") == strand])
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
    return Mean(
        score=_score(whole),
        level=whole["level"],
        reason=whole["reason"],
        terms=tuple(term for term in terms if term.score is not None),
        left_out=tuple(term for term in terms if term.score is None),
        answered=whole["answered"],
        applicable=whole["applicable"],
        asked=whole["asked"],
    )


def _climb(strand: str | None, rows: Sequence[Data]) -> Climb:
    stops = [row for row in rows if row["verdict"] == "not_met"]
    met = _levels(rows, "met")
    return Climb(
        strand=strand,
        applies=bool(stops or met),
        height=max(met, default=0),
        stopped_at=stops[0]["level"] if stops else None,
        missing=tuple(stops[0]["missing"]) if stops else (),
        passed_over=_levels(rows, "passed_over"),
        gaps=_levels(rows, "gap"),
    )


def _levels(rows: Sequence[Data], verdict: str) -> tuple[int, ...]:
    return tuple(row["level"] for row in rows if row["verdict"] == verdict)


def _score(data: Data) -> Decimal | None:
    return None if data["score"] is None else Decimal(data["score"])
