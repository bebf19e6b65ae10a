"""The life of a task as a table: states, moves, who moves, what people read."""

from django.utils.translation import gettext_lazy as _

from portal.assignments.models import Assignment
from portal.common.lifecycle import Move, Moves

State = Assignment.State

PILLS: dict[str, str] = {
    State.PLANNED: "quiet",
    State.OPEN: "",
    State.IN_PROGRESS: "",
    State.SUBMITTED: "done",
    State.RETURNED: "wait",
    State.DONE: "done",
    State.WITHDRAWN: "quiet",
}
# Still to be filled in; «просрочен» is said of these only.
WAITING = (State.PLANNED, State.OPEN, State.IN_PROGRESS, State.RETURNED)
# Nobody has written a word yet.
UNTOUCHED = (State.PLANNED, State.OPEN)
BEGUN = (State.IN_PROGRESS, State.RETURNED, State.SUBMITTED, State.DONE)
HANDED_IN = (State.SUBMITTED, State.DONE)

_WITHDRAWN = (_("Отозвать"), _("Задача отозвана, её можно вернуть."))
_RESTORED = (_("Вернуть"), _("Задача снова поручена."))

MOVES = Moves(
    (
        Move(State.PLANNED, State.OPEN),
        Move(State.PLANNED, State.IN_PROGRESS),
        Move(State.OPEN, State.IN_PROGRESS),
        *(Move(source, State.SUBMITTED) for source in WAITING),
        Move(State.SUBMITTED, State.RETURNED),
        Move(State.SUBMITTED, State.DONE),
        *(
            Move(source, State.WITHDRAWN, "manage", *_WITHDRAWN, needs_reason=True)
            for source in WAITING
        ),
        *(
            Move(State.WITHDRAWN, target, "manage", *_RESTORED)
            for target in (State.OPEN, State.PLANNED, State.IN_PROGRESS)
        ),
    )
)
