"""Reading campaigns and their schedules."""

from django.db.models import Count, Prefetch, QuerySet

from portal.accounts.models import User
from portal.campaigns.models import Campaign, Phase, Procedure, Stage, Step
from portal.campaigns.periods import period
from portal.organisations.policy import visible


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
