"""The life of a report as a table: states, moves, who moves, what people read."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.common.lifecycle import Move, Moves
from portal.reports.models import Report

State = Report.State


@dataclass(frozen=True)
class StateWords:
    """pill: kind of the pill; text: what the state means for the reader."""

    pill: str
    text: Promise


STATES: dict[str, StateWords] = {
    State.COMPILING: StateWords("wait", _("Отчёт составляет фоновая работа, это занимает минуту.")),
    State.DRAFT: StateWords(
        "", _("Прочитайте отчёт: итоговым его сделает другой человек, не тот, кто составил.")
    ),
    State.FINAL: StateWords("done", _("Отчёт итоговый: ни слова, ни числа в нём не изменятся.")),
}

MOVES = Moves(
    (
        Move(State.COMPILING, State.DRAFT),  # the worker's
        Move(
            State.DRAFT,
            State.FINAL,
            "finalise",
            _("Сделать итоговым"),
            _("Отчёт стал итоговым и больше не меняется."),
        ),
    )
)
