"""Who reads a plan, who writes measures, who approves them."""

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.organisations.choices import Role
from portal.organisations.models import Organisation
from portal.organisations.policy import (
    ABOVE,
    ALLOWED,
    LEADING,
    Actor,
    Verdict,
    add_rule,
    add_scope,
    deny,
)
from portal.plans.models import ImprovementPlan, Measure
from portal.profiles.models import Profile


def plans_of(actor: Actor) -> Q:
    led = Organisation.objects.filter(actor.organisations(*ABOVE, *LEADING))
    return Q(organisation__in=led.values("pk"))


def measures_of(actor: Actor) -> Q:
    return Q(plan__in=ImprovementPlan.objects.filter(plans_of(actor)).values("pk"))


def write(actor: Actor, plan: ImprovementPlan) -> Verdict:
    if actor.covers(plan.organisation, *LEADING):
        return ALLOWED
    return deny(_("План пишут координатор и руководитель детского сада."))


def approve(actor: Actor, measure: Measure) -> Verdict:
    if not actor.covers(measure.plan.organisation, Role.DOO_HEAD, *ABOVE):
        return deny(_("Мероприятие утверждает руководитель детского сада."))
    if measure.created_by_id == actor.user.pk:
        return deny(_("Своё предложение утверждает другой человек."))
    return ALLOWED


def decline(actor: Actor, measure: Measure) -> Verdict:
    if actor.covers(measure.plan.organisation, *LEADING, *ABOVE):
        return ALLOWED
    return deny(_("Мероприятие отклоняют руководитель и координаторы детского сада."))


def edit(actor: Actor, measure: Measure) -> Verdict:
    if measure.state != Measure.State.PROPOSED:
        return deny(_("Слова мероприятия меняют, пока оно только предложено."))
    return write(actor, measure.plan)


def carry_out(actor: Actor, measure: Measure) -> Verdict:
    return write(actor, measure.plan)


def plan_from(actor: Actor, profile: Profile) -> Verdict:
    if actor.covers(profile.organisation, *LEADING):
        return ALLOWED
    return deny(_("План пишут координатор и руководитель детского сада."))


# The actions on a measure: lists ask them directly, for rows that the policy has already shown.
MEASURE_RULES = {
    "approve": approve,
    "decline": decline,
    "edit": edit,
    "carry_out": carry_out,
}


def register() -> None:
    """Declare the room to the policy; called once when Django is ready."""
    add_scope(ImprovementPlan, plans_of)
    add_scope(Measure, measures_of)
    add_rule(ImprovementPlan, "write", write)
    add_rule(Profile, "plan", plan_from)
    for action, rule in MEASURE_RULES.items():
        add_rule(Measure, action, rule)
