"""Letting a real worker finish the queue before going on."""

import subprocess
import sys
import time

from forms_builder.common.errors import DomainError
from portal.jobs.models import Job

LIMIT_SECONDS = 300


def work_off_the_queue() -> None:
    """Start a worker, wait until no job waits or runs, stop it.

    Raises DomainError when a job failed or the queue does not empty in LIMIT_SECONDS.
    """
    unfinished = Job.objects.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING])
    if not unfinished.exists():
        return
    quiet = subprocess.DEVNULL
    worker = subprocess.Popen([sys.executable, "manage.py", "qcluster"], stdout=quiet, stderr=quiet)
    try:
        end = time.monotonic() + LIMIT_SECONDS
        while unfinished.exists():
            if worker.poll() is not None or time.monotonic() > end:
                raise DomainError("Фоновая работа не закончилась: смотрите «Фоновые работы».")
            time.sleep(0.3)
    finally:
        worker.terminate()
        worker.wait(timeout=60)
    failed = Job.objects.filter(state=Job.State.FAILED).first()
    if failed:
        raise DomainError(f"{failed.title}: {failed.message}")
