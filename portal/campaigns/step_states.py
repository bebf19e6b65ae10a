"""Writing how far a step is: what the responsible person says, and taking it back."""

import datetime
from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError, NotAllowed, Problem
from forms_builder.common.services import service
from portal.accounts.models import User
from portal.campaigns.models import Binding, Procedure, Step, StepState, Target
from portal.journal.services import record
from portal.organisations.policy import demand, may_seen, visible

State = StepState.State
NOTE_LIMIT = 500


@service
def mark_step(
    *,
    by: User,
    step: Step,
    targets: Sequence[Target] | None,
    state: str,
    on: datetime.date | None = None,
    note: str = "",
) -> int:
    """Say how far a step is, for these targets or (None) for the whole cycle.

    state: of StepState.State; on: today when absent. What was said before is kept. Returns for how
    many it was said. Raises NotAllowed, and DomainError for a step that sheets or reports fulfil
    (only «не применим» may be said of it), a future day, a reason that is missing.
    """
    locked = _locked(step)
    on = on or timezone.localdate()
    _check(locked, state, on, note)
    chosen = _allowed(by, locked, targets)
    _current(locked, chosen).update(is_current=False)
    words = {"state": state, "on": on, "note": note.strip(), "by": by}
    StepState.objects.bulk_create(
        [StepState(step=locked, target=target, **words) for target in chosen]
    )
    record(by=by, action=f"step.{state}", obj=locked, count=len(chosen))
    return len(chosen)


@service
def undo_step(*, by: User, step: Step, target: Target | None) -> StepState:
    """Bring back what was said of a step before the last word; both stay in the history.

    Raises NotAllowed, and DomainError when nothing was said yet.
    """
    locked = _locked(step)
    (chosen,) = _allowed(by, locked, None if target is None else [target])
    said = StepState.objects.filter(step=locked, target=chosen).order_by("-pk")
    last = said.filter(is_current=True).first()
    if last is None:
        raise DomainError(_("Здесь ещё ничего не отмечено, возвращать нечего."))
    before = said.filter(pk__lt=last.pk).first()
    said.filter(is_current=True).update(is_current=False)
    back = StepState(step=locked, target=chosen, by=by, state=State.NOT_BEGUN)
    if before:
        back.state, back.on, back.note = before.state, before.on, before.note
    back.save()
    record(by=by, action="step.undone", obj=locked, count=1)
    return back


def _locked(step: Step) -> Step:
    """Two words about one step come one after the other."""
    rows = Step.objects.select_related("phase__procedure__stage__campaign__territory")
    return rows.select_for_update(of=("self",)).get(pk=step.pk)


def _check(step: Step, state: str, on: datetime.date, note: str) -> None:
    problems = []
    if state not in State.values:
        problems.append(Problem(_("Выберите состояние из списка."), "state"))
    if state != State.NOT_APPLICABLE and Binding.objects.filter(step=step).exists():
        words = _("Этот шаг отмечается сам: по листам и отчётам. Вручную — только «не применим».")
        problems.append(Problem(words, "state"))
    if on > timezone.localdate():
        problems.append(Problem(_("Этот день ещё не наступил."), "on"))
    if state == State.NOT_APPLICABLE and not note.strip():
        problems.append(Problem(_("Напишите, почему шаг не применим."), "note"))
    if len(note) > NOTE_LIMIT:
        problems.append(Problem(_("Длиннее 500 знаков. Сократите."), "note"))
    if problems:
        raise DomainError(problems=problems)


def _allowed(by: User, step: Step, targets: Sequence[Target] | None) -> list[Target | None]:
    """Return the targets, fresh from the database, once she may speak for each of them."""
    procedure = step.phase.procedure
    if targets is None:
        if procedure.target_kind != Procedure.TargetKind.NONE:
            raise DomainError(problems=[Problem(_("Отметьте, для кого."), "rows")])
        demand(by, "mark_steps", procedure)
        return [None]
    rows = visible(by, Target).standing().filter(procedure=procedure)
    rows = rows.filter(pk__in=[target.pk for target in targets]).select_related(
        "organisation__territory", "territory", "founder__territory", "procedure"
    )
    found = list(rows)
    if not targets:
        raise DomainError(problems=[Problem(_("Отметьте, для кого."), "rows")])
    if len(found) != len(targets):
        raise NotAllowed(_("Не все отмеченные Вам открыты."))
    for target in found:
        verdict = may_seen(by, "mark_steps", target)
        if not verdict.allowed:
            raise NotAllowed(verdict.reason)
    demand(by, "mark_steps", found[0])
    return found


def _current(step: Step, targets: Sequence[Target | None]) -> QuerySet[StepState]:
    rows = StepState.objects.filter(step=step, is_current=True)
    if targets == [None]:
        return rows.filter(target__isnull=True)
    return rows.filter(target__in=targets)
