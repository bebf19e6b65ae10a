"""The life of a publication as a table: states, moves, who moves, words of the button."""

from django.utils.translation import gettext_lazy as _

from pages.models import Publication
from portal.common.lifecycle import Move, Moves

State = Publication.State

MOVES = Moves(
    (
        Move(State.PROPOSED, State.APPROVED, "approve", _("Согласовать")),
        Move(State.PROPOSED, State.WITHDRAWN, "withdraw", _("Отклонить"), needs_reason=True),
        Move(State.APPROVED, State.RELEASED, "release", _("Опубликовать")),
        Move(State.APPROVED, State.WITHDRAWN, "withdraw", _("Отклонить"), needs_reason=True),
        Move(
            State.RELEASED,
            State.WITHDRAWN,
            "withdraw",
            _("Снять с публикации"),
            needs_reason=True,
        ),
    )
)


def move_of(state: str, action: str) -> Move | None:
    """Return the move an action means in a state; None when the state does not allow it."""
    return next((move for move in MOVES.open_from(state) if move.action == action), None)
