"""What comes out of scoring: numbers with their reasons, and the plain data that is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import (
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
    localcontext,
)
from enum import StrEnum
from fractions import Fraction
from typing import Any

from portal.scoring.shapes import Band, OverallMethod, Rule

RULE_VERSION = "1"

# Named in full, so that neither the thread's context nor a changed DefaultContext has a say.
CONTEXT = Context(
    prec=28,
    rounding=ROUND_HALF_UP,
    Emin=-999999,
    Emax=999999,
    capitals=1,
    clamp=0,
    flags=[],
    traps=[DivisionByZero, InvalidOperation, Overflow],
)
HUNDREDTH = Decimal("0.01")


class State(StrEnum):
    SCORED = "scored"
    NOT_APPLICABLE = "not_applicable"
    NOT_ANSWERED = "not_answered"


class Reason(StrEnum):
    """Why a number is missing; empty when it is there."""

    NONE = ""
    NOT_ASSESSED = "not_assessed"
    NOT_APPLICABLE = "not_applicable"


class Verdict(StrEnum):
    """What became of one level while climbing."""

    MET = "met"
    PASSED_OVER = "passed_over"
    GAP = "gap"
    NOT_MET = "not_met"
    NOT_REACHED = "not_reached"


@dataclass(frozen=True)
class TraceRow:
    """One level of one climb: its verdict and the uids behind it, in the edition's order."""

    level: int
    verdict: Verdict
    confirmed: tuple[str, ...]
    missing: tuple[str, ...]
    not_applicable: tuple[str, ...]
    strand: str | None = None


@dataclass(frozen=True)
class NextLevel:
    """Confirming all that is missing brings the indicator to this level at least."""

    level: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Exact:
    """A number kept exactly; level is None when the number is."""

    exact: Fraction | None
    level: int | None
    reason: Reason

    @property
    def score(self) -> Decimal | None:
        """The number with 28 significant digits, not rounded for display."""
        return None if self.exact is None else to_decimal(self.exact)


@dataclass(frozen=True)
class IndicatorResult(Exact):
    """weight: what it weighs in its area's number, None where that is a plain mean."""

    uid: str
    code: str
    title: str
    area: str
    rule: Rule
    state: State
    top: int
    next: NextLevel | None = None
    trace: tuple[TraceRow, ...] = ()
    weight: Decimal | None = None


@dataclass(frozen=True)
class Coverage:
    """How many indicators were asked, how many of them apply, how many of those have a score."""

    answered: int
    applicable: int
    asked: int


@dataclass(frozen=True)
class AreaResult(Exact):
    """weight: what it weighs in the overall number, None where weights are not heard there."""

    uid: str
    code: str
    title: str
    coverage: Coverage
    weight: Decimal | None = None


@dataclass(frozen=True)
class OverallResult(Exact):
    method: OverallMethod
    coverage: Coverage


@dataclass(frozen=True)
class SheetResult:
    overall: OverallResult
    areas: tuple[AreaResult, ...]
    indicators: tuple[IndicatorResult, ...]
    rule_version: str = RULE_VERSION


def to_decimal(value: Fraction) -> Decimal:
    """Return an exact number as a decimal of 28 significant digits, the same everywhere."""
    with localcontext(CONTEXT):
        return Decimal(value.numerator) / Decimal(value.denominator)


def round_for_display(value: Decimal) -> Decimal:
    """Return a number with two decimals, half up: 2.545 → 2.55. For eyes only, never for rules."""
    with localcontext(CONTEXT):
        return value.quantize(HUNDREDTH, rounding=ROUND_HALF_UP)


def level_of(bands: Sequence[Band], value: Decimal | Fraction | int) -> int:
    """Return the level whose band [start, end) holds an unrounded mean.

    Raises ValueError when no band does (a negative value, or bands with a hole).
    """
    exact = Fraction(value)
    for band in bands:
        if Fraction(band.start) <= exact and (band.end is None or exact < Fraction(band.end)):
            return band.level
    raise ValueError(f"no band holds {value}")


def as_data(result: SheetResult) -> dict[str, Any]:
    """Return the result as it is stored: JSON-able, numbers as decimal strings («2.5», «3»).

    Equal results give equal data, and so one canonical JSON text.
    """
    overall = result.overall
    return {
        "rule_version": result.rule_version,
        "overall": {
            **_number(overall),
            "method": overall.method.value,
            **_coverage(overall.coverage),
        },
        "areas": [
            {**_named(area), **_number(area), **_coverage(area.coverage), **_weight(area)}
            for area in result.areas
        ],
        "indicators": [indicator_as_data(indicator) for indicator in result.indicators],
    }


def indicator_as_data(result: IndicatorResult) -> dict[str, Any]:
    """Return one indicator's result as it stands inside the stored result of a sheet."""
    step = result.next
    return {
        **_named(result),
        "area": result.area,
        "rule": result.rule.value,
        **_number(result),
        "state": result.state.value,
        "top": result.top,
        "next": None if step is None else {"level": step.level, "missing": list(step.missing)},
        "trace": [_trace_row(row, result.rule) for row in result.trace],
        **_weight(result),
    }


def _named(result: AreaResult | IndicatorResult) -> dict[str, Any]:
    return {"uid": result.uid, "code": result.code, "title": result.title}


def _number(result: Exact) -> dict[str, Any]:
    score = result.score
    return {
        "score": None if score is None else format(score, "f"),
        "level": result.level,
        "reason": result.reason.value,
    }


def _weight(result: AreaResult | IndicatorResult) -> dict[str, str]:
    """A weight is written where it was heard, so that unweighted results stay what they were."""
    return {} if result.weight is None else {"weight": format(result.weight, "f")}


def _coverage(coverage: Coverage) -> dict[str, Any]:
    return {
        "answered": coverage.answered,
        "applicable": coverage.applicable,
        "asked": coverage.asked,
    }


def _trace_row(row: TraceRow, rule: Rule) -> dict[str, Any]:
    data = {
        "level": row.level,
        "verdict": row.verdict.value,
        "confirmed": list(row.confirmed),
        "missing": list(row.missing),
        "not_applicable": list(row.not_applicable),
    }
    return {**data, "strand": row.strand} if rule is Rule.BY_STRAND else data
