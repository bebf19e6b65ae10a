"""Moving a task along: begun, submitted, extended, passed on, withdrawn."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError, Problem
from forms_builder.common.services import service
from portal.accounts.models import User
from portal.assignments.lifecycle import MOVES, UNTOUCHED, WAITING
from portal.assignments.models import Assignment
from portal.assignments.people import standing_against
from portal.assignments.permissions import teachers_of
from portal.assignments.selectors import is_personal
from portal.assignments.services.giving import need_appointed
from portal.assignments.zones import reached
from portal.campaigns.working_days import add_working_days
from portal.journal.services import record
from portal.organisations.policy import demand

State = Assignment.State
REASON_LIMIT = 500
RELATED = ("organisation__territory", "territory", "place", "assignee", "edition", "procedure")


@service
def begin(*, by: User, assignment: Assignment) -> None:
    """Note that the first answer stands; a task already begun stays as it is."""
    untouched = Assignment.objects.filter(pk=assignment.pk, state__in=UNTOUCHED)
    untouched.update(state=State.IN_PROGRESS)


@service
def hand_in(*, by: User, assignment: Assignment) -> None:
    """Note that the sheet was submitted."""
    Assignment.objects.filter(pk=assignment.pk).update(state=State.SUBMITTED)


@service
def open_started(*, by: None = None) -> int:
    """Open every planned task whose first day has come at its place. Returns how many."""
    planned = Assignment.objects.filter(state=State.PLANNED)
    return planned.filter(reached("starts")).update(state=State.OPEN)


@service
def extend(
    *,
    by: User,
    assignment: Assignment,
    reason: str,
    due: date | None = None,
    days: int | None = None,
) -> Assignment:
    """Give more time, with a reason that the assignee reads.

    due: after the term that stands and not in the past; or days: so many working days by the
    production calendar, from the term that stands or from today when it is past. Raises NotAllowed;
    DomainError for another date, for both or neither, for no reason, for a task that no longer
    waits.
    """
    locked = _waiting(by, assignment, _("Срок переносят, пока лист не отправлен."))
    reason = _need(reason)
    due = _new_term(locked, due, days)
    if due <= locked.due:
        words = _("Новый срок должен быть позже прежнего, %s.") % date_format(locked.due, "j E Y")
        raise DomainError(problems=[Problem(words, "due")])
    if due < locked.place.today():
        raise DomainError(problems=[Problem(_("Этот день уже прошёл, выберите будущий."), "due")])
    before = locked.due
    locked.extended_from, locked.due, locked.reason = before, due, reason
    locked.save()
    told = {"before": before.isoformat(), "due": due.isoformat(), "reason": reason}
    record(by=by, action="assignment.extended", obj=locked, **told)
    return locked


def _new_term(task: Assignment, due: date | None, days: int | None) -> date:
    if (due is None) == (days is None):
        words = _("Назовите что-нибудь одно: новый срок или число рабочих дней.")
        raise DomainError(problems=[Problem(words, "due")])
    return due or add_working_days(max(task.due, task.place.today()), days)


@service
def take_back_extension(*, by: User, assignment: Assignment) -> Assignment:
    """Put the term back to what it was before the last extension. Raises as extend does."""
    locked = _waiting(by, assignment, _("Срок переносят, пока лист не отправлен."))
    if locked.extended_from is None:
        raise DomainError(_("Срок не переносили: возвращать нечего."))
    locked.due, locked.extended_from, locked.reason = locked.extended_from, None, ""
    locked.save()
    record(by=by, action="assignment.extension_undone", obj=locked, due=locked.due.isoformat())
    return locked


@service
def reassign(*, by: User, assignment: Assignment, assignee: User, reason: str) -> Assignment:
    """Pass a task on to another person, who goes on where the former one stopped.

    Raises NotAllowed; DomainError for no reason, a task that no longer waits, a teacher's own
    sheet, a person without a role, with a conflict of interest, or who has this sheet already.
    """
    locked = _waiting(by, assignment, _("Отправленный лист другому не передают."))
    reason = _need(reason)
    need_appointed(assignee)
    if assignee == locked.assignee:
        raise DomainError(problems=[Problem(_("Лист уже у этого человека."), "assignee")])
    if against := _stays(locked, assignee) or standing_against(assignee, locked):
        raise DomainError(problems=[Problem(against, "assignee")])
    former, locked.assignee, locked.reason = locked.assignee, assignee, reason
    _save_once(locked)
    record(by=by, action="assignment.reassigned", obj=locked, former=former.pk, reason=reason)
    return locked


@service
def withdraw(*, by: User, assignment: Assignment, reason: str) -> Assignment:
    """Take a task back with a reason; what was written is kept. Raises NotAllowed, DomainError."""
    locked = _locked(by, assignment)
    if MOVES.find(locked.state, State.WITHDRAWN) is None:
        raise DomainError(_("Отозвать можно лист, который ещё не отправлен."))
    locked.state, locked.reason, locked.schedule = State.WITHDRAWN, _need(reason), None
    locked.save()
    record(by=by, action="assignment.withdrawn", obj=locked, reason=locked.reason)
    return locked


@service
def restore(*, by: User, assignment: Assignment) -> Assignment:
    """Give a withdrawn task back to its person, where it stood.

    Raises NotAllowed; DomainError for a person without a role or with a conflict of interest.
    """
    locked = _locked(by, assignment)
    if locked.state != State.WITHDRAWN:
        raise DomainError(_("Эта задача не отозвана."))
    need_appointed(locked.assignee)
    if against := standing_against(locked.assignee, locked):
        raise DomainError(against)
    locked.state, locked.reason = _standing(locked), ""
    locked.save()
    record(by=by, action="assignment.restored", obj=locked)
    return locked


def _standing(assignment: Assignment) -> str:
    if hasattr(assignment, "response"):
        return State.IN_PROGRESS
    is_ahead = assignment.starts and assignment.starts > assignment.place.today()
    return State.PLANNED if is_ahead else State.OPEN


def _stays(assignment: Assignment, assignee: User) -> str:
    """Say why a teacher's sheet goes to nobody else: her draft would be read by who takes it over.

    The sheet of a group goes on with another teacher of the kindergarten.
    """
    if not is_personal(assignment):
        return ""
    if assignment.group_id and teachers_of(assignee, assignment.organisation).exists():
        return ""
    return _("Личный лист педагога другому не передаётся. Отзовите его и поручите новый.")


def _save_once(assignment: Assignment) -> None:
    try:
        with transaction.atomic():
            assignment.save()
    except IntegrityError as twice:
        words = _("У этого человека уже есть такой лист.")
        raise DomainError(problems=[Problem(words, "assignee")]) from twice


def _waiting(by: User, assignment: Assignment, refusal: str) -> Assignment:
    """Return the task locked while it waits to be filled in; DomainError with the refusal else."""
    locked = _locked(by, assignment)
    if locked.state not in WAITING:
        raise DomainError(refusal)
    return locked


def _locked(by: User, assignment: Assignment) -> Assignment:
    """Return the task locked, once she may manage it."""
    rows = Assignment.objects.select_related(*RELATED).select_for_update(of=("self",))
    locked = rows.defer("edition__content").get(pk=assignment.pk)
    demand(by, "manage", locked)
    return locked


def _need(reason: str) -> str:
    reason = reason.strip()
    if not reason:
        words = _("Напишите причину: её прочтёт тот, кому поручен лист.")
        raise DomainError(problems=[Problem(words, "reason")])
    if len(reason) > REASON_LIMIT:
        raise DomainError(problems=[Problem(_("Длиннее 500 знаков. Сократите."), "reason")])
    return reason
