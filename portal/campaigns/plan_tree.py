"""Changing one part of a plan; pure. A path is the places of a part from the top, from 0.

(1, 0) is the first procedure of the second stage; () is the plan itself. Every function raises
LookupError for a path that leads nowhere.
"""

from collections.abc import Sequence
from dataclasses import replace

from portal.campaigns.plan import Plan, PlanPhase, PlanProcedure, PlanStage, PlanStep

Part = Plan | PlanStage | PlanProcedure | PlanPhase | PlanStep
Path = Sequence[int]
BELOW = {Plan: "stages", PlanStage: "procedures", PlanProcedure: "phases", PlanPhase: "steps"}
DEPTH = 4


def parts_of(part: Part) -> tuple[Part, ...]:
    """Return the parts right below one; a step has none."""
    return getattr(part, BELOW[type(part)]) if type(part) in BELOW else ()


def part_at(plan: Part, path: Path) -> Part:
    """Return the part that a path leads to."""
    for place in path:
        plan = _at(parts_of(plan), place)
    return plan


def changed(plan: Part, path: Path, part: Part) -> Part:
    """Return the plan with another part at the path; its own parts are part's."""
    if not path:
        return part
    place, *rest = path
    below = list(parts_of(plan))
    below[place] = changed(_at(below, place), rest, part)
    return _with(plan, below)


def added(plan: Part, path: Path, part: Part) -> Part:
    """Return the plan with a part at the end of those below the path."""
    above = part_at(plan, path)
    if type(above) not in BELOW:
        raise LookupError(path)
    return changed(plan, path, _with(above, [*parts_of(above), part]))


def moved(plan: Part, path: Path, to: int) -> Part:
    """Return the plan with a part at place `to` among its equals; beyond an end is that end."""
    *way, place = path
    above = part_at(plan, way)
    below = list(parts_of(above))
    part = _at(below, place)
    del below[place]
    below.insert(max(to, 0), part)
    return changed(plan, way, _with(above, below))


def removed(plan: Part, path: Path) -> Part:
    """Return the plan without a part and all below it."""
    *way, place = path
    above = part_at(plan, way)
    below = list(parts_of(above))
    _at(below, place)
    del below[place]
    return changed(plan, way, _with(above, below))


def _at(parts: Sequence[Part], place: int) -> Part:
    if not 0 <= place < len(parts):
        raise LookupError(place)
    return parts[place]


def _with(part: Part, below: Sequence[Part]) -> Part:
    return replace(part, **{BELOW[type(part)]: tuple(below)})
