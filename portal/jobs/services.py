"""Putting work into the queue, asking to cancel it, sweeping up what a dead worker left."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone
from django.utils.translation import gettext as _
from django_q.models import OrmQ
from django_q.tasks import async_task

from forms_builder.common.errors import DomainError
from forms_builder.common.services import service
from portal.jobs.models import Job
from portal.jobs.registry import handler_of

TASK = "portal.jobs.tasks.run_job"


@service
def enqueue(*, by: AbstractBaseUser, kind: str, title: str, params: dict[str, Any]) -> Job:
    """Write a job row and queue it in the same transaction: both stand or neither.

    kind: a registered one (LookupError otherwise); params: ids only. Returns the queued job.
    """
    handler_of(kind)
    job = Job.objects.create(
        kind=kind, title=title[:250], params=params, by=by, max_attempts=settings.JOB_MAX_ATTEMPTS
    )
    async_task(TASK, job.pk, group=kind)
    return job


@service
def cancel(*, by: AbstractBaseUser, job: Job) -> Job:
    """Cancel a waiting job at once; ask a running one to stop at its next step.

    Raises DomainError when the job is over.
    """
    locked = Job.objects.select_for_update().get(pk=job.pk)
    if locked.is_over:
        raise DomainError(_("Эта работа уже закончена, отменять нечего."))
    locked.cancel_asked = True
    if locked.state == Job.State.QUEUED:
        locked.state = Job.State.CANCELLED
        locked.finished_at = timezone.now()
        locked.message = _("Отменено до начала.")
    locked.save(update_fields=["cancel_asked", "state", "finished_at", "message"])
    return locked


@service
def sweep(*, by: None = None) -> int:
    """Give every job whose worker died back to the queue, or call it failed after its last try.

    Waiting rows are queued again only when no task is free for the taking: then their tasks died
    with a worker that had prefetched them. A task too many is harmless, the lease lets one in.
    Returns how many jobs were queued.
    """
    now = timezone.now()
    lost = Job.objects.select_for_update().filter(state=Job.State.RUNNING, lease_until__lt=now)
    pks = [job.pk for job in lost if _give_back(job, now)]
    if not OrmQ.objects.filter(lock__lte=now).exists():
        grace = now - timedelta(seconds=settings.JOB_LEASE_SECONDS)
        waiting = Job.objects.filter(state=Job.State.QUEUED, queued_at__lt=grace)
        pks += waiting.values_list("pk", flat=True)
        Job.objects.filter(pk__in=pks).update(queued_at=now)
    for pk in pks:
        async_task(TASK, pk)
    return len(pks)


def _give_back(job: Job, now: datetime) -> bool:
    """Return whether the job waits in the queue again; False when that was its last try."""
    if job.attempts >= job.max_attempts:
        job.state = Job.State.FAILED
        job.finished_at = timezone.now()
        job.message = _("Работа прерывалась несколько раз подряд. Запустите её ещё раз.")
    else:
        job.state = Job.State.QUEUED
        job.queued_at = now
        job.message = _("Работа прервалась, начнётся заново.")
    job.lease = ""
    job.lease_until = None
    job.save()
    return job.state == Job.State.QUEUED
