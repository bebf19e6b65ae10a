"""Changing one part leaves every other part as it was."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.campaigns.plan import Plan, PlanPhase, PlanStage, PlanStep
from portal.campaigns.plan_tree import added, changed, moved, part_at, parts_of, removed
from tests.portal.campaigns.strategies import PLANS, STAGES

PLACES = st.integers(-3, 6)


def paths(part: Plan, above: tuple[int, ...] = ()) -> list[tuple[int, ...]]:
    found = []
    for place, below in enumerate(parts_of(part)):
        found += [(*above, place), *paths(below, (*above, place))]
    return found


@given(PLANS, st.data())
def test_change__alters_that_part_alone(plan, data):
    path = data.draw(st.sampled_from(paths(plan)))
    part = part_at(plan, path)
    assert changed(plan, path, part) == plan
    other = [one for one in paths(plan) if len(one) == len(path) and one != path]
    again = changed(plan, path, _renamed(part))
    assert part_at(again, path) == _renamed(part)
    assert all(part_at(again, one) == part_at(plan, one) for one in other)


def _renamed(part):
    return replace(part, **{"text" if isinstance(part, PlanStep) else "title": "Иначе"})


@given(PLANS, STAGES)
def test_add_then_remove__is_nothing(plan, stage):
    more = added(plan, (), stage)
    assert more.stages == (*plan.stages, stage)
    assert removed(more, (len(plan.stages),)) == plan


@given(PLANS, st.data(), PLACES)
def test_move__keeps_all_and_goes_back(plan, data, to):
    path = data.draw(st.sampled_from(paths(plan)))
    *way, place = path
    again = moved(plan, path, to)
    before, after = parts_of(part_at(plan, way)), parts_of(part_at(again, way))
    assert sorted(map(repr, before)) == sorted(map(repr, after))
    there = min(max(to, 0), len(before) - 1)
    assert after[there] == before[place]
    assert moved(again, (*way, there), place) == plan


@pytest.mark.parametrize("path", [(5,), (-1,), (0, 0, 0, 0, 0), (0, 9)])
def test_paths__that_lead_nowhere_are_refused(path):
    step = PlanStep("1", "Шаг")
    plan = Plan("П", "Р", "", (), (PlanStage("I", "", ()),))
    for act in (
        lambda: part_at(plan, path),
        lambda: changed(plan, path, step),
        lambda: removed(plan, path),
        lambda: moved(plan, path, 0),
    ):
        with pytest.raises(LookupError):
            act()


def test_add__below_a_step_is_refused():
    phase = PlanPhase("", "", None, None, (PlanStep("1", "Шаг"),))
    with pytest.raises(LookupError):
        added(phase, (0,), PlanStep("2", "Шаг"))
