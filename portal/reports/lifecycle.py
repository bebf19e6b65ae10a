"""The life of a report as a table: states, moves, who moves, what people read."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.reports.models import Report

State = Report.State


@dataclass(frozen=True)
class StateWords:
    """pill: kind of the pill; text: what the state means for the reader."""

    pill: str
    text: Promise


@dataclass(frozen=True)
class Move:
    """action: of the policy, empty for the worker's move; button: its words; done: told after."""

    source: str
    target: str
    action: str
    button: Promise | str
    done: Promise | str


STATES: dict[str, StateWords] = {
    State.COMPILING: StateWords("wait", _("Отчёт составляет фоновая работа, это занимает минуту.")),
    State.DRAFT: StateWords(
        "", _("Прочитайте отчёт: итоговым его сделает другой человек, не тот, кто составил.")
    ),
    State.FINAL: StateWords("done", _("Отчёт итоговый: ни слова, ни числа в нём не изменятся.")),
}

MOVES: tuple[Move, ...] = (
    Move(State.COMPILING, State.DRAFT, "", "", ""),
    Move(
        State.DRAFT,
        State.FINAL,
        "finalise",
        _("Сделать итоговым"),
        _("Отчёт стал итоговым и больше не меняется."),
    ),
)


def find_move(source: str, target: str) -> Move | None:
    """Return the move between two states, None when the table has none."""
    return next((move for move in MOVES if (move.source, move.target) == (source, target)), None)


def moves_from(source: str) -> tuple[Move, ...]:
    """Return the moves that people can make from a state."""
    return tuple(move for move in MOVES if move.source == source and move.action)
