"""Every act that the code records has its words in Russian: nobody reads «step.done»."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from pages.models import Publication
from portal.campaigns.models import Agreement, StepState
from portal.journal.choices import ACTIONS
from portal.organisations.services.states import ACTS
from portal.plans.models import Measure

ROOT = Path(__file__).parents[3]
ROOMS = ("portal", "pages", "forms_builder")
# Acts named after the state that a thing came to, or after the way there.
STATES = {
    "agreement": Agreement.State.values,
    "measure": Measure.State.values,
    "organisation": ACTS.values(),
    "publication": Publication.State.values,
    "step": StepState.State.values,
}
# States that are only ever begun with: no act leads there.
FIRST = {"publication.proposed", "measure.proposed", "agreement.asked"}


def recorded(tree: ast.Module) -> Iterator[ast.expr]:
    """The values of `action=` in calls of record and record_about."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "").startswith("record"):
            yield from (word.value for word in node.keywords if word.arg == "action")


def codes(value: ast.expr, tree: ast.Module) -> set[str]:
    """Return the codes that an expression may stand for."""
    if isinstance(value, ast.JoinedStr):
        noun = value.values[0].value.removesuffix(".")
        told = {code for code in ACTIONS if code.startswith(f"{noun}.")}
        return {f"{noun}.{state}" for state in STATES.get(noun, ())} or told or {f"{noun}.…"}
    if isinstance(value, ast.Name):
        given = [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and value.id in map(ast.unparse, node.targets)
        ]
        given += [
            word.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            for word in node.keywords
            if word.arg == value.id and not isinstance(word.value, ast.Name)
        ]
        return set().union(*(codes(one, tree) for one in given))
    return {one.value for one in ast.walk(value) if isinstance(one, ast.Constant)} - {None}


def codes_of(source: str) -> set[str]:
    tree = ast.parse(source)
    return set().union(*(codes(value, tree) for value in recorded(tree)))


def files() -> list[Path]:
    return [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]


def test_actions__all_have_words():
    missing = {
        f"{path.relative_to(ROOT)}: {code}"
        for path in files()
        if "record" in (source := path.read_text(encoding="utf-8"))
        for code in codes_of(source) - set(ACTIONS) - FIRST
    }
    assert sorted(missing) == []


SOURCES = {
    'record(by=by, action="thing.done", obj=x)': {"thing.done"},
    'record_about(by=by, action="thing.done" if x else "thing.begun", model=M)': {
        "thing.done",
        "thing.begun",
    },
    'action = "thing.added" if new else "thing.changed"\nrecord(by=by, action=action, obj=x)': {
        "thing.added",
        "thing.changed",
    },
    'record(by=by, action=f"measure.{to}", obj=x)': {
        f"measure.{state}" for state in Measure.State.values
    },
    'record(by=by, action=f"thing.{to}", obj=x)': {"thing.…"},
    'other(action="thing.done")': set(),
}


@pytest.mark.parametrize(("source", "expected"), SOURCES.items())
def test_codes_of__reads_every_way_of_writing(source, expected):
    assert codes_of(source) == expected
