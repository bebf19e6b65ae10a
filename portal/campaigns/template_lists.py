"""A plan as a list of its parts, top to bottom, for a screen."""

from collections.abc import Iterator
from dataclasses import dataclass

from portal.campaigns.periods import period
from portal.campaigns.plan import Plan, PlanStage, PlanStep
from portal.campaigns.plan_tree import BELOW, Part, parts_of


@dataclass(frozen=True)
class Node:
    """path: its address («0-2-1»); depth: 1 is a stage; below: how many parts lie under it."""

    path: str
    depth: int
    part: Part
    is_first: bool
    is_last: bool

    @property
    def words(self) -> str:
        code = getattr(self.part, "code", "")
        text = self.part.text if isinstance(self.part, PlanStep) else self.part.title
        return f"{code} {text}".strip()

    @property
    def dates(self) -> str:
        if isinstance(self.part, (PlanStage, PlanStep)):
            return ""
        return period(self.part.starts, self.part.ends)

    @property
    def below(self) -> int:
        return sum(1 for _node in _nodes(self.part, "", self.depth + 1))

    @property
    def may_hold(self) -> bool:
        return type(self.part) in BELOW


def nodes_of(plan: Plan) -> Iterator[Node]:
    """Return every part of the plan in the order of reading."""
    return _nodes(plan, "", 1)


def _nodes(part: Part, above: str, depth: int) -> Iterator[Node]:
    parts = parts_of(part)
    for place, below in enumerate(parts):
        path = f"{above}-{place}" if above else str(place)
        yield Node(path, depth, below, place == 0, place == len(parts) - 1)
        yield from _nodes(below, path, depth + 1)
