"""The shape of an outcome, and that a loss is not hidden."""

import json
from pathlib import Path

import pytest

from tests.faults import run
from tests.faults.harness import KINDS, Outcome, row
from tests.journeys.support.stage import Stage


@pytest.fixture
def only(monkeypatch):
    """Leave one planted kind with the outcome given."""

    def plant(outcome: Outcome) -> None:
        for kind in list(KINDS):
            monkeypatch.delitem(KINDS, kind)
        monkeypatch.setitem(KINDS, "planted", lambda stage: outcome)

    return plant


def test_row__has_the_agreed_keys(only, tmp_path):
    only(Outcome(hits=3, acknowledged=2, lost=0, double=0))
    assert row("planted", Stage(tmp_path)) == {
        "kind": "planted",
        "database": "SQLite",
        "hits": 3,
        "acknowledged": 2,
        "lost": 0,
        "double": 0,
    }


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        (Outcome(1, 1, 0, 0), 0),
        (Outcome(1, 1, 1, 0), 1),
        (Outcome(1, 1, 0, 1), 1),
    ],
)
def test_run__fails_on_a_loss_or_a_double(only, monkeypatch, tmp_path: Path, outcome, code):
    only(outcome)
    monkeypatch.setattr(run, "OUT", tmp_path / "faults.json")
    monkeypatch.setattr(run, "reachable_url", lambda: "")
    assert run.main() == code
    assert len(json.loads(run.OUT.read_text())["kinds"]) == 1
