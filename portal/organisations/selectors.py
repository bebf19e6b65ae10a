"""Reading the registry."""

from django.db.models import QuerySet

from forms_builder.common.russian import search_words
from portal.accounts.models import User
from portal.organisations.models import Territory
from portal.organisations.policy import visible


def matching(rows: QuerySet, words: str, column: str = "search") -> QuerySet:
    """Return the rows whose folded column holds every word people typed, in any order.

    column: from the filtered model, such as «organisation__search».
    """
    for word in search_words(words):
        rows = rows.filter(**{f"{column}__contains": word})
    return rows


def territories_led_by(user: User) -> QuerySet[Territory]:
    """Return the territories into which the person may take kindergartens, in tree order."""
    return visible(user, Territory).order_by("path")


def moves_for(territory: Territory, user: User) -> QuerySet[Territory]:
    """Return where a territory may hang instead: her nodes of its parent's kind, its own not."""
    parent = territory.get_parent()
    if parent is None:
        return Territory.objects.none()
    return territories_led_by(user).filter(kind=parent.kind).exclude(pk=parent.pk)
