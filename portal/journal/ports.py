"""What the journal asks upward: where the object of an act lies, so that it is read from there."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.db.models import Model


@dataclass(frozen=True)
class Place:
    """The uid of a kindergarten, or else of a territory; without both an act is its doer's own."""

    organisation: UUID | None = None
    territory: UUID | None = None


NOWHERE = Place()


class Places(Protocol):
    """Says where a row lies today; the journal keeps the answer of the moment of the act."""

    def __call__(self, obj: Model) -> Place: ...


def nowhere(obj: Model) -> Place:
    """The null answer, until the room of territories registers its own."""
    return NOWHERE


_answering: list[Places] = [nowhere]


def register_places(places: Places) -> None:
    """Let a room answer; the last one registered does."""
    _answering[0] = places


def place_of(obj: Model) -> Place:
    """Return where a row lies."""
    return _answering[0](obj)
