"""What fulfils the parts of a plan, between a plan's own words and a campaign's rows."""

from collections.abc import Iterable, Iterator

from django.utils.timezone import localdate

from forms_builder.questionnaires.models import Edition, Questionnaire
from forms_builder.questionnaires.selectors import edition_in_force
from portal.campaigns.models import Binding, Campaign, Procedure, Step
from portal.campaigns.plan import Plan, PlanBinding, PlanProcedure

Place = tuple[Procedure, Step | None, PlanBinding]


def write_bindings(campaign: Campaign, plan: Plan) -> int:
    """Bind the parts of a campaign just made from a plan; return how many bindings were made.

    A form is bound by its edition in force today; a form that has none is left out, a person binds
    it later.
    """
    places = list(_places(campaign, plan))
    editions = _editions({binding.form for *_where, binding in places if binding.form})
    rows = [
        Binding(
            procedure=procedure,
            step=step,
            edition=editions.get(binding.form),
            report_kind=binding.report,
        )
        for procedure, step, binding in places
        if binding.report or binding.form in editions
    ]
    return len(Binding.objects.bulk_create(rows))


def said_bindings(rows: Iterable[Binding]) -> tuple[PlanBinding, ...]:
    """Return stored bindings as a plan says them; editions of one form are one."""
    said = (
        PlanBinding(form=str(row.edition.questionnaire.uid))
        if row.edition_id
        else PlanBinding(report=row.report_kind)
        for row in rows
    )
    return tuple(dict.fromkeys(said))


def _editions(uids: set[str]) -> dict[str, Edition]:
    today = localdate()
    forms = Questionnaire.objects.filter(uid__in=uids)
    found = {str(form.uid): edition_in_force(form, today) for form in forms}
    return {uid: edition for uid, edition in found.items() if edition}


def _places(campaign: Campaign, plan: Plan) -> Iterator[Place]:
    stages = campaign.stages.order_by("position").prefetch_related("procedures__phases__steps")
    for stage, part in zip(stages, plan.stages, strict=True):
        for procedure, own in zip(stage.procedures.all(), part.procedures, strict=True):
            yield from _places_of(procedure, own)


def _places_of(procedure: Procedure, part: PlanProcedure) -> Iterator[Place]:
    for binding in part.bindings:
        yield procedure, None, binding
    for phase, own in zip(procedure.phases.all(), part.phases, strict=True):
        for step, said in zip(phase.steps.all(), own.steps, strict=True):
            for binding in said.bindings:
                yield procedure, step, binding
