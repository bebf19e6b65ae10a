"""What the registry has to ask rooms above it: the work a leaving person would leave open."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from portal.accounts.models import User


@dataclass(frozen=True)
class Work:
    """One thing still to be done: what it is, in words; until when, in words, "" without a term."""

    title: str
    until: str = ""


# node None: at all her nodes.
WorkOf = Callable[..., Iterable[Work]]
_readers: list[WorkOf] = []


def add_work(reader: WorkOf) -> None:
    """Let a room above tell the open work: reader(person=…, node=…) gives rows of Work."""
    if reader not in _readers:
        _readers.append(reader)


def open_work(person: User, node: object) -> list[Work]:
    """Return everything the person would leave open at a node; nothing where no room tells."""
    return [work for reader in _readers for work in reader(person=person, node=node)]
