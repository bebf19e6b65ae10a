"""What survives a kill -9, in short: one blow each. `make faults` is the long form."""

import pytest

from tests.faults import assigning, imports, kills


@pytest.mark.parametrize(("kind", "dead"), [(kills.worker, 2), (kills.cluster, 5)])
def test_kill__every_report_is_compiled_once(stage, kind, dead):
    outcome = kind(stage, jobs=2, kills=1)
    assert outcome.acknowledged == 2
    assert outcome.hits >= dead
    assert (outcome.lost, outcome.double) == (0, 0)


def test_two_clusters__never_do_a_job_twice(stage):
    outcome = kills.two_clusters(stage, jobs=4)
    assert (outcome.acknowledged, outcome.hits) == (4, 4)
    assert (outcome.lost, outcome.double) == (0, 0)


def test_registry_import__killed_twice_is_loaded_once(stage):
    outcome = imports.registry_import(stage, rows=600)
    assert outcome.acknowledged == 602
    assert outcome.hits >= 10
    assert (outcome.lost, outcome.double) == (0, 0)


def test_tasks_of_the_orsk_plan__killed_while_made_stand_once(stage):
    """A cycle of 1,000 kindergartens; the worker dies in the middle and another goes on."""
    outcome = assigning.assign(stage, each=1, kills=1)
    assert outcome.acknowledged == 1000
    assert outcome.hits >= 5
    assert (outcome.lost, outcome.double) == (0, 0)
