"""Asking the rooms above which bound steps the acts of people have fulfilled, and for whom.

Beside it: which kinds of report there are. A display hangs on these ports, never a rule. Rooms
register in AppConfig.ready(); a room answers for the bindings it knows (sheets of an edition,
reports of a kind) and is silent about the rest.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.db.models import QuerySet

from portal.campaigns.models import Binding, Target


@dataclass(frozen=True)
class Tally:
    """How many targets have done it, and how many others have begun."""

    done: int = 0
    going: int = 0


@dataclass(frozen=True)
class Doing:
    """How far one target is; nothing begun has no Doing. url: of its screen or document, or ""."""

    is_done: bool
    on: datetime.date | None = None
    url: str = ""


class Fulfilment(Protocol):
    """What a room above answers, each in a number of queries that grows with neither argument.

    bindings: some that the room does not know may be among them; targets: rows of Target, each
    binding is asked about the targets of its own procedure.
    """

    def tallies(self, bindings: Sequence[Binding], targets: QuerySet[Target]) -> dict[int, Tally]:
        """Return key of a binding → its tally; a binding left out has nothing begun."""

    def doings(
        self, bindings: Sequence[Binding], targets: QuerySet[Target]
    ) -> dict[tuple[int, int], Doing]:
        """Return keys of a binding and a target → how far; a pair left out has nothing begun."""


class Fulfilments:
    """Every registered room as one; without any, nothing is begun anywhere."""

    def __init__(self) -> None:
        self._rooms: list[Fulfilment] = []

    def register(self, room: Fulfilment) -> None:
        """Let a room answer; once, however often it is said."""
        if room not in self._rooms:
            self._rooms.append(room)

    def tallies(self, bindings: Sequence[Binding], targets: QuerySet[Target]) -> dict[int, Tally]:
        found: dict[int, Tally] = {}
        for room in self._rooms:
            found |= room.tallies(bindings, targets)
        return found

    def doings(
        self, bindings: Sequence[Binding], targets: QuerySet[Target]
    ) -> dict[tuple[int, int], Doing]:
        found: dict[tuple[int, int], Doing] = {}
        for room in self._rooms:
            found |= room.doings(bindings, targets)
        return found


fulfilment = Fulfilments()


class ReportKinds:
    """The kinds of report that a procedure or a step can be bound to; none without a room above."""

    def __init__(self) -> None:
        self._read: Callable[[], Sequence[tuple[str, str]]] = tuple

    def register(self, read: Callable[[], Sequence[tuple[str, str]]]) -> None:
        """Let a room answer. read: gives pairs of a kind and its words."""
        self._read = read

    def __call__(self) -> Sequence[tuple[str, str]]:
        return self._read()


report_kinds = ReportKinds()
