"""Giving the sheets of an expert procedure to experts, many at once."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError, NotAllowed, Problem
from forms_builder.common.services import service
from portal.accounts.models import User
from portal.assignments.models import Assignment
from portal.assignments.objects import Object, editions_of, objects_of
from portal.assignments.people import is_for_experts
from portal.campaigns.models import Procedure
from portal.jobs.models import Job
from portal.jobs.services import enqueue
from portal.journal.services import record
from portal.organisations.conflicts import conflicts_among
from portal.organisations.models import Appointment, Organisation, Territory
from portal.organisations.policy import ABOVE, EXPERTS, LEADING, actor_of

GIVE = "assignments.give"
State = Assignment.State


@dataclass(frozen=True)
class Visit:
    """One expert about one object of the procedure. about: as Object.about."""

    about: tuple[int | None, int | None, int | None, int | None]
    expert: int
    starts: date
    due: date

    def as_params(self) -> dict[str, Any]:
        """Return it as a job's params hold it."""
        return asdict(self) | {"starts": self.starts.isoformat(), "due": self.due.isoformat()}

    @classmethod
    def from_params(cls, params: dict[str, Any]) -> "Visit":
        dates = {name: date.fromisoformat(params[name]) for name in ("starts", "due")}
        return cls(tuple(params["about"]), params["expert"], **dates)


@service
def assign_many(*, by: User, procedure: Procedure, visits: Sequence[Visit]) -> int:
    """Give the sheets of the procedure's forms to experts: all of the visits or none.

    What stands already stays as it is. Returns how many tasks are new. Raises NotAllowed for an
    object that is not hers to assign, DomainError naming each object with a conflict of interest,
    and for a person who is no expert, a term in the past, a procedure without a form.
    """
    objects = _objects(by, procedure, visits)
    places = Territory.objects.in_bulk({one.place for one in objects.values()})
    _check(visits, objects, places)
    made = [
        _task(by, procedure, edition, visit, objects[visit.about], places)
        for visit in visits
        for edition in editions_of(procedure)
    ]
    before = procedure.assignments.count()
    Assignment.objects.bulk_create(made, ignore_conflicts=True)
    new = procedure.assignments.count() - before
    if new:
        record(by=by, action="assignment.given", obj=procedure, tasks=new)
    return new


@service
def queue_giving(
    *, by: User, procedure: Procedure, visits: Sequence[Visit], seed: str = ""
) -> Job:
    """Do the same in the background; seed: of the draw that doubled every tenth visit, kept."""
    params = {
        "procedure": procedure.pk,
        "visits": [visit.as_params() for visit in visits],
        "seed": seed,
    }
    title = _("Назначение экспертов: %s") % procedure
    return enqueue(by=by, kind=GIVE, title=title, params=params)


def assignable(by: User, procedure: Procedure) -> list[Object]:
    """Return the objects of a procedure that the person answers for, in the order of the list.

    Leaders of a kindergarten answer for its own sheets, never for those of experts.
    """
    actor = actor_of(by)
    roles = ABOVE if is_for_experts(procedure) else (*ABOVE, *LEADING)
    objects = objects_of(procedure, procedure.stage.campaign.territory)
    gardens = Organisation.objects.filter(actor.organisations(*roles))
    open_gardens = set(gardens.values_list("pk", flat=True))
    open_places = set(actor.led(*ABOVE).values_list("pk", flat=True))
    return [
        one
        for one in objects
        if (one.about[0] in open_gardens if one.about[0] else one.place in open_places)
    ]


def _objects(by: User, procedure: Procedure, visits: Sequence[Visit]) -> dict[Any, Object]:
    if not editions_of(procedure):
        raise DomainError(_("К процедуре не привязана ни одна форма: поручать нечего."))
    objects = {one.about: one for one in assignable(by, procedure)}
    if any(visit.about not in objects for visit in visits):
        raise NotAllowed(_("Среди отмеченных есть объекты, которые поручает другой."))
    by.acting_role = actor_of(by).label
    return objects


def _check(
    visits: Sequence[Visit], objects: dict[Any, Object], places: dict[int, Territory]
) -> None:
    experts = {visit.expert for visit in visits}
    held = Appointment.objects.current().filter(person__in=experts, role__in=EXPERTS)
    if experts - set(held.values_list("person", flat=True)):
        raise DomainError(_("Среди выбранных есть человек, который сейчас не эксперт."))
    gardens = [visit.about[0] for visit in visits if visit.about[0]]
    against = conflicts_among(
        User.objects.filter(pk__in=experts), Organisation.objects.filter(pk__in=gardens)
    )
    problems = []
    for visit in visits:
        one = objects[visit.about]
        if reason := against.get((visit.expert, visit.about[0])):
            problems.append(Problem(reason, one.title))
        if visit.due < places[one.place].today():
            problems.append(Problem(_("Срок уже прошёл, выберите будущий."), one.title))
    if problems:
        raise DomainError(problems=problems)


def _task(
    by: User,
    procedure: Procedure,
    edition: Any,
    visit: Visit,
    one: Object,
    places: dict[int, Territory],
) -> Assignment:
    is_ahead = visit.starts > places[one.place].today()
    return Assignment(
        campaign_id=procedure.stage.campaign_id,
        procedure=procedure,
        edition=edition,
        target_id=one.target,
        place_id=one.place,
        assignee_id=visit.expert,
        starts=visit.starts,
        due=visit.due,
        state=State.PLANNED if is_ahead else State.OPEN,
        created_by=by,
        **dict(zip(Object.COLUMNS, one.about, strict=True)),
    )
