"""How far every step of a cycle is, for the targets that a person may see; sums made in SQL."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet

from portal.accounts.models import User
from portal.campaigns.models import (
    Binding,
    Campaign,
    Procedure,
    Stage,
    Step,
    StepState,
    Target,
    TargetList,
)
from portal.campaigns.nouns import how_many
from portal.campaigns.ports import Doing, Tally, fulfilment
from portal.campaigns.standing import Standing, StepProgress
from portal.organisations.policy import visible

State = StepState.State
WHOLE = Procedure.TargetKind.NONE


@dataclass
class _Facts:
    """What was read of a campaign, by key of the row."""

    totals: dict[int, int]
    said: dict[int, dict[str, int]]
    words: dict[int, StepState]
    bindings: dict[int, list[Binding]]
    tallies: Mapping[int, Tally] = field(default_factory=dict)
    urls: Mapping[int, str] = field(default_factory=dict)


def targets_seen(user: User, campaign: Campaign) -> QuerySet[Target]:
    """Return the standing targets of the campaign's approved lists that the person may see."""
    lists = TargetList.objects.filter(state=TargetList.State.APPROVED)
    rows = visible(user, Target).standing().filter(procedure__stage__campaign=campaign)
    return rows.filter(procedure__in=lists.values("procedure"))


def add_progress(user: User, campaign: Campaign, stages: Sequence[Stage]) -> None:
    """Give each step of the stages, as schedule_of reads them, its `progress`.

    Procedures and stages get `closed_count` and `step_count`; procedures `target_words` («11 садов»
    or "") and `is_current`: going on, by a word or by the calendar. The number of queries is the
    same for every size of the campaign.
    """
    targets = targets_seen(user, campaign)
    facts = _facts(campaign, targets)
    today = campaign.territory.today()
    for stage in stages:
        for procedure in stage.procedures.all():
            for step, ends in _steps(procedure):
                step.progress = _progress(procedure, step, ends, today, facts)
            _count(procedure, [step for step, _ends in _steps(procedure)])
            procedure.target_words = _words_of(procedure, facts)
            procedure.is_current = _is_current(procedure, today)
        _count(stage, [s for p in stage.procedures.all() for s, _ends in _steps(p)])


def _words_of(procedure: Procedure, facts: "_Facts") -> str:
    count = facts.totals.get(procedure.pk, 0)
    return how_many(procedure.target_kind, count) if count else ""


def _is_current(procedure: Procedure, today: datetime.date) -> bool:
    if any(step.progress.standing == Standing.GOING for step, _ends in _steps(procedure)):
        return True
    dated = [(phase.starts, phase.ends) for phase in procedure.phases.all()]
    dated.append((procedure.starts, procedure.ends))
    return any(starts and starts <= today <= (ends or starts) for starts, ends in dated)


def progress_of(user: User, step: Step) -> StepProgress:
    """Return how far one step is, for the targets that the person may see."""
    phase, procedure = step.phase, step.phase.procedure
    campaign = procedure.stage.campaign
    facts = _facts(campaign, targets_seen(user, campaign))
    today = campaign.territory.today()
    return _progress(procedure, step, phase.ends or procedure.ends, today, facts)


def _count(part: Stage | Procedure, steps: list[Step]) -> None:
    part.step_count = len(steps)
    part.closed_count = sum(step.progress.is_closed for step in steps)


def _steps(procedure: Procedure) -> Iterator[tuple[Step, datetime.date | None]]:
    for phase in procedure.phases.all():
        for step in phase.steps.all():
            yield step, phase.ends or procedure.ends


def _facts(campaign: Campaign, targets: QuerySet[Target]) -> _Facts:
    counts = targets.order_by().values("procedure").annotate(count=Count("pk"))
    totals = dict(counts.values_list("procedure", "count"))
    facts = _Facts(totals, _said(campaign, targets), {}, _bindings(campaign))
    singles = [procedure for procedure, count in totals.items() if count == 1]
    facts.words = _words(campaign, targets, singles)
    bound = [binding for bindings in facts.bindings.values() for binding in bindings]
    if bound:
        facts.tallies = _tallies(facts.bindings, targets)
        facts.urls = _urls(bound, targets.filter(procedure__in=singles))
    return facts


def _said(campaign: Campaign, targets: QuerySet[Target]) -> dict[int, dict[str, int]]:
    rows = StepState.objects.filter(
        Q(target__isnull=True) | Q(target__in=targets.values("pk")),
        is_current=True,
        step__phase__procedure__stage__campaign=campaign,
    )
    sums = rows.order_by().values("step", "state").annotate(count=Count("pk"))
    found: dict[int, dict[str, int]] = {}
    for step, state, count in sums.values_list("step", "state", "count"):
        found.setdefault(step, {})[state] = count
    return found


def _words(
    campaign: Campaign, targets: QuerySet[Target], singles: list[int]
) -> dict[int, StepState]:
    own = targets.filter(procedure__in=singles)
    rows = StepState.objects.filter(
        Q(target__isnull=True) | Q(target__in=own.values("pk")),
        is_current=True,
        step__phase__procedure__stage__campaign=campaign,
    )
    return {row.step_id: row for row in rows.select_related("by")}


def _bindings(campaign: Campaign) -> dict[int, list[Binding]]:
    """Step → what fulfils it."""
    rows = Binding.objects.filter(
        step__isnull=False, procedure__stage__campaign=campaign
    ).select_related("procedure")
    found: dict[int, list[Binding]] = {}
    for row in rows.defer("edition__content"):
        found.setdefault(row.step_id, []).append(row)
    return found


def _tallies(bindings: dict[int, list[Binding]], targets: QuerySet[Target]) -> dict[int, Tally]:
    """Return step → its tally. What several acts fulfil is done when each of them is."""
    plain = [own[0] for own in bindings.values() if len(own) == 1]
    found = fulfilment.tallies(plain, targets) if plain else {}
    tallies = {one.step_id: found.get(one.pk, Tally()) for one in plain}
    several = {step: own for step, own in bindings.items() if len(own) > 1}
    if several:
        doings = fulfilment.doings([one for own in several.values() for one in own], targets)
        for step, own in several.items():
            tallies[step] = _tally(own, doings)
    return tallies


def _tally(bindings: list[Binding], doings: Mapping[tuple[int, int], Doing]) -> Tally:
    keys = {binding.pk for binding in bindings}
    by_target: dict[int, list[bool]] = {}
    for (binding, target), doing in doings.items():
        if binding in keys:
            by_target.setdefault(target, []).append(doing.is_done)
    done = sum(len(acts) == len(keys) and all(acts) for acts in by_target.values())
    return Tally(done, len(by_target) - done)


def _urls(bindings: Iterable[Binding], targets: QuerySet[Target]) -> dict[int, str]:
    """Return step → the address of the act that fulfils it, for targets that stand alone."""
    by_key = {binding.pk: binding.step_id for binding in bindings}
    doings = fulfilment.doings(list(bindings), targets)
    return {by_key[key]: doing.url for (key, _target), doing in doings.items() if doing.url}


def _progress(
    procedure: Procedure,
    step: Step,
    ends: datetime.date | None,
    today: datetime.date,
    facts: _Facts,
) -> StepProgress:
    total = 1 if procedure.target_kind == WHOLE else facts.totals.get(procedure.pk, 0)
    said = facts.said.get(step.pk, {})
    left_out = said.get(State.NOT_APPLICABLE, 0)
    by_hand = Tally(said.get(State.DONE, 0), said.get(State.GOING, 0))
    tally = facts.tallies.get(step.pk, Tally()) if step.pk in facts.bindings else by_hand
    done = min(tally.done, total - left_out)
    return StepProgress(
        total=total,
        done=done,
        going=min(tally.going, total - left_out - done),
        not_applicable=left_out,
        ends=ends,
        today=today,
        said=facts.words.get(step.pk),
        url=facts.urls.get(step.pk, ""),
        is_bound=step.pk in facts.bindings,
        kind=procedure.target_kind,
    )
