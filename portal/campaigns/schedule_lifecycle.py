"""The life of a schedule as a table: states, moves, who moves, what people read."""

from django.utils.translation import gettext_lazy as _

from portal.campaigns.models import Schedule
from portal.common.lifecycle import Move, Moves

State = Schedule.State

PILLS: dict[str, str] = {
    State.DRAFT: "wait",
    State.APPROVED: "done",
    State.WITHDRAWN: "quiet",
}

MOVES = Moves(
    (
        Move(
            State.DRAFT,
            State.APPROVED,
            "approve",
            _("Утвердить"),
            _("План-график утверждён."),
        ),
        Move(
            State.DRAFT,
            State.WITHDRAWN,
            "edit",
            _("Убрать черновик"),
            _("Черновик убран."),
        ),
        Move(
            State.APPROVED,
            State.WITHDRAWN,
            "approve",
            _("Отозвать утверждение"),
            _("Утверждение отозвано. Можно составить новый план-график."),
            needs_reason=True,
        ),
    )
)
