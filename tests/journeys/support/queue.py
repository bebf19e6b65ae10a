"""The worker of a journey on Django's own server: it does what the queue holds, one at a time."""

from portal.jobs.models import Job
from portal.jobs.run import run_job


def work() -> None:
    """Do the one job that waits."""
    run_job(Job.objects.filter(state=Job.State.QUEUED).get().pk)
