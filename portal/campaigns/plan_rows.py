"""A campaign's own rows as a plan, so that next year's cycle can be made from this one."""

from django.db.models import Prefetch, QuerySet

from portal.campaigns.models import Binding, Campaign, Phase, Procedure, Stage, Step
from portal.campaigns.plan import Plan, PlanPhase, PlanProcedure, PlanStage, PlanStep
from portal.campaigns.plan_bindings import said_bindings
from portal.organisations.choices import TerritoryKind


def plan_of_campaign(campaign: Campaign) -> Plan:
    """Return what the campaign's plan says now: parts, dates, settings, bindings."""
    line = [*campaign.territory.get_ancestors(), campaign.territory]
    names = {node.kind: node.name for node in line}
    return Plan(
        title=campaign.title,
        region=names.get(TerritoryKind.REGION, campaign.territory.name),
        municipality=names.get(TerritoryKind.MUNICIPALITY, ""),
        basis=tuple(campaign.basis),
        stages=tuple(_stage(stage) for stage in _stages(campaign)),
        short_title=campaign.short_title,
    )


def _stages(campaign: Campaign) -> QuerySet[Stage]:
    bound = Binding.objects.select_related("edition__questionnaire").defer(
        "edition__content", "edition__questionnaire__body"
    )
    steps = Step.objects.order_by("position").prefetch_related(Prefetch("bindings", bound))
    phases = Phase.objects.order_by("position").prefetch_related(Prefetch("steps", steps))
    whole = Prefetch("bindings", bound.filter(step__isnull=True))
    procedures = Procedure.objects.order_by("position").prefetch_related(
        Prefetch("phases", phases), whole
    )
    return campaign.stages.order_by("position").prefetch_related(Prefetch("procedures", procedures))


def _stage(stage: Stage) -> PlanStage:
    procedures = tuple(_procedure(row) for row in stage.procedures.all())
    return PlanStage(stage.code, stage.title, procedures)


def _procedure(row: Procedure) -> PlanProcedure:
    kind = row.target_kind
    return PlanProcedure(
        code=row.code,
        source_code=row.source_code,
        title=row.title,
        responsible=tuple(row.responsible),
        phases=tuple(_phase(phase) for phase in row.phases.all()),
        owner_role=row.owner_role,
        filler_role=row.filler_role,
        target_kind="" if kind == Procedure.TargetKind.NONE else kind,
        starts=row.starts,
        ends=row.ends,
        bindings=said_bindings(row.bindings.all()),
    )


def _phase(row: Phase) -> PlanPhase:
    steps = tuple(
        PlanStep(step.code, step.text, said_bindings(step.bindings.all()))
        for step in row.steps.all()
    )
    return PlanPhase(row.title, row.instruments_text, row.starts, row.ends, steps)
