"""Reading the queue."""

from portal.jobs.models import Job


def ahead_of(job: Job) -> int:
    """Return how many waiting or running jobs stand before a waiting one; 0 for any other."""
    if job.state != Job.State.QUEUED:
        return 0
    before = Job.objects.filter(
        state__in=[Job.State.QUEUED, Job.State.RUNNING], created_at__lte=job.created_at
    )
    return before.exclude(pk=job.pk).count()
