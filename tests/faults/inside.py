"""What faults do in a process of the portal: ask for reports, wait, look what became of them."""

import hashlib
import time
from collections import Counter
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django_q.models import OrmQ
from django_q.tasks import async_task

from portal.bootstrap.demo.people import leaders
from portal.jobs.models import Job
from portal.jobs.services import TASK
from portal.journal.models import Entry
from portal.profiles.models import Profile
from portal.reports.models import Report
from portal.reports.services import start_compile

SWEEP = "portal.jobs.tasks.sweep"
SWEEP_EVERY = 1.0
PATIENCE = 300.0


def ask_for_reports(count: int, tasks: int = 1) -> list[int]:
    """Press «Сформировать отчёт» for demo kindergartens; return the reports' primary keys.

    tasks: how many tasks of the queue stand for each job, one after the other.
    """
    profiles = Profile.objects.filter(procedure__code="4.2").order_by("pk")[:count]
    reports = []
    for profile in profiles:
        author, _head = leaders(profile.organisation)
        report = start_compile(by=author, profile=profile)
        for _extra in range(tasks - 1):
            async_task(TASK, report.job_id)
        reports.append(report.pk)
    return reports


def work_off(reports: list[int]) -> float:
    """Wait until every report's job is over, as wait_for does."""
    return wait_for(Job.objects.filter(pk__in=Report.objects.filter(pk__in=reports).values("job")))


def wait_for(jobs: QuerySet[Job]) -> float:
    """Wait until all jobs are over, at most five minutes; return the seconds it took.

    The schedule sweeps once a minute; here a sweep is queued as soon as nothing else waits.
    """
    unfinished = jobs.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING])
    began = time.monotonic()
    while unfinished.exists() and time.monotonic() - began < PATIENCE:
        if not OrmQ.objects.filter(lock__lte=timezone.now()).exists():
            async_task(SWEEP)
        time.sleep(SWEEP_EVERY)
    return time.monotonic() - began


def end_of(reports: list[int]) -> dict[str, int]:
    """Work off and count in one process: starting one takes longer than both."""
    work_off(reports)
    return became_of(reports)


def became_of(reports: list[int]) -> dict[str, int]:
    """Return how many reports were lost, how many exist twice, and how often jobs were begun.

    Lost: the job is not done, or the file is not the one the row names. Double: compiled more than
    once by the journal, or a file that no report names.
    """
    rows = list(Report.objects.filter(pk__in=reports).select_related("job"))
    uids = [str(row.uid) for row in rows]
    compiled = Counter(
        Entry.objects.filter(action="report.compiled", object_uid__in=uids).values_list(
            "object_uid", flat=True
        )
    )
    return {
        "lost": len(reports) - sum(_is_whole(row) for row in rows),
        "double": sum(count - 1 for count in compiled.values()) + len(_strangers()),
        "attempts": sum(row.job.attempts for row in rows),
    }


def _is_whole(report: Report) -> bool:
    if report.job.state != Job.State.DONE or not report.file:
        return False
    with report.file.open() as file:
        return hashlib.sha256(file.read()).hexdigest() == report.file_sha256


def _strangers() -> set[str]:
    media = Path(settings.MEDIA_ROOT)
    kept = {str(path.relative_to(media)) for path in media.glob("reports/**/*.pdf")}
    return kept - set(Report.objects.values_list("file", flat=True))
