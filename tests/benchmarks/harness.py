"""Figures: the one shape in which they are kept."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Literal

from tests.journeys.support.stage import Stage


@dataclass(frozen=True)
class Row:
    """One figure. n: the size of what was measured (items, organisations, rows).

    reference: the same figure of the reference code, None while there is none to compare with;
    queries: how many the database answered, where the row is about that too.
    """

    name: str
    value: float
    n: int
    reference: float | None
    queries: int | None = None

    @property
    def unit(self) -> Literal["req/s", "ms"]:
        return "req/s" if self.name.startswith(("page_", "survey_")) else "ms"

    def as_data(self) -> dict[str, object]:
        ratio = round(self.value / self.reference, 3) if self.reference else None
        reference = None if self.reference is None else round(self.reference, 3)
        data = asdict(self) | {"value": round(self.value, 3), "reference": reference}
        if self.queries is None:
            del data["queries"]
        return data | {"unit": self.unit, "ratio": ratio}


Bench = Callable[[Stage], Row]
BENCHES: dict[str, Bench] = {}


def bench(function: Bench) -> Bench:
    """Register a benchmark under its function's name, which is its row's name too."""
    BENCHES[function.__name__] = function
    return function
