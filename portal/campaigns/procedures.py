"""Writing a cycle's own plan: settings and dates of a procedure, what fulfils it."""

import datetime
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from forms_builder.common.errors import Conflict, DomainError, Problem
from forms_builder.common.services import service
from forms_builder.questionnaires.models import Edition
from portal.accounts.models import User
from portal.campaigns.models import Binding, Phase, Procedure, Schedule, Step
from portal.campaigns.spreading import spread
from portal.campaigns.working_days import calendar
from portal.journal.services import record
from portal.organisations.policy import demand

Date = datetime.date
LONGEST = datetime.timedelta(days=3700)


@dataclass(frozen=True)
class Dates:
    """First and last day, both included; None is an open one."""

    starts: Date | None = None
    ends: Date | None = None


@dataclass(frozen=True)
class Settings:
    """What a coordinator says of a procedure. owner_role, filler_role: of Role or ""."""

    owner_role: str = ""
    filler_role: str = ""
    target_kind: str = Procedure.TargetKind.NONE
    dates: Dates = field(default_factory=Dates)


@service
def set_procedure(
    *,
    by: User,
    procedure: Procedure,
    version: int,
    settings: Settings,
    phases: Mapping[int, Dates],
) -> Procedure:
    """Set a procedure's settings and the dates of its phases.

    version: the one the person saw; phases: by key, those left out stay. Raises NotAllowed,
    Conflict when somebody has changed the procedure meanwhile, DomainError for an end before its
    start (place: ends, phase-<key>-ends) and for what schedules and targets stand on.
    """
    locked = _locked(by, procedure, version)
    _need_order({"": settings.dates} | {f"phase-{key}-": dates for key, dates in phases.items()})
    _need_free(locked, settings)
    locked.owner_role, locked.filler_role = settings.owner_role, settings.filler_role
    locked.target_kind = settings.target_kind
    _save(locked, settings.dates, phases, before=None)
    record(by=by, action="procedure.changed", obj=locked)
    return locked


@service
def spread_dates(
    *, by: User, procedure: Procedure, version: int, starts: Date, ends: Date
) -> Procedure:
    """Give the procedure its dates and share them among its phases by working days.

    What stood before is kept for take_back_dates. Raises as set_procedure, and DomainError for a
    procedure without phases or a span of more than ten years.
    """
    locked = _locked(by, procedure, version)
    spans = propose(locked, starts, ends)
    before = {"own": _plain(locked), "phases": {}}
    phases = {}
    for phase, dates in spans:
        before["phases"][str(phase.pk)] = _plain(phase)
        phases[phase.pk] = dates
    _save(locked, Dates(starts, ends), phases, before)
    record(by=by, action="procedure.dated", obj=locked, starts=str(starts), ends=str(ends))
    return locked


@service
def take_back_dates(*, by: User, procedure: Procedure, version: int) -> Procedure:
    """Put back the dates that stood before they were last spread.

    Raises NotAllowed, Conflict, DomainError when there is nothing to take back.
    """
    locked = _locked(by, procedure, version)
    before = locked.dates_before
    if not before:
        raise DomainError(_("Возвращать нечего: после раскладки даты уже меняли."))
    phases = {int(key): _dates(own) for key, own in before["phases"].items()}
    _save(locked, _dates(before["own"]), phases, before=None)
    record(by=by, action="procedure.dates_taken_back", obj=locked)
    return locked


def propose(procedure: Procedure, starts: Date, ends: Date) -> list[tuple[Phase, Dates]]:
    """Return the procedure's phases in order, each with the dates that spreading would give it.

    Raises DomainError for an end before the start, more than ten years, no phases.
    """
    _need_order({"": Dates(starts, ends)})
    if ends - starts > LONGEST:
        raise DomainError(problems=[Problem(_("Процедура не длится больше десяти лет."), "ends")])
    phases = list(procedure.phases.order_by("position"))
    if not phases:
        raise DomainError(_("У процедуры нет фаз: раскладывать даты не по чему."))
    spans = spread(starts, ends, len(phases), calendar())
    return [(phase, Dates(*span)) for phase, span in zip(phases, spans, strict=True)]


@service
def bind(
    *,
    by: User,
    procedure: Procedure,
    step: Step | None = None,
    edition: Edition | None = None,
    report_kind: str = "",
) -> Binding:
    """Say that an edition or a kind of report fulfils the procedure, or one of its steps.

    The same said twice is one. Raises NotAllowed, DomainError unless exactly one is named and for a
    step of another procedure.
    """
    demand(by, "change", procedure)
    if bool(edition) == bool(report_kind):
        raise DomainError(problems=[Problem(_("Выберите форму или вид отчёта."), "what")])
    if step is not None and step.phase.procedure_id != procedure.pk:
        raise DomainError(problems=[Problem(_("Этот шаг из другой процедуры."), "step")])
    binding, created = Binding.objects.get_or_create(
        procedure=procedure, step=step, edition=edition, report_kind=report_kind
    )
    if created:
        record(by=by, action="procedure.bound", obj=procedure, what=str(binding))
    return binding


@service
def unbind(*, by: User, binding: Binding) -> None:
    """Take a binding away; sheets and reports made by it stay. Raises NotAllowed."""
    demand(by, "change", binding.procedure)
    record(by=by, action="procedure.unbound", obj=binding.procedure, what=str(binding))
    binding.delete()


def _locked(by: User, procedure: Procedure, version: int) -> Procedure:
    demand(by, "change", procedure)
    locked = Procedure.objects.select_for_update().get(pk=procedure.pk)
    if locked.version != version:
        raise Conflict(_("Процедуру уже изменили, пока она была открыта у Вас. Посмотрите её."))
    return locked


def _need_order(spans: Mapping[str, Dates]) -> None:
    problems = [
        Problem(_("Последний день раньше первого."), f"{place}ends")
        for place, dates in spans.items()
        if dates.starts and dates.ends and dates.ends < dates.starts
    ]
    if problems:
        raise DomainError(problems=problems)


def _need_free(procedure: Procedure, settings: Settings) -> None:
    """Refuse to pull away what schedules and lists of targets stand on."""
    problems = []
    if settings.owner_role != procedure.owner_role and _has_schedules(procedure):
        words = _("По процедуре уже составлены планы-графики: сначала их отзывают.")
        problems.append(Problem(words, "owner_role"))
    if settings.target_kind != procedure.target_kind and procedure.targets.exists():
        words = _("Перечень уже выбран: вид участников больше не меняется.")
        problems.append(Problem(words, "target_kind"))
    if problems:
        raise DomainError(problems=problems)


def _has_schedules(procedure: Procedure) -> bool:
    return procedure.schedules.exclude(state=Schedule.State.WITHDRAWN).exists()


def _save(
    procedure: Procedure,
    dates: Dates,
    phases: Mapping[int, Dates],
    before: dict[str, Any] | None,
) -> None:
    for phase in procedure.phases.filter(pk__in=phases):
        own = phases[phase.pk]
        if (phase.starts, phase.ends) != (own.starts, own.ends):
            phase.starts, phase.ends = own.starts, own.ends
            phase.save(update_fields=["starts", "ends"])
    procedure.starts, procedure.ends = dates.starts, dates.ends
    procedure.dates_before = before
    procedure.version += 1
    procedure.save()


def _plain(row: Procedure | Phase) -> dict[str, str | None]:
    own = asdict(Dates(row.starts, row.ends))
    return {name: day and day.isoformat() for name, day in own.items()}


def _dates(plain: dict[str, str | None]) -> Dates:
    return Dates(**{name: day and Date.fromisoformat(day) for name, day in plain.items()})
