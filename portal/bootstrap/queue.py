"""Finishing the queue before going on, without waiting for a worker to start."""

import os
import time
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from forms_builder.common.errors import DomainError
from portal.jobs.models import Job
from portal.jobs.run import run_job

LIMIT_SECONDS = 300
State = Job.State


def work_off_the_queue() -> None:
    """Do what waits here and now, a job per processor, and wait for what a worker has taken.

    The tasks of these jobs stay in the queue: a worker that finds one later goes away. Raises
    DomainError when a job failed or the queue does not empty in LIMIT_SECONDS.
    """
    unfinished = Job.objects.filter(state__in=[State.QUEUED, State.RUNNING])
    end = time.monotonic() + LIMIT_SECONDS
    with ThreadPoolExecutor(os.cpu_count()) as hands:
        while unfinished.exists():
            if time.monotonic() > end:
                raise DomainError("Фоновая работа не закончилась: смотрите «Фоновые работы».")
            waiting = unfinished.filter(state=State.QUEUED).values_list("pk", flat=True)
            if not list(hands.map(_do, waiting)):
                time.sleep(0.3)
    failed = Job.objects.filter(state=State.FAILED).first()
    if failed:
        raise DomainError(f"{failed.title}: {failed.message}")


def _do(pk: int) -> None:
    """Run a job in a thread, whose connection must not outlive it."""
    try:
        run_job(pk)
    finally:
        connection.close()
