"""Reading the registry."""

from django.db.models import QuerySet

from portal.accounts.models import User
from portal.organisations.models import Territory
from portal.organisations.policy import visible


def territories_led_by(user: User) -> QuerySet[Territory]:
    """Return the territories into which the person may take kindergartens, in tree order."""
    return visible(user, Territory).order_by("path")


def moves_for(territory: Territory, user: User) -> QuerySet[Territory]:
    """Return where a territory may hang instead: her nodes of its parent's kind, its own not."""
    parent = territory.get_parent()
    if parent is None:
        return Territory.objects.none()
    return territories_led_by(user).filter(kind=parent.kind).exclude(pk=parent.pk)
