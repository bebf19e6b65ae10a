"""The life of a publication as a table: state, action, next state, words of the button."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pages.models import Publication

State = Publication.State


@dataclass(frozen=True)
class Move:
    """action: the policy's name of it; to: the next state; label: the button."""

    action: str
    to: str
    label: str | Promise
    needs_reason: bool = False


MOVES: dict[str, tuple[Move, ...]] = {
    State.PROPOSED: (
        Move("approve", State.APPROVED, _("Согласовать")),
        Move("withdraw", State.WITHDRAWN, _("Отклонить"), needs_reason=True),
    ),
    State.APPROVED: (
        Move("release", State.RELEASED, _("Опубликовать")),
        Move("withdraw", State.WITHDRAWN, _("Отклонить"), needs_reason=True),
    ),
    State.RELEASED: (
        Move("withdraw", State.WITHDRAWN, _("Снять с публикации"), needs_reason=True),
    ),
    State.WITHDRAWN: (),
}


def move_of(state: str, action: str) -> Move | None:
    """Return the move an action means in a state; None when the state does not allow it."""
    return next((move for move in MOVES[state] if move.action == action), None)
