"""What the fault `assign` does in a process of the portal."""

import time

from django.db.models import Count
from django.utils import timezone
from django_q.models import OrmQ
from django_q.tasks import async_task

from portal.assignments.models import Assignment
from portal.campaigns.models import Procedure
from portal.campaigns.schedules import approve_schedule
from portal.jobs.models import Job
from portal.organisations.choices import Role
from tests.factories.region import drafted, make_region, orsk_cycle, staff
from tests.faults.inside import PATIENCE, SWEEP, SWEEP_EVERY

TOWNS = 10
SELF_ASSESSMENT = "2.3"
POLL = 0.02


def approve(gardens: int, each: int) -> int:
    """Approve the teachers' self-assessment in a region's cycle made from the plan of Orsk.

    each: teachers of a kindergarten. Returns the key of the schedule.
    """
    region = make_region(gardens, TOWNS)
    staff(region, Role.TEACHER, each)
    procedure = Procedure.objects.get(stage__campaign=orsk_cycle(region), code=SELF_ASSESSMENT)
    schedule = drafted(region, "teacher", Role.TEACHER, procedure)
    return approve_schedule(by=region.coordinator, schedule=schedule, version=0).pk


def wait_for(count: int) -> int:
    """Return once there are so many tasks and the job has not ended; sweeps what a kill left."""
    began = swept = time.monotonic()
    while (made := Assignment.objects.count()) < count:
        now = time.monotonic()
        if now - began > PATIENCE:
            raise RuntimeError(f"{made} tasks after {PATIENCE} s")
        if now - swept > SWEEP_EVERY:
            _sweep()
            swept = now
        time.sleep(POLL)
    return made


def work_off() -> None:
    """Wait until the job is over."""
    unfinished = Job.objects.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING])
    began = time.monotonic()
    while unfinished.exists() and time.monotonic() - began < PATIENCE:
        _sweep()
        time.sleep(SWEEP_EVERY)


def end_of(schedule: int, expected: int) -> dict[str, int]:
    """Work off and count in one process."""
    work_off()
    return became_of(schedule, expected)


def became_of(schedule: int, expected: int) -> dict[str, int]:
    """Return how many teachers have no sheet, and how many sheets there are too many.

    All are lost while the job has not ended as done.
    """
    tasks = Assignment.objects.filter(schedule=schedule)
    sheets = tasks.order_by().values("edition", "organisation", "assignee")
    people = sheets.annotate(count=Count("pk")).count()
    is_done = Job.objects.get(kind="assignments.make").state == Job.State.DONE
    return {"lost": expected - people if is_done else expected, "double": tasks.count() - people}


def _sweep() -> None:
    if not OrmQ.objects.filter(lock__lte=timezone.now()).exists():
        async_task(SWEEP)
