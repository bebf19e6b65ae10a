"""Who sees and keeps founders, buildings and groups."""

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.organisations.models import Building, ChildGroup, Founder, Organisation
from portal.organisations.policy import (
    ABOVE,
    ALLOWED,
    INSIDE,
    LEADING,
    Actor,
    Verdict,
    add_rule,
    add_scope,
    deny,
)


def inside_of(actor: Actor) -> Q:
    """Buildings and groups of the kindergartens she works in or leads from above."""
    return actor.covered(*ABOVE, *INSIDE)


def founders_of(actor: Actor) -> Q:
    """The founders of the territories at or below her node."""
    return Q(territory__in=actor.led(*ABOVE).values("pk"))


def change_founder(actor: Actor, founder: Founder) -> Verdict:
    if actor.leads(founder.territory, *ABOVE):
        return ALLOWED
    return deny(_("Учредителей ведут координаторы территории."))


def keep_groups(actor: Actor, organisation: Organisation) -> Verdict:
    """Its own leaders know their groups best; the coordinators above may mend them."""
    if actor.covers(organisation, *ABOVE, *LEADING):
        return ALLOWED
    return deny(_("Группы ведут руководитель и координатор детского сада."))


def register() -> None:
    """Declare the rows to the policy; called once when Django is ready."""
    add_scope(Founder, founders_of)
    add_scope(Building, inside_of)
    add_scope(ChildGroup, inside_of)
    add_rule(Founder, "change", change_founder)
    add_rule(Organisation, "keep_groups", keep_groups)
