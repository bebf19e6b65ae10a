"""Who sees a campaign's schedule: everybody whose node lies in it or above it."""

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.campaigns.models import Campaign
from portal.organisations.choices import Role
from portal.organisations.policy import (
    ABOVE,
    ALLOWED,
    EVERYTHING,
    NOBODY,
    Actor,
    Verdict,
    add_rule,
    add_scope,
    deny,
)


def campaigns_of(actor: Actor) -> Q:
    if actor.has(Role.METHODOLOGIST, Role.EDITOR):
        return EVERYTHING
    condition = NOBODY
    for appointment in actor.appointments:
        territory = appointment.territory or appointment.organisation.territory
        steps = range(territory.steplen, len(territory.path), territory.steplen)
        above = [territory.path[:length] for length in steps]
        condition |= Q(territory__path__startswith=territory.path)
        condition |= Q(territory__path__in=above)
    return condition


def change_campaign(actor: Actor, campaign: Campaign) -> Verdict:
    if actor.leads(campaign.territory, *ABOVE):
        return ALLOWED
    return deny(_("Цикл ведут координаторы его территории."))


def register() -> None:
    """Declare the room to the policy; called once when Django is ready."""
    add_scope(Campaign, campaigns_of)
    add_rule(Campaign, "change", change_campaign)
