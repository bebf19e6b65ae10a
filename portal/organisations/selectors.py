"""Reading the registry."""

from django.db.models import Q, QuerySet

from forms_builder.common.russian import search_words
from portal.accounts.models import User
from portal.organisations.models import Appointment, Territory
from portal.organisations.policy import EXPERTS, visible


def matching(rows: QuerySet, words: str, column: str = "search") -> QuerySet:
    """Return the rows whose folded column holds every word people typed, in any order.

    column: from the filtered model, such as «organisation__search».
    """
    for word in search_words(words):
        rows = rows.filter(**{f"{column}__contains": word})
    return rows


def territories_led_by(user: User) -> QuerySet[Territory]:
    """Return the territories into which the person may take kindergartens, in tree order."""
    return visible(user, Territory).filter(closed_on=None).order_by("path")


def moves_for(territory: Territory, user: User) -> QuerySet[Territory]:
    """Return where a territory may hang instead: her nodes of its parent's kind, its own not."""
    parent = territory.get_parent()
    if parent is None:
        return Territory.objects.none()
    return territories_led_by(user).filter(kind=parent.kind).exclude(pk=parent.pk)


def experts_near(place: Territory) -> QuerySet[User]:
    """Return the experts appointed at a territory, above it or below it, by surname."""
    below = Q(territory__path__startswith=place.path)
    below |= Q(founder__territory__path__startswith=place.path)
    near = below | Q(territory__path__in=place.line)
    return holders(Appointment.objects.current().filter(near, role__in=EXPERTS))


def holders(held: QuerySet[Appointment]) -> QuerySet[User]:
    """Return the people of some appointments who may sign in, by surname."""
    people = User.objects.filter(is_active=True, pk__in=held.values("person"))
    return people.order_by("last_name", "first_name", "pk")
