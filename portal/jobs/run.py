"""One run of one job: the lease, the heartbeat, the true state at the end."""

import logging
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from forms_builder.common.errors import Refusal
from portal.jobs.models import Job
from portal.jobs.registry import handler_of
from portal.jobs.services import TASK

logger = logging.getLogger(__name__)


class CancelledError(Exception):
    """A person asked to stop; raised between two steps."""


class LeaseLostError(Exception):
    """Another worker took the job over; this run must write nothing more."""


class Run:
    """What a handler gets: the job's params and a way to report progress."""

    def __init__(self, job: Job, lease: str):
        self.job = job
        self.lease = lease

    @property
    def mine(self) -> QuerySet[Job]:
        return Job.objects.filter(pk=self.job.pk, lease=self.lease, state=Job.State.RUNNING)

    def step(self, done: int, total: int, message: str) -> None:
        """Report «done of total» with a Russian sentence, and renew the lease.

        Raises CancelledError when a person asked to stop, LeaseLostError when another worker has
        the job: in both cases nothing more may be written.
        """
        log = [*self.job.log, [timezone.now().isoformat(timespec="seconds"), message]][-100:]
        renewed = self.mine.update(
            progress_done=done,
            progress_total=total,
            message=message,
            log=log,
            lease_until=_lease_end(),
        )
        if not renewed:
            raise LeaseLostError
        self.job.log = log
        if self.mine.filter(cancel_asked=True).exists():
            raise CancelledError

    def keep_file(self, name: str, content: bytes) -> None:
        """Keep the file the job makes; its address asks the policy."""
        self.job.file.save(name, ContentFile(content), save=False)
        self.mine.update(file=self.job.file.name)


def run_job(pk: int) -> None:
    """Do a job once, whatever happens to the worker. Safe to call any number of times."""
    run = _take(pk)
    if run is None:
        return
    try:
        with _heartbeat(run):
            handler_of(run.job.kind)(run)
        _finish(run, Job.State.DONE, _("Готово."))
    except CancelledError:
        _finish(run, Job.State.CANCELLED, _("Отменено."))
    except LeaseLostError:
        logger.warning("job %s went on elsewhere", run.job.uid)
    except Refusal as error:
        _finish(run, Job.State.FAILED, error.message)
    except Exception:
        logger.exception("job %s failed", run.job.uid)
        _retry_or_fail(run)


def _take(pk: int) -> Run | None:
    now, lease = timezone.now(), str(uuid.uuid4())
    free = Q(state=Job.State.QUEUED) | Q(state=Job.State.RUNNING, lease_until__lt=now)
    taken = Job.objects.filter(free, pk=pk, attempts__lt=F("max_attempts")).update(
        state=Job.State.RUNNING,
        attempts=F("attempts") + 1,
        lease=lease,
        lease_until=_lease_end(),
        started_at=now,
        message=_("Начато."),
    )
    return Run(Job.objects.get(pk=pk), lease) if taken else None


def _lease_end() -> datetime:
    return timezone.now() + timedelta(seconds=settings.JOB_LEASE_SECONDS)


def _finish(run: Run, state: str, message: str) -> None:
    run.mine.update(
        state=state, message=message[:500], finished_at=timezone.now(), lease="", lease_until=None
    )


@transaction.atomic
def _retry_or_fail(run: Run) -> None:
    run.job.refresh_from_db(fields=["attempts"])
    if run.job.attempts >= run.job.max_attempts:
        _finish(run, Job.State.FAILED, _("Внутренняя ошибка. Разработчики увидят её в журнале."))
        return
    back = run.mine.update(
        state=Job.State.QUEUED,
        queued_at=timezone.now(),
        lease="",
        lease_until=None,
        message=_("Не получилось, попробуем ещё раз."),
    )
    if back:
        async_task(TASK, run.job.pk)


@contextmanager
def _heartbeat(run: Run) -> Iterator[None]:
    """Renew the lease from a thread while one long step (a PDF) keeps the handler busy."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(settings.JOB_LEASE_SECONDS / 3):
            # A busy database must not end the beating: the next beat comes before the lease ends.
            try:
                run.mine.update(lease_until=_lease_end())
            except DatabaseError:
                logger.warning("a beat of job %s was missed", run.job.uid, exc_info=True)
        connection.close()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
