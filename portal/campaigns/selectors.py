"""Reading campaigns, their schedules and whom these are about."""

import datetime
from collections.abc import Iterable

from django.db.models import Count, Prefetch, QuerySet

from portal.accounts.models import User
from portal.campaigns.models import (
    Agreement,
    Campaign,
    Phase,
    Procedure,
    Stage,
    Step,
    Target,
    TargetList,
)
from portal.campaigns.periods import period
from portal.organisations.policy import visible

STANDING = (Agreement.State.AGREED, Agreement.State.SETTLED)
Dates = tuple[datetime.date, datetime.date]


def campaigns_for(user: User) -> QuerySet[Campaign]:
    """Return the campaigns that the person sees, newest first, with counts for their cards."""
    return (
        visible(user, Campaign)
        .select_related("territory")
        .annotate(
            stage_count=Count("stages", distinct=True),
            participant_count=Count("participants", distinct=True),
        )
        .order_by("-pk")
    )


def schedule_of(campaign: Campaign) -> list[Stage]:
    """Return the campaign's stages with everything below them, in four queries.

    Each phase carries `period`, its dates in words.
    """
    phases = Phase.objects.prefetch_related(Prefetch("steps", Step.objects.order_by("position")))
    procedures = Procedure.objects.prefetch_related(Prefetch("phases", phases.order_by("position")))
    stages = campaign.stages.order_by("position").prefetch_related(
        Prefetch("procedures", procedures.order_by("position"))
    )
    found = list(stages)
    for phase in _phases(found):
        phase.period = period(phase.starts, phase.ends)
    return found


def _phases(stages: list[Stage]) -> list[Phase]:
    return [
        phase
        for stage in stages
        for procedure in stage.procedures.all()
        for phase in procedure.phases.all()
    ]


def targets_of(procedure: Procedure) -> QuerySet[Target]:
    """Return the targets of an approved list, the struck out left aside; none before approval.

    organisation stands beside a group and a teacher (person) too; else it is a territory or a
    founder. In the order of the list.
    """
    lists = TargetList.objects.filter(procedure=procedure, state=TargetList.State.APPROVED)
    rows = Target.objects.standing().filter(procedure__in=lists.values("procedure"))
    return rows.order_by("organisation__sort", "pk")


def agreed_dates(target: Target) -> Dates | None:
    """Return the first and the last day that every asked side agreed to; None until then."""
    return agreed_dates_of([target]).get(target.pk)


def agreed_dates_of(targets: Iterable[Target]) -> dict[int, Dates]:
    """Return key of a target → its dates, for those whose every asked side has agreed; one query.

    Sides asked for different days make one span from the first to the last.
    """
    sides: dict[int, list[Agreement]] = {}
    for row in Agreement.objects.filter(target__in=[target.pk for target in targets]):
        sides.setdefault(row.target_id, []).append(row)
    return {
        target: (min(row.starts for row in rows), max(row.ends for row in rows))
        for target, rows in sides.items()
        if all(row.state in STANDING for row in rows)
    }
