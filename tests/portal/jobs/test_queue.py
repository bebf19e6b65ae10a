"""How many stand before; what the checks say about a wrong queue."""

import pytest

from portal.jobs.checks import queue_is_sound
from portal.jobs.models import Job
from portal.jobs.selectors import ahead_of


def nothing(work: object) -> None:
    """Succeeds at once."""


def test_ahead__counts_waiting_and_running_ones_before(make_job):
    first, second, third = (make_job(nothing) for _number in range(3))
    assert [ahead_of(job) for job in (first, second, third)] == [0, 1, 2]
    Job.objects.filter(pk=first.pk).update(state=Job.State.RUNNING)
    assert ahead_of(third) == 2
    Job.objects.filter(pk=first.pk).update(state=Job.State.DONE)
    assert ahead_of(third) == 1


@pytest.mark.parametrize("state", [state for state in Job.State if state != Job.State.QUEUED])
def test_ahead__nothing_stands_before_a_job_that_does_not_wait(make_job, state):
    make_job(nothing)
    job = make_job(nothing)
    job.state = state
    assert ahead_of(job) == 0


def test_checks__the_queue_as_set_is_sound():
    assert queue_is_sound() == []


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ({"retry": 600, "timeout": 600}, "jobs.E001"),
        ({"retry": None}, "jobs.E001"),
        ({"timeout": 0}, "jobs.E001"),
        ({"timeout": None}, "jobs.E001"),
        ({"orm": None, "redis": "127.0.0.1"}, "jobs.E002"),
        ({"queue_limit": 9, "workers": 2}, "jobs.E003"),
        ({"queue_limit": None}, "jobs.E003"),
    ],
)
def test_checks__a_wrong_number_is_named(settings, wrong, found):
    settings.Q_CLUSTER = {**settings.Q_CLUSTER, **wrong}
    assert [error.id for error in queue_is_sound()] == [found]
