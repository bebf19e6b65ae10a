"""Working off the queue: everything is done when it returns, and what failed is said."""

import pytest

from forms_builder.common.errors import DomainError
from portal.bootstrap import queue
from portal.jobs.models import Job
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def waiting(title, **fields):
    return Job.objects.create(
        kind="test.work", title=title, by=PersonFactory(), max_attempts=1, **fields
    )


@pytest.fixture
def done(monkeypatch):
    """Jobs that were run, by primary key; running one makes it done."""
    taken = []

    def run(pk):
        taken.append(pk)
        Job.objects.filter(pk=pk).update(state=Job.State.DONE)

    monkeypatch.setattr(queue, "run_job", run)
    return taken


def test_queue__everything_that_waits_is_done_once(done):
    jobs = [waiting(f"Работа {number}") for number in range(5)]
    queue.work_off_the_queue()
    assert sorted(done) == [job.pk for job in jobs]


def test_queue__empty_returns_at_once(done):
    queue.work_off_the_queue()
    assert done == []


def test_queue__what_is_over_is_left_alone(done):
    waiting("Отменённая", state=Job.State.CANCELLED)
    queue.work_off_the_queue()
    assert done == []


def test_queue__a_failure_is_told_by_its_sentence(done):
    waiting("Отчёт", state=Job.State.FAILED, message="Нет букв.")
    waiting("Другая")
    with pytest.raises(DomainError, match="Отчёт: Нет букв"):
        queue.work_off_the_queue()
    assert len(done) == 1


def test_queue__what_a_worker_never_finishes_is_not_waited_for_ever(done, monkeypatch):
    monkeypatch.setattr(queue, "LIMIT_SECONDS", -1)
    waiting("Долгая", state=Job.State.RUNNING)
    with pytest.raises(DomainError, match="не закончилась"):
        queue.work_off_the_queue()
