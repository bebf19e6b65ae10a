"""Kinds of faults and the one shape in which their outcome is kept."""

from collections.abc import Callable
from dataclasses import asdict, dataclass

from tests.journeys.support.stage import Stage


@dataclass(frozen=True)
class Outcome:
    """What a fault did.

    hits: processes that died or errors that were sent; acknowledged: pieces of work somebody was
    told are accepted; lost: of these, the ones that never came to an end; double: the ones whose
    result exists twice.
    """

    hits: int
    acknowledged: int
    lost: int
    double: int


Fault = Callable[[Stage], Outcome]
KINDS: dict[str, Fault] = {}


def fault(function: Fault) -> Fault:
    """Register a kind of fault under its function's name."""
    KINDS[function.__name__] = function
    return function


def row(kind: str, stage: Stage) -> dict[str, object]:
    """Do the fault on one kind of database and return its row."""
    return {"kind": kind, "database": stage.kind, **asdict(KINDS[kind](stage))}
