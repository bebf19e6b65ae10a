"""How far one step is, target by target."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet

from forms_builder.common.russian import fold
from portal.accounts.models import User
from portal.campaigns.models import Binding, Step, StepState, Target
from portal.campaigns.ports import Doing, fulfilment
from portal.campaigns.progress import targets_seen
from portal.campaigns.standing import PILLS, Standing

RELATED = ("organisation__territory", "group", "person", "territory", "founder", "procedure")


@dataclass(frozen=True)
class StepLine:
    """One target: how far, since when, in whose words; url: of the act that fulfils the step."""

    target: Target
    standing: str
    on: datetime.date | None = None
    said: StepState | None = None
    url: str = ""

    @property
    def word(self) -> str:
        return Standing(self.standing).label

    @property
    def pill(self) -> str:
        return PILLS[self.standing]


def lines_of(user: User, step: Step, words: str = "", standing: str = "") -> list[StepLine]:
    """Return a line for each target of the step that the person may see, in four queries at most.

    words: part of a name, standing: of Standing; "" is everybody.
    """
    procedure = step.phase.procedure
    rows = targets_seen(user, procedure.stage.campaign).filter(procedure=procedure)
    rows = rows.select_related(*RELATED).order_by("organisation__sort", "pk")
    said = StepState.objects.filter(step=step, is_current=True, target__isnull=False)
    said_of = {row.target_id: row for row in said.select_related("by")}
    doings = _doings(step, rows)
    ends = step.phase.ends or procedure.ends
    is_late = ends is not None and ends < procedure.stage.campaign.territory.today()
    lines = [_line(row, said_of.get(row.pk), doings, is_late) for row in rows]
    return [
        line
        for line in lines
        if (not standing or line.standing == standing) and fold(words) in fold(str(line.target))
    ]


def _doings(step: Step, rows: QuerySet[Target]) -> dict[int, Doing] | None:
    """Return target → how far the acts bring it; None when no act fulfils the step."""
    bindings = list(Binding.objects.filter(step=step).defer("edition__content"))
    if not bindings:
        return None
    found: dict[int, list[Doing]] = {}
    bare = rows.select_related(None).order_by()
    for (_binding, target), doing in fulfilment.doings(bindings, bare).items():
        found.setdefault(target, []).append(doing)
    return {target: _joined(acts, len(bindings)) for target, acts in found.items()}


def _joined(acts: list[Doing], needed: int) -> Doing:
    """What several acts fulfil is done when each is, on the day of the last."""
    is_done = len(acts) == needed and all(act.is_done for act in acts)
    on = max((act.on for act in acts if act.on), default=None)
    return Doing(is_done, on, next((act.url for act in acts if act.url), ""))


def _line(
    target: Target, said: StepState | None, doings: dict[int, Doing] | None, is_late: bool
) -> StepLine:
    if said and (doings is None or said.state == StepState.State.NOT_APPLICABLE):
        return StepLine(target, _late(said.state, is_late), said.on, said)
    doing = (doings or {}).get(target.pk)
    if doing is None:
        return StepLine(target, _late(Standing.NOT_BEGUN, is_late))
    standing = Standing.DONE if doing.is_done else _late(Standing.GOING, is_late)
    return StepLine(target, standing, doing.on, url=doing.url)


def _late(standing: str, is_late: bool) -> str:
    is_open = standing in (Standing.NOT_BEGUN, Standing.GOING)
    return Standing.LATE if is_late and is_open else str(standing)
