"""Writing plans: proposing a measure, changing its words, moving it."""

from datetime import date
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError, Problem
from forms_builder.common.services import service
from portal.accounts.models import User
from portal.documents.glyphs import unprintable
from portal.journal.services import record
from portal.organisations.policy import demand
from portal.plans.lifecycle import MOVES, OPEN
from portal.plans.models import ImprovementPlan, Measure
from portal.plans.signals import measure_moved, measure_proposed
from portal.profiles.models import Profile

WORDS_LIMIT = 2000  # a cell of the report's table has to fit on one page


@service
def propose_measure(
    *,
    by: User,
    profile: Profile,
    indicator: str,
    problem: str,
    action: str,
    responsible: str,
    due: date,
) -> Measure:
    """Take a measure for an indicator of a profile into the kindergarten's plan of the campaign.

    indicator: its uid; the plan is made with its first measure. Raises NotAllowed, and DomainError
    for an indicator without a score there, for a second open measure on it, for empty words and a
    term in the past.
    """
    demand(by, "plan", profile)
    copied = _copied(profile, indicator)
    plan = _plan_of(profile)
    _refuse_double(plan, copied)
    measure = Measure(plan=plan, profile=profile, created_by=by, **copied)
    _write(measure, {"problem": problem, "action": action, "responsible": responsible}, due)
    record(by=by, action="measure.proposed", obj=measure, indicator=measure.indicator_code)
    measure_proposed.send(Measure, measure=measure, by=by)
    return measure


@service
def edit_measure(
    *, by: User, measure: Measure, problem: str, action: str, responsible: str, due: date
) -> Measure:
    """Change the words of a proposed measure. Raises NotAllowed, and DomainError as proposing."""
    locked = _locked(measure)
    demand(by, "edit", locked)
    _write(locked, {"problem": problem, "action": action, "responsible": responsible}, due)
    record(by=by, action="measure.edited", obj=locked)
    return locked


@service
def move(*, by: User, measure: Measure, to: str) -> Measure:
    """Move a measure to another state by the table of its life.

    Raises DomainError when the table has no such move, NotAllowed when it is not hers to make.
    """
    locked = _locked(measure)
    step = MOVES.find(locked.state, to)
    if step is None:
        raise DomainError(
            _("Сейчас мероприятие %(state)s: так его не передвинуть.")
            % {"state": locked.get_state_display()}
        )
    demand(by, step.action, locked)
    locked.state = to
    locked.save()
    record(by=by, action=f"measure.{to}", obj=locked)
    measure_moved.send(Measure, measure=locked, by=by)
    return locked


def _locked(measure: Measure) -> Measure:
    rows = Measure.objects.select_related("plan__organisation__territory")
    return rows.select_for_update(of=("self",)).get(pk=measure.pk)


def _plan_of(profile: Profile) -> ImprovementPlan:
    """Return the plan of the profile's kindergarten and campaign, locked: two presses are one."""
    key = {"organisation": profile.organisation, "campaign": profile.campaign}
    ImprovementPlan.objects.get_or_create(**key)
    return ImprovementPlan.objects.select_for_update().get(**key)


def _copied(profile: Profile, indicator: str) -> dict[str, Any]:
    """Return what a measure keeps of its indicator, whatever later editions call it."""
    for item in profile.data["indicators"]:
        if item["uid"] == str(indicator):
            if item["level"] is None:
                raise DomainError(_("Этот показатель не оценён, улучшать по нему пока нечего."))
            return {
                "indicator": item["uid"],
                "indicator_code": item["code"],
                "indicator_title": item["title"][:500],
                "indicator_level": item["level"],
            }
    raise DomainError(_("В этом результате нет такого показателя."))


def _refuse_double(plan: ImprovementPlan, copied: dict[str, Any]) -> None:
    other = plan.measures.filter(indicator=copied["indicator"], state__in=OPEN).first()
    if other:
        raise DomainError(
            _("По показателю %(code)s в плане уже есть мероприятие: «%(action)s». Дополните его.")
            % {"code": copied["indicator_code"], "action": other}
        )


def _write(measure: Measure, words: dict[str, str], due: date) -> None:
    empty = [name for name, text in words.items() if not text.strip()]
    problems = [Problem(_("Напишите несколько слов."), place=name) for name in empty]
    long = [name for name, text in words.items() if len(text) > WORDS_LIMIT]
    problems += [Problem(_("Длиннее 2000 знаков. Сократите."), place=name) for name in long]
    problems += [
        Problem(_("В отчёте не печатается: %s. Уберите этот знак.") % signs, place=name)
        for name, text in words.items()
        if (signs := unprintable(text))
    ]
    if due < localdate():
        problems.append(Problem(_("Этот день уже прошёл, выберите будущий."), place="due"))
    if problems:
        raise DomainError(problems=problems)
    for name, text in words.items():
        setattr(measure, name, text.strip())
    measure.due = due
    measure.save()
