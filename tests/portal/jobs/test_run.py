"""A job says the truth about itself, whatever happens to its worker."""

import threading
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from django_q.models import OrmQ

from forms_builder.common.errors import DomainError, Problem
from portal.jobs import registry, run, tasks
from portal.jobs.models import Job
from portal.jobs.services import cancel, enqueue, sweep
from tests.factories import PersonFactory

State = Job.State


def nothing(work: run.Run) -> None:
    """Succeeds at once."""


def again(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def lose_the_worker(job: Job) -> None:
    """What a kill -9 leaves: a running row whose lease runs out, and no task."""
    OrmQ.objects.all().delete()
    past = timezone.now() - timedelta(seconds=1)
    Job.objects.filter(pk=job.pk).update(
        state=State.RUNNING, attempts=1, lease="dead", lease_until=past
    )


def test_enqueue__writes_row_and_task_together(make_job):
    job = make_job(nothing, thing=7)
    assert (job.state, job.attempts, job.params) == (State.QUEUED, 0, {"thing": 7})
    assert OrmQ.objects.count() == 1


def test_enqueue__leaves_neither_when_the_transaction_fails(make_job):
    make_job(nothing)

    @transaction.atomic
    def broken() -> None:
        make_job(nothing)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        broken()
    assert (Job.objects.count(), OrmQ.objects.count()) == (1, 1)


def test_enqueue__refuses_an_unknown_kind(db):
    with pytest.raises(LookupError):
        enqueue(by=PersonFactory(), kind="tests.unknown", title="", params={})
    assert not Job.objects.exists()


def test_register__refuses_a_second_handler():
    registry.register("tests.twice", nothing)
    try:
        registry.register("tests.twice", nothing)
        with pytest.raises(ValueError, match="two handlers"):
            registry.register("tests.twice", lambda work: None)
    finally:
        registry._handlers.pop("tests.twice")


def test_run__done_with_progress_log_and_file(make_job):
    def handler(work: run.Run) -> None:
        work.step(1, 2, "Читаем.")
        work.keep_file("итог.txt", b"42")
        work.step(2, 2, "Пишем.")

    job = make_job(handler)
    tasks.run_job(job.pk)
    after = again(job)
    assert (after.state, after.attempts, after.message) == (State.DONE, 1, "Готово.")
    assert (after.progress_done, after.progress_total) == (2, 2)
    assert [message for _at, message in after.log] == ["Читаем.", "Пишем."]
    assert after.file.read() == b"42"
    assert after.finished_at
    assert (after.lease, after.lease_until) == ("", None)


def test_run__a_job_that_is_over_is_not_done_again(make_job):
    calls: list[int] = []
    job = make_job(lambda work: calls.append(work.job.pk))
    run.run_job(job.pk)
    run.run_job(job.pk)
    assert calls == [job.pk]
    assert again(job).attempts == 1


def test_run__two_workers_get_one_job_once(make_job):
    calls: list[str] = []

    def handler(work: run.Run) -> None:
        calls.append("outer" if not calls else "inner")
        run.run_job(work.job.pk)

    job = make_job(handler)
    run.run_job(job.pk)
    assert calls == ["outer"]
    assert again(job).state == State.DONE


def test_run__a_lost_lease_stops_the_first_worker_and_lets_the_second_finish(make_job):
    written: list[str] = []

    def handler(work: run.Run) -> None:
        if not written:
            written.append("first began")
            Job.objects.filter(pk=work.job.pk).update(
                lease_until=timezone.now() - timedelta(seconds=1)
            )
            run.run_job(work.job.pk)
            work.step(1, 1, "Первый пишет.")
            written.append("first wrote")
        else:
            work.step(1, 1, "Второй пишет.")
            written.append("second wrote")

    job = make_job(handler)
    run.run_job(job.pk)
    assert written == ["first began", "second wrote"]
    after = again(job)
    assert (after.state, after.attempts) == (State.DONE, 2)
    assert [message for _at, message in after.log] == ["Второй пишет."]


def test_run__the_end_of_a_worker_that_lost_its_lease_changes_nothing(make_job):
    def handler(work: run.Run) -> None:
        Job.objects.filter(pk=work.job.pk).update(lease="somebody else's")

    job = make_job(handler)
    run.run_job(job.pk)
    assert again(job).state == State.RUNNING


def test_run__a_refusal_by_a_rule_fails_with_its_words_and_is_not_repeated(make_job):
    def handler(work: run.Run) -> None:
        raise DomainError(problems=[Problem("Нет такого листа.", "строка 3")])

    job = make_job(handler)
    run.run_job(job.pk)
    after = again(job)
    assert (after.state, after.message) == (State.FAILED, "строка 3: Нет такого листа.")
    assert after.attempts == 1
    run.run_job(job.pk)
    assert again(job).attempts == 1


def test_run__a_long_refusal_fits_the_row(make_job):
    def handler(work: run.Run) -> None:
        raise DomainError("ё" * 900)

    job = make_job(handler)
    run.run_job(job.pk)
    assert again(job).message == "ё" * 500


def test_run__an_unexpected_error_is_tried_again_then_failed_without_its_words(make_job, caplog):
    def handler(work: run.Run) -> None:
        raise RuntimeError("пароль базы")

    job = make_job(handler)
    queued = OrmQ.objects.count()
    run.run_job(job.pk)
    assert again(job).state == State.QUEUED
    assert OrmQ.objects.count() == queued + 1
    for _attempt in range(job.max_attempts - 1):
        run.run_job(job.pk)
    after = again(job)
    assert (after.state, after.attempts) == (State.FAILED, job.max_attempts)
    assert "пароль" not in after.message
    assert "пароль базы" in caplog.text
    run.run_job(job.pk)
    assert again(job).attempts == job.max_attempts


def test_run__an_error_that_goes_away_ends_well(make_job):
    tries: list[int] = []

    def handler(work: run.Run) -> None:
        tries.append(1)
        if len(tries) == 1:
            raise DatabaseError("database is locked")

    job = make_job(handler)
    run.run_job(job.pk)
    run.run_job(job.pk)
    assert (again(job).state, again(job).attempts) == (State.DONE, 2)


def test_run__a_step_renews_the_lease(make_job, settings):
    leases: list[object] = []

    def handler(work: run.Run) -> None:
        leases.append(again(work.job).lease_until)
        settings.JOB_LEASE_SECONDS = 600
        work.step(0, 1, "Дальше.")
        leases.append(again(work.job).lease_until)

    run.run_job(make_job(handler).pk)
    assert leases[1] - leases[0] > timedelta(seconds=300)


def test_run__the_heart_beats_while_one_long_step_lasts(make_job, settings, monkeypatch):
    settings.JOB_LEASE_SECONDS = 0.03
    beaten, beats = threading.Event(), []

    def beat(self: object) -> object:
        beats.append(1)
        if len(beats) == 1:
            raise DatabaseError("database is locked")
        beaten.set()
        return Job.objects.none()

    def handler(work: run.Run) -> None:
        with monkeypatch.context() as patched:
            patched.setattr(run.Run, "mine", property(beat))
            assert beaten.wait(20), "one missed beat ended the beating"

    run.run_job(make_job(handler).pk)


def test_cancel__a_waiting_job_is_over_at_once(make_job):
    calls: list[int] = []
    job = make_job(lambda work: calls.append(1))
    assert cancel(by=job.by, job=job).state == State.CANCELLED
    run.run_job(job.pk)
    assert not calls
    assert again(job).finished_at


def test_cancel__a_running_job_stops_before_its_next_step(make_job):
    written: list[str] = []

    def handler(work: run.Run) -> None:
        work.step(0, 2, "Первый шаг.")
        written.append("first")
        cancel(by=work.job.by, job=work.job)
        work.step(1, 2, "Второй шаг.")
        written.append("second")

    job = make_job(handler)
    run.run_job(job.pk)
    assert written == ["first"]
    assert (again(job).state, again(job).message) == (State.CANCELLED, "Отменено.")


def test_cancel__what_is_over_cannot_be_cancelled(make_job):
    job = make_job(nothing)
    run.run_job(job.pk)
    with pytest.raises(DomainError, match="уже закончена"):
        cancel(by=job.by, job=job)
    assert again(job).state == State.DONE


def test_sweep__a_dead_worker_s_job_is_queued_again_and_done(make_job):
    job = make_job(nothing)
    lose_the_worker(job)
    assert sweep(by=None) == 1
    assert (again(job).state, OrmQ.objects.count()) == (State.QUEUED, 1)
    run.run_job(job.pk)
    assert (again(job).state, again(job).attempts) == (State.DONE, 2)


def test_sweep__is_not_kept_from_it_by_other_waiting_tasks(make_job):
    job = make_job(nothing)
    lose_the_worker(job)
    make_job(nothing)
    assert sweep(by=None) == 1


def test_sweep__leaves_a_job_in_lease_alone(make_job):
    job = make_job(nothing)
    lose_the_worker(job)
    future = timezone.now() + timedelta(seconds=30)
    Job.objects.filter(pk=job.pk).update(lease_until=future)
    assert sweep(by=None) == 0
    assert again(job).state == State.RUNNING


def test_sweep__after_the_last_attempt_the_job_has_failed(make_job):
    job = make_job(nothing)
    lose_the_worker(job)
    Job.objects.filter(pk=job.pk).update(attempts=job.max_attempts)
    tasks.sweep()
    after = again(job)
    assert (after.state, OrmQ.objects.count()) == (State.FAILED, 0)
    assert "Запустите её ещё раз" in after.message
    assert after.finished_at


def test_sweep__a_waiting_row_without_a_task_gets_one_once(make_job):
    job = make_job(nothing)
    OrmQ.objects.all().delete()
    long_ago = timezone.now() - timedelta(hours=1)
    Job.objects.filter(pk=job.pk).update(queued_at=long_ago)
    assert sweep(by=None) == 1
    assert OrmQ.objects.count() == 1
    assert sweep(by=None) == 0


def test_sweep__a_waiting_row_is_left_while_tasks_are_free(make_job):
    job = make_job(nothing)
    Job.objects.filter(pk=job.pk).update(queued_at=timezone.now() - timedelta(hours=1))
    assert sweep(by=None) == 0
    assert OrmQ.objects.count() == 1


def test_sweep__a_young_row_whose_task_was_taken_waits_its_grace(make_job):
    make_job(nothing)
    OrmQ.objects.all().delete()
    assert sweep(by=None) == 0
