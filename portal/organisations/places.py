"""Where a row lies: the journal asks, so that an act is read by those who lead that place.

A row that has a kindergarten or a territory lies there; a part lies where its whole does; a room
says the way for models that are read by fewer.
"""

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

from django.db.models import Model

from portal.accounts.models import User
from portal.journal.ports import NOWHERE, Place, register_places
from portal.organisations.models import Appointment, Organisation, Territory

Way = Callable[[Any], Model | None]
PLACES = ("organisation", "territory", "founder")
WHOLES = ("target", "plan", "agreement", "step", "phase", "procedure", "stage", "campaign")
_ways: dict[type[Model], Way] = {}


def add_way(model: type[Model], way: Way) -> None:
    """Say from a row of a model to a row that lies in the same place; to None: it is kept to its
    doer, as a teacher's personal sheet is.
    """
    _ways[model] = way


def place_of(obj: Model | None) -> Place:
    """Return the place of a row as it is today."""
    if obj is None:
        return NOWHERE
    if isinstance(obj, Organisation):
        return Place(organisation=obj.uid)
    if isinstance(obj, Territory):
        return Place(territory=obj.uid)
    return place_of(_ways.get(type(obj), _named)(obj))


def _named(obj: Model) -> Model | None:
    found = (getattr(obj, name, None) for name in (*PLACES, *WHOLES))
    return next((row for row in found if isinstance(row, Model)), None)


def home_of(person: User) -> Model | None:
    """Return the smallest node that holds all her appointments in force, else her last one's."""
    rows = Appointment.objects.filter(person=person).select_related(
        "territory", "organisation__territory", "founder__territory"
    )
    held = list(rows.current()) or list(rows.order_by("ends", "pk"))[-1:]
    nodes = {appointment.node for appointment in held}
    if len(nodes) <= 1:
        return next(iter(nodes), None)
    return _common(appointment.home for appointment in held)


def _common(territories: Iterable[Territory]) -> Territory | None:
    """The deepest territory at or above all of them."""
    shared = set.intersection(*(set(territory.line) for territory in territories))
    return Territory.objects.filter(path__in=shared).order_by("-depth").first()


def register() -> None:
    """Answer the journal; called once when Django is ready."""
    add_way(User, home_of)
    add_way(Appointment, attrgetter("node"))
    register_places(place_of)
