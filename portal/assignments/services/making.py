"""Making all tasks of an approved schedule, batch by batch; safe to stop anywhere and run again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError
from forms_builder.common.services import service
from forms_builder.questionnaires.models import Edition
from portal.accounts.models import User
from portal.assignments.fillers import Fillers
from portal.assignments.lifecycle import UNTOUCHED
from portal.assignments.models import Assignment
from portal.assignments.objects import Object, editions_of
from portal.assignments.services.linking import link_targets
from portal.campaigns.models import Schedule
from portal.jobs.models import Job
from portal.jobs.services import enqueue
from portal.journal.services import record
from portal.organisations.models import Territory
from portal.organisations.policy import EXPERTS, demand

MAKE = "assignments.make"
State = Assignment.State
APPROVED = Schedule.State.APPROVED


@service
def queue_making(*, by: User, schedule: Schedule) -> Job | None:
    """Queue the making of a schedule's tasks, in the transaction that approved it.

    None when there is nothing to make: no form is bound, or experts fill it, whom people choose.
    """
    procedure = schedule.procedure
    if procedure.filler_role in EXPERTS or not editions_of(procedure):
        return None
    title = _("Задачи по графику: %s") % schedule
    return enqueue(by=by, kind=MAKE, title=title, params={"schedule": schedule.pk})


@service
def make_again(*, by: User, schedule: Schedule) -> Job:
    """Queue it once more: only what is missing is added. Raises NotAllowed, DomainError."""
    demand(by, "approve", schedule)
    job = queue_making(by=by, schedule=schedule) if schedule.state == APPROVED else None
    if job is None:
        raise DomainError(_("Задачи делают по утверждённому графику процедуры с формой."))
    return job


@service
def make_batch(*, by: User, schedule: Schedule, objects: Sequence[Object]) -> int:
    """Make what is missing of the tasks about some objects of an approved schedule.

    What was withdrawn with an earlier schedule comes back; what a person withdrew by hand does not.
    Returns how many tasks were made. Raises DomainError when the schedule is not in force.
    """
    locked = Schedule.objects.select_for_update().get(pk=schedule.pk)
    if locked.state != APPROVED:
        raise DomainError(_("График отозван: задачи больше не поручаются."))
    plan = _Plan(by, locked, list(objects))
    plan.bring_back()
    missing = plan.missing()
    Assignment.objects.bulk_create(missing, ignore_conflicts=True)
    return len(missing)


@service
def note_made(*, by: User, schedule: Schedule) -> int:
    """Write into the journal how many tasks a schedule has now. Returns the number."""
    link_targets(by=by, procedure=schedule.procedure)
    count = schedule.assignments.exclude(state=State.WITHDRAWN).count()
    record(by=by, action="assignment.made", obj=schedule, tasks=count)
    return count


@service
def withdraw_untouched(*, by: User, schedule: Schedule) -> int:
    """Withdraw the tasks of a withdrawn schedule that nobody has begun. Returns how many."""
    because = schedule.withdrawn_because or _("План-график отозван.")
    untouched = schedule.assignments.filter(state__in=UNTOUCHED)
    count = untouched.update(state=State.WITHDRAWN, reason=because)
    record(by=by, action="assignment.withdrawn", obj=schedule, tasks=count, reason=because)
    return count


@dataclass
class _Plan:
    """What a batch should be, beside what stands."""

    by: User
    schedule: Schedule
    objects: list[Object]

    def __post_init__(self) -> None:
        self.procedure = self.schedule.procedure
        self.editions = editions_of(self.procedure)
        self.fillers = Fillers(self.procedure, self.objects)
        self.standing = self._standing()
        self.places = Territory.objects.in_bulk({one.place for one in self.objects})

    def _standing(self) -> set[tuple[Any, ...]]:
        """(edition, about…) of every task there is, and the same with its person behind."""
        columns = ("edition_id", *Object.COLUMNS, "assignee_id")
        rows = Assignment.objects.filter(
            Object.condition(self.objects), procedure=self.procedure
        ).values_list(*columns)
        return {key for row in rows for key in (row, row[:-1])}

    def bring_back(self) -> None:
        for place, found in self._withdrawn_with_schedule().items():
            Assignment.objects.filter(pk__in=found).update(
                schedule=self.schedule, reason="", extended_from=None, **self._term(place)
            )

    def _withdrawn_with_schedule(self) -> dict[int, list[int]]:
        rows = Assignment.objects.filter(
            Object.condition(self.objects),
            procedure=self.procedure,
            state=State.WITHDRAWN,
            schedule__isnull=False,
        ).values_list("place_id", "pk")
        found: dict[int, list[int]] = {}
        for place, pk in rows:
            found.setdefault(place, []).append(pk)
        return found

    def missing(self) -> list[Assignment]:
        return [
            self._task(one, edition, person)
            for one in self.objects
            for edition in self.editions
            for person in self._missing_people(one, edition)
        ]

    def _missing_people(self, one: Object, edition: Edition) -> list[int]:
        """One sheet per object is enough, whoever has it now; where everybody fills, one each."""
        people = self.fillers.of(one)
        key = (edition.pk, *one.about)
        if self.fillers.everybody:
            return [person for person in people if (*key, person) not in self.standing]
        return people[:1] if key not in self.standing else []

    def _task(self, one: Object, edition: Edition, person: int) -> Assignment:
        return Assignment(
            campaign_id=self.procedure.stage.campaign_id,
            procedure=self.procedure,
            schedule=self.schedule,
            edition=edition,
            target_id=one.target,
            place_id=one.place,
            assignee_id=person,
            created_by=self.by,
            **dict(zip(Object.COLUMNS, one.about, strict=True)),
            **self._term(one.place),
        )

    def _term(self, place: int) -> dict[str, Any]:
        is_ahead = self.schedule.starts > self.places[place].today()
        return {
            "starts": self.schedule.starts,
            "due": self.schedule.ends,
            "state": State.PLANNED if is_ahead else State.OPEN,
        }
