"""In what order things that depend on each other are computed, and where they run in a circle."""

from collections.abc import Collection, Mapping
from graphlib import CycleError, TopologicalSorter

Graph = Mapping[str, Collection[str]]  # by name, the names it depends on


def cycles(graph: Graph) -> list[tuple[str, ...]]:
    """Return circles of dependence: each name depends on the next, the last on the first.

    A circle begins at the name that stands first in the graph; no name stands in two of them.
    """
    rest = {name: set(needed) for name, needed in graph.items()}
    found = []
    while circle := _circle(rest):
        found.append(circle)
        rest = {name: needed for name, needed in rest.items() if name not in circle}
    return found


def ordered(graph: Graph) -> list[str]:
    """Return the names, each after what it depends on; those in a circle come last."""
    inside = {name for circle in cycles(graph) for name in circle}
    free = {name: set(needed) - inside for name, needed in graph.items() if name not in inside}
    known = graph.keys() - inside
    order = [name for name in TopologicalSorter(free).static_order() if name in known]
    return [*order, *(name for name in graph if name in inside)]


def _circle(graph: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as refusal:
        circle = refusal.args[1][:-1][::-1]  # each depends on the next
        start = min(range(len(circle)), key=lambda place: list(graph).index(circle[place]))
        return (*circle[start:], *circle[:start])
    return ()
