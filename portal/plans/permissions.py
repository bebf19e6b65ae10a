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
    return actor.covered(*ABOVE, *LEADING)


def measures_of(actor: Actor) -> Q:
    return actor.covered(*ABOVE, *LEADING, path="plan__organisation")


def write(actor: Actor, plan: ImprovementPlan) -> Verdict:
    return _writes_for(actor, plan.organisation)


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
    return _writes_for(actor, measure.plan.organisation)


def carry_out(actor: Actor, measure: Measure) -> Verdict:
    return _writes_for(actor, measure.plan.organisation)


def plan_from(actor: Actor, profile: Profile) -> Verdict:
    return _writes_for(actor, profile.organisation)


def _writes_for(actor: Actor, organisation: Organisation) -> Verdict:
    if actor.covers(organisation, *LEADING):
        return ALLOWED
    return deny(_("План пишут координатор и руководитель детского сада."))


def register() -> None:
    """Declare the room to the policy; called once when Django is ready."""
    add_scope(ImprovementPlan, plans_of)
    add_scope(Measure, measures_of)
    add_rule(ImprovementPlan, "write", write)
    add_rule(Profile, "plan", plan_from)
    add_rule(Measure, "approve", approve)
    add_rule(Measure, "decline", decline)
    add_rule(Measure, "edit", edit)
    add_rule(Measure, "carry_out", carry_out)
