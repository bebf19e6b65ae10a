"""Who sees targets and agreements, who chooses, answers, settles and marks steps."""

from operator import attrgetter

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from portal.campaigns.models import Agreement, Campaign, Procedure, Step, Target, TargetList
from portal.campaigns.permissions import campaigns_of, change_campaign
from portal.organisations.places import add_way
from portal.organisations.policy import (
    ABOVE,
    ALLOWED,
    EXPERTS,
    LEADING,
    NOBODY,
    Actor,
    Verdict,
    add_rule,
    add_scope,
    deny,
)


def procedures_of(actor: Actor) -> Q:
    return Q(stage__campaign__in=_campaigns(actor))


def steps_of(actor: Actor) -> Q:
    return Q(phase__procedure__stage__campaign__in=_campaigns(actor))


def targets_of(actor: Actor) -> Q:
    """Coordinators see the lists below them; others what stands of themselves once approved."""
    if not actor.appointments:
        return NOBODY
    below = actor.led(*ABOVE).values("pk")
    above = actor.covered(*ABOVE) | Q(territory__in=below) | Q(founder__territory__in=below)
    own = actor.covered(*LEADING) | Q(person=actor.user.pk)
    asked = Agreement.objects.filter(person=actor.user.pk) if actor.has(*EXPERTS) else None
    if asked is not None:
        own |= Q(pk__in=asked.values("target"))
    approved = TargetList.objects.filter(state=TargetList.State.APPROVED)
    told = Q(struck_at__isnull=True, procedure__in=approved.values("procedure"))
    return above | own & told


def agreements_of(actor: Actor) -> Q:
    """Coordinators see both sides below them, a kindergarten and an expert each her own."""
    if not actor.appointments:
        return NOBODY
    below = actor.led(*ABOVE).values("pk")
    above = actor.covered(*ABOVE, path="target__organisation")
    above |= Q(target__territory__in=below) | Q(target__founder__territory__in=below)
    side = Q(side=Agreement.Side.ORGANISATION)
    own = actor.covered(*LEADING, path="target__organisation") & side
    if actor.has(*EXPERTS):
        own |= Q(person=actor.user.pk)
    return above | own & Q(target__struck_at__isnull=True)


def choose_targets(actor: Actor, procedure: Procedure) -> Verdict:
    if change_campaign(actor, procedure.stage.campaign).allowed:
        return ALLOWED
    return deny(_("Перечень составляет и утверждает координатор территории цикла."))


def answer(actor: Actor, agreement: Agreement) -> Verdict:
    """The side itself answers, nobody for it."""
    if agreement.side == Agreement.Side.EXPERT:
        if agreement.person_id == actor.user.pk and actor.has(*EXPERTS):
            return ALLOWED
        return deny(_("На это отвечает сам эксперт."))
    if actor.covers(agreement.target.organisation, *LEADING):
        return ALLOWED
    return deny(_("На это отвечают координатор и руководитель детского сада."))


def settle(actor: Actor, agreement: Agreement) -> Verdict:
    if change_campaign(actor, agreement.target.procedure.stage.campaign).allowed:
        return ALLOWED
    return deny(_("О датах решает координатор территории цикла."))


def mark_whole(actor: Actor, procedure: Procedure) -> Verdict:
    """A step about the whole cycle: its owner there, or the cycle's coordinator."""
    campaign = procedure.stage.campaign
    if procedure.owner_role and actor.leads(campaign.territory, procedure.owner_role):
        return ALLOWED
    if change_campaign(actor, campaign).allowed:
        return ALLOWED
    return deny(_("Шаг отмечают ответственный за процедуру и координатор цикла."))


def mark_target(actor: Actor, target: Target) -> Verdict:
    """A step about one: the procedure's owner there, or a coordinator above."""
    owner = target.procedure.owner_role
    roles = (*ABOVE, owner) if owner else ABOVE
    place = target.organisation
    held = actor.covers(place, *roles) if place else actor.leads(target.home, *roles)
    if held:
        return ALLOWED
    return deny(_("Шаг отмечают ответственный за процедуру и координатор над ним."))


def _campaigns(actor: Actor) -> QuerySet[Campaign]:
    return Campaign.objects.filter(campaigns_of(actor)).values("pk")


def register() -> None:
    """Declare targets, agreements and steps to the policy; called once when Django is ready."""
    add_scope(Procedure, procedures_of)
    add_scope(Step, steps_of)
    add_scope(Target, targets_of)
    add_scope(Agreement, agreements_of)
    add_rule(Procedure, "choose_targets", choose_targets)
    add_rule(Procedure, "mark_steps", mark_whole)
    add_rule(Target, "mark_steps", mark_target)
    add_rule(Agreement, "answer", answer)
    add_rule(Agreement, "settle", settle)
    add_way(Procedure, attrgetter("stage.campaign.territory"))
    add_way(Step, attrgetter("phase.procedure.stage.campaign.territory"))
    add_way(Agreement, attrgetter("target.home"))
