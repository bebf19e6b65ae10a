"""Writing agreements: the notice, the answer of a side, the coordinator's decision."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from forms_builder.common.errors import Conflict, DomainError, Problem
from forms_builder.common.services import service
from portal.accounts.models import User
from portal.campaigns.lifecycle import MOVES
from portal.campaigns.models import Agreement, AgreementAct, Procedure, Target, TargetList
from portal.campaigns.signals import agreement_moved
from portal.journal.services import record
from portal.organisations.choices import Role
from portal.organisations.conflicts import conflicts_among
from portal.organisations.models import Appointment
from portal.organisations.policy import EXPERTS, demand

WORDS_LIMIT = 2000
Side, State = Agreement.Side, Agreement.State


@dataclass(frozen=True)
class Dates:
    """From the first day to the last, both included."""

    starts: datetime.date
    ends: datetime.date


@service
def ask(
    *,
    by: User,
    procedure: Procedure,
    targets: Sequence[Target],
    starts: datetime.date,
    ends: datetime.date,
    preparation: str = "",
    expert: User | None = None,
) -> int:
    """Send the notice about the dates of an expert procedure to each target and to its expert.

    A kindergarten is asked through its leaders; a territory and a founder have no side of their
    own, there the expert alone agrees. Asked before, a side is asked anew. Returns how many sides
    were asked. Raises NotAllowed, and DomainError for a list not approved, wrong dates, no expert
    where only she can agree, and an expert with a conflict of interest, by name of the place.
    """
    demand(by, "choose_targets", procedure)
    _need_list(procedure)
    dates = _checked(starts, ends)
    _need_sides(targets, expert)
    TargetList.objects.filter(procedure=procedure).update(preparation=preparation.strip())
    asked = _open(targets, Q(side=Side.ORGANISATION), Side.ORGANISATION, None, dates, by)
    if expert:
        asked += _open(targets, Q(person=expert), Side.EXPERT, expert, dates, by)
    _write_history(asked, by, "")
    record(by=by, action="agreement.asked", obj=procedure, count=len(asked))
    return len(asked)


def _need_sides(targets: Sequence[Target], expert: User | None) -> None:
    if not targets:
        raise _refusal(_("Отметьте, кого уведомить."), "rows")
    if expert:
        _need_fit(expert, targets)
    elif any(target.organisation_id is None for target in targets):
        raise _refusal(_("Здесь даты согласует эксперт: назовите его."), "expert")


@service
def agree(*, by: User, agreement: Agreement, version: int, note: str = "") -> Agreement:
    """Agree to the dates. version: the one that was shown.

    Raises NotAllowed, Conflict when somebody answered meanwhile, DomainError out of turn.
    """
    locked = _locked(agreement, State.AGREED, version, by)
    locked.offered_starts = locked.offered_ends = None
    return _moved(locked, State.AGREED, note, by)


@service
def offer_dates(
    *,
    by: User,
    agreement: Agreement,
    version: int,
    starts: datetime.date,
    ends: datetime.date,
    note: str = "",
) -> Agreement:
    """Propose other dates instead; the coordinator decides. Raises as agree does."""
    locked = _locked(agreement, State.OTHER_DATES, version, by)
    dates = _checked(starts, ends)
    if (dates.starts, dates.ends) == (locked.starts, locked.ends):
        raise _refusal(_("Это те же даты: с ними можно согласиться."), "starts")
    locked.offered_starts, locked.offered_ends = dates.starts, dates.ends
    return _moved(locked, State.OTHER_DATES, note, by)


@service
def settle(*, by: User, agreement: Agreement, version: int, accept: bool, note: str) -> Agreement:
    """Decide on the dates that a side proposed: accept them or keep the old ones, with a word.

    When they are accepted, the other sides of the target are asked anew about the new dates.
    Raises NotAllowed, Conflict when somebody moved meanwhile, DomainError without a word.
    """
    locked = _locked(agreement, State.SETTLED, version, by)
    if not note.strip():
        raise _refusal(_("Напишите несколько слов: стороны их прочтут."), "note")
    if accept:
        locked.starts, locked.ends = locked.offered_starts, locked.offered_ends
    locked.offered_starts = locked.offered_ends = None
    moved = _moved(locked, State.SETTLED, note, by)
    if accept:
        _ask_the_others(moved, by)
    return moved


def _refusal(message: str, place: str) -> DomainError:
    return DomainError(problems=[Problem(message, place)])


def _need_list(procedure: Procedure) -> None:
    if not TargetList.objects.filter(procedure=procedure, state=TargetList.State.APPROVED).exists():
        raise DomainError(_("Сначала утвердите перечень: уведомление получат те, кто в нём."))


def _checked(starts: datetime.date, ends: datetime.date) -> Dates:
    if ends < starts:
        raise _refusal(_("Последний день раньше первого."), "ends")
    return Dates(starts, ends)


def _need_fit(expert: User, targets: Sequence[Target]) -> None:
    """Raise DomainError unless she is an expert today and free of conflicts in every place."""
    roles = Appointment.objects.current().filter(person=expert, role__in=EXPERTS)
    if not roles.exists():
        raise _refusal(_("У этого человека нет роли эксперта."), "expert")
    outside = any(target.organisation_id is None for target in targets)
    if outside and not roles.filter(role=Role.SYSTEM_EXPERT).exists():
        raise _refusal(_("Систему оценивает эксперт РСДО, у этого человека роль другая."), "expert")
    gardens = [target.organisation for target in targets if target.organisation_id]
    reasons = conflicts_among([expert], gardens)
    problems = [
        Problem(f"{garden}: {reason}", "expert")
        for garden in gardens
        if (reason := reasons.get((expert.pk, garden.pk)))
    ]
    if problems:
        raise DomainError(problems=problems)


def _open(
    targets: Sequence[Target],
    whose: Q,
    side: str,
    person: User | None,
    dates: Dates,
    by: User,
) -> list[Agreement]:
    """Ask one side of every target: those asked before anew, the rest for the first time."""
    sides = [one for one in targets if person or one.organisation_id]
    values = {"starts": dates.starts, "ends": dates.ends}
    before = Agreement.objects.filter(whose, target__in=[one.pk for one in sides])
    _ask_anew(before, dates)
    known = set(before.values_list("target", flat=True))
    fresh = [
        Agreement(target=target, side=side, person=person, **values)
        for target in sides
        if target.pk not in known
    ]
    Agreement.objects.bulk_create(fresh)
    return list(Agreement.objects.filter(whose, target__in=[one.pk for one in sides]))


def _ask_anew(rows: QuerySet[Agreement], dates: Dates) -> None:
    rows.update(
        starts=dates.starts,
        ends=dates.ends,
        offered_starts=None,
        offered_ends=None,
        state=State.ASKED,
        note="",
        version=F("version") + 1,
        asked_at=timezone.now(),
        changed_at=timezone.now(),
    )


def _locked(agreement: Agreement, to: str, version: int, by: User) -> Agreement:
    """Return the agreement locked, once the move is allowed and nobody was quicker."""
    rows = Agreement.objects.select_related("target__procedure__stage__campaign__territory")
    locked = rows.select_for_update(of=("self",)).get(pk=agreement.pk)
    demand(by, next(move.action for move in MOVES if move.target == to), locked)
    if locked.version != version:
        raise Conflict(_("Пока Вы отвечали, на это ответил другой человек. Посмотрите, что стоит."))
    if MOVES.find(locked.state, to) is None:
        words = _("Сейчас здесь «%s»: так ответить уже нельзя.") % locked.get_state_display()
        raise DomainError(words)
    return locked


def _moved(locked: Agreement, to: str, note: str, by: User) -> Agreement:
    if len(note) > WORDS_LIMIT:
        raise _refusal(_("Длиннее 2000 знаков. Сократите."), "note")
    locked.state, locked.note, locked.version = to, note.strip(), locked.version + 1
    locked.save()
    _write_history([locked], by, locked.note)
    record(by=by, action=f"agreement.{to}", obj=locked)
    agreement_moved.send(Agreement, agreement=locked, by=by)
    return locked


def _ask_the_others(moved: Agreement, by: User) -> None:
    others = Agreement.objects.filter(target=moved.target_id).exclude(pk=moved.pk)
    stale = list(others.exclude(starts=moved.starts, ends=moved.ends).values_list("pk", flat=True))
    _ask_anew(Agreement.objects.filter(pk__in=stale), Dates(moved.starts, moved.ends))
    _write_history(list(Agreement.objects.filter(pk__in=stale)), by, moved.note)


def _write_history(rows: list[Agreement], by: User, note: str) -> None:
    acts = [
        AgreementAct(
            agreement=row,
            state=row.state,
            starts=row.offered_starts or row.starts,
            ends=row.offered_ends or row.ends,
            note=note,
            by=by,
        )
        for row in rows
    ]
    AgreementAct.objects.bulk_create(acts)
