"""Writing schedules: drawing up, changing, approving, withdrawing."""

import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from forms_builder.common.errors import Conflict, DomainError, NotAllowed, Problem
from forms_builder.common.services import service
from portal.accounts.models import User
from portal.campaigns.models import Procedure, Schedule
from portal.campaigns.periods import period
from portal.campaigns.schedule_lifecycle import MOVES
from portal.campaigns.schedule_permissions import nodes_of
from portal.campaigns.signals import schedule_approved, schedule_withdrawn
from portal.journal.services import record
from portal.organisations.models import Organisation, Territory
from portal.organisations.policy import actor_of, demand

State = Schedule.State
REASON = Schedule._meta.get_field("withdrawn_because").max_length


@service
def draft_schedule(
    *,
    by: User,
    procedure: Procedure,
    node: Territory | Organisation,
    starts: datetime.date,
    ends: datetime.date,
    note: str = "",
) -> Schedule:
    """Draw up the schedule of a procedure on a node.

    Raises NotAllowed where she is not the owner, DomainError for dates outside the procedure's and
    for a node that has a schedule already.
    """
    demand(by, "draft_schedule", procedure)
    if not nodes_of(actor_of(by), procedure).filter(pk=node.pk).exists():
        raise NotAllowed(_("План-график этого места составляют другие."))
    _need_dates(procedure, starts, ends)
    where = "organisation" if isinstance(node, Organisation) else "territory"
    values = {"starts": starts, "ends": ends, "note": note.strip(), "drafted_by": by, where: node}
    try:
        with transaction.atomic():
            schedule = Schedule.objects.create(procedure=procedure, **values)
    except IntegrityError as double:
        raise DomainError(_("План-график здесь уже есть: измените его.")) from double
    record(by=by, action="schedule.drafted", obj=schedule, starts=str(starts), ends=str(ends))
    return schedule


@service
def change_schedule(
    *,
    by: User,
    schedule: Schedule,
    version: int,
    starts: datetime.date,
    ends: datetime.date,
    note: str = "",
) -> Schedule:
    """Change a draft. version: the one the person saw.

    Raises NotAllowed, Conflict when somebody has changed it meanwhile, DomainError for wrong dates.
    """
    locked = _locked(schedule, version)
    demand(by, "edit", locked)
    _need_dates(locked.procedure, starts, ends)
    locked.starts, locked.ends, locked.note = starts, ends, note.strip()
    locked.version += 1
    locked.save()
    record(by=by, action="schedule.changed", obj=locked, starts=str(starts), ends=str(ends))
    return locked


@service
def approve_schedule(*, by: User, schedule: Schedule, version: int) -> Schedule:
    """Approve a draft and announce it: only now its tasks are made.

    version: the one the person saw. Raises NotAllowed, Conflict, and DomainError when it is no
    draft or the procedure's dates have moved away from it.
    """
    locked = _moved(by, schedule, version, State.APPROVED, "")
    _need_dates(locked.procedure, locked.starts, locked.ends)
    locked.approved_by, locked.approved_at = by, timezone.now()
    locked.save()
    record(by=by, action="schedule.approved", obj=locked)
    schedule_approved.send(Schedule, schedule=locked, by=by)
    return locked


@service
def withdraw_schedule(*, by: User, schedule: Schedule, version: int, reason: str = "") -> Schedule:
    """Take back an approval, which needs a reason, or a draft, which needs none.

    Raises NotAllowed, Conflict, DomainError without a reason or when it is withdrawn already.
    """
    locked = _moved(by, schedule, version, State.WITHDRAWN, reason)
    was_approved = locked.approved_at is not None
    locked.withdrawn_because = reason.strip()[:REASON]
    locked.withdrawn_by, locked.withdrawn_at = by, timezone.now()
    locked.save()
    record(by=by, action="schedule.withdrawn", obj=locked, reason=locked.withdrawn_because)
    if was_approved:
        schedule_withdrawn.send(Schedule, schedule=locked, by=by)
    return locked


def _moved(by: User, schedule: Schedule, version: int, to: str, reason: str) -> Schedule:
    """Return the row locked and in its new state, not saved yet."""
    locked = _locked(schedule, version)
    step = MOVES.find(locked.state, to)
    if step is None:
        raise DomainError(
            _("Сейчас план-график %(state)s: так его не передвинуть.")
            % {"state": locked.get_state_display()}
        )
    demand(by, step.action, locked)
    if step.needs_reason and not reason.strip():
        raise DomainError(problems=[Problem(_("Напишите причину: её прочтут."), "reason")])
    locked.state = to
    locked.version += 1
    return locked


def _locked(schedule: Schedule, version: int) -> Schedule:
    rows = Schedule.objects.select_related(
        "procedure__stage__campaign__territory", "organisation__territory", "territory"
    )
    locked = rows.select_for_update(of=("self",)).get(pk=schedule.pk)
    if locked.version != version:
        raise Conflict(_("План-график уже изменили, пока он был открыт у Вас. Посмотрите его."))
    return locked


def _need_dates(procedure: Procedure, starts: datetime.date, ends: datetime.date) -> None:
    if ends < starts:
        raise DomainError(problems=[Problem(_("Последний день раньше первого."), "ends")])
    words = _("Дни процедуры: %s.") % period(procedure.starts, procedure.ends)
    problems = []
    if procedure.starts and starts < procedure.starts:
        problems.append(Problem(words, "starts"))
    if procedure.ends and ends > procedure.ends:
        problems.append(Problem(words, "ends"))
    if problems:
        raise DomainError(problems=problems)
