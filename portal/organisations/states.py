"""The states of a kindergarten: which follows which, and which days go with each."""

import datetime
from collections.abc import Collection

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.common.lifecycle import Move, Moves
from portal.organisations.choices import OrganisationState as State
from portal.organisations.models import Organisation

SUSPENSION = ("suspended_from", "suspended_until")
MOVES = Moves(
    (
        Move(State.OPEN, State.SUSPENDED, "change", gettext_lazy("Приостановить")),
        Move(State.OPEN, State.CLOSED, "change", gettext_lazy("Закрыть")),
        Move(State.SUSPENDED, State.OPEN, "change", gettext_lazy("Возобновить работу")),
        Move(State.SUSPENDED, State.CLOSED, "change", gettext_lazy("Закрыть")),
        Move(State.CLOSED, State.OPEN, "change", gettext_lazy("Открыть снова")),
    )
)


def state_words(row: Organisation) -> str:
    """Return the state with its days: «приостановлен с 1 июня 2026 г. по 31 августа 2026 г.»."""
    since = row.closed_on if row.state == State.CLOSED else row.suspended_from
    words = str(State(row.state).label)
    if row.state != State.OPEN and since:
        words += _(" с %s") % date_format(since, "j E Y")
    if row.state == State.SUSPENDED and row.suspended_until:
        words += _(" по %s") % date_format(row.suspended_until, "j E Y")
    return words


def settle(row: Organisation, was: str, given: Collection[str], today: datetime.date) -> None:
    """Fill the days that a new state brings and drop those of the state it was in.

    given: the days somebody wrote; a closing or a suspension without one begins today.
    """
    if row.state == State.CLOSED and row.closed_on is None:
        row.closed_on = today
    if row.state == State.SUSPENDED != was and row.suspended_from is None:
        row.suspended_from = today
    if was == State.SUSPENDED != row.state:
        for name in set(SUSPENSION) - set(given):
            setattr(row, name, None)


def wrong_days(row: Organisation, today: datetime.date) -> dict[str, str]:
    """Return what does not hold together in the days of a kindergarten, by field."""
    wrong = {}
    if row.closed_on and row.state != State.CLOSED:
        wrong["closed_on"] = _("День закрытия есть, а состояние не «закрыт».")
    elif row.closed_on and row.closed_on > today:
        wrong["closed_on"] = _("Этот день ещё не наступил: закройте сад, когда он закроется.")
    elif row.closed_on and row.opened_on and row.closed_on < row.opened_on:
        wrong["closed_on"] = _("Закрыт раньше, чем открыт: проверьте дни.")
    if row.state != State.SUSPENDED:
        for name in SUSPENSION:
            if getattr(row, name):
                wrong[name] = _("День приостановки есть, а состояние не «приостановлен».")
    elif row.suspended_until and row.suspended_until < (row.suspended_from or today):
        wrong["suspended_until"] = _("Приостановка кончается раньше, чем начинается.")
    return wrong
