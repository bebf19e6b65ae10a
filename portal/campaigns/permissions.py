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
    # Many kindergartens of one town are one condition.
    homes = {held.home.path: held.home for held in actor.appointments}
    condition = NOBODY
    for path in homes:
        condition |= Q(territory__path__startswith=path)
    above = {path for home in homes.values() for path in home.line}
    return condition | Q(territory__path__in=above)


def change_campaign(actor: Actor, campaign: Campaign) -> Verdict:
    if actor.leads(campaign.territory, *ABOVE):
        return ALLOWED
    return deny(_("Цикл ведут координаторы его территории."))


def register() -> None:
    """Declare the room to the policy; called once when Django is ready."""
    add_scope(Campaign, campaigns_of)
    add_rule(Campaign, "change", change_campaign)
