"""The life of a measure as a table: states, moves, who moves, what people read."""

from django.utils.translation import gettext_lazy as _

from portal.common.lifecycle import Move, Moves
from portal.plans.models import Measure

State = Measure.State

# In the order in which a plan shows them: what waits for somebody comes first.
PILLS: dict[str, str] = {
    State.PROPOSED: "wait",
    State.APPROVED: "",
    State.IN_PROGRESS: "",
    State.POSTPONED: "quiet",
    State.DONE: "done",
    State.DECLINED: "quiet",
}
OPEN = (State.PROPOSED, State.APPROVED, State.IN_PROGRESS, State.POSTPONED)
# What another person has agreed to: it may stand in a report and before the public.
AGREED = (State.APPROVED, State.IN_PROGRESS, State.DONE)

MOVES = Moves(
    (
        Move(
            State.PROPOSED,
            State.APPROVED,
            "approve",
            _("Утвердить"),
            _("Мероприятие утверждено."),
        ),
        Move(
            State.PROPOSED,
            State.DECLINED,
            "decline",
            _("Отклонить"),
            _("Мероприятие отклонено, оно останется в плане внизу."),
        ),
        Move(
            State.APPROVED,
            State.IN_PROGRESS,
            "carry_out",
            _("Взять в работу"),
            _("Мероприятие в работе."),
        ),
        Move(
            State.APPROVED,
            State.POSTPONED,
            "carry_out",
            _("Отложить"),
            _("Мероприятие отложено, к нему можно вернуться."),
        ),
        Move(
            State.IN_PROGRESS,
            State.DONE,
            "carry_out",
            _("Выполнено"),
            _("Мероприятие выполнено."),
        ),
        Move(
            State.IN_PROGRESS,
            State.POSTPONED,
            "carry_out",
            _("Отложить"),
            _("Мероприятие отложено, к нему можно вернуться."),
        ),
        Move(
            State.POSTPONED,
            State.IN_PROGRESS,
            "carry_out",
            _("Вернуть в работу"),
            _("Мероприятие снова в работе."),
        ),
    )
)
