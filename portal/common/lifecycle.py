"""A life cycle as a table: which state follows which, by what action, in whose words."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Move:
    """action: of the policy, empty where no person moves; button: its words; done: told after it.

    needs_reason: the person has to say why.
    """

    source: str
    target: str
    action: str = ""
    button: Promise | str = ""
    done: Promise | str = ""
    needs_reason: bool = False


class Moves(tuple[Move, ...]):
    """The whole table of one life; two states have one move between them at most."""

    __slots__ = ()

    def find(self, source: str, target: str) -> Move | None:
        """Return the move between two states, None when the table has none."""
        return next((one for one in self if (one.source, one.target) == (source, target)), None)

    def open_from(self, source: str) -> tuple[Move, ...]:
        """Return the moves that people can make from a state, in the table's order."""
        return tuple(one for one in self if one.source == source and one.action)
