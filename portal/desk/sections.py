"""«Мои задачи» is a list of sections. A room joins by a function: user → Section or None.

Each function asks one room's selector; a section without rows is left out. Rooms that the desk may
not import (the public pages) join through `add_section`, called by the composition.
"""

from collections.abc import Callable

from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.assignments import selectors
from portal.desk import own, waits
from portal.desk.parts import SHOWN, Section, Waiting, first_of, task_section, waiting_section

__all__ = ["SHOWN", "Section", "Waiting", "add_section", "sections_of", "waiting_section"]

SectionOf = Callable[[User], Section | None]
_joined: list[SectionOf] = []


def followed(user: User) -> Section | None:
    """The sheets others fill in for the kindergartens the person answers for."""
    rows = first_of(selectors.filled_by_others(user))
    return task_section(_("Листы, за которыми Вы следите"), rows, "followed")


def handed_in(user: User) -> Section | None:
    """What the person has submitted."""
    return task_section(_("Отправлено"), first_of(selectors.own_handed_in(user)), "handed_in")


def add_section(make: SectionOf) -> None:
    """Let a room join that the desk may not import; it stands after what waits for the person."""
    if make not in _joined:
        _joined.append(make)


def sections_of(user: User) -> list[Section]:
    """Return the sections that have something to show to a person, in the order of the page."""
    for_her = (*waits.FOR_HER, *_joined, own.ahead, own.withdrawn)
    makers = (*for_her, followed, handed_in, *waits.BY_HER)
    rest = [section for make in makers if (section := make(user))]
    return [*own.by_urgency(user), *rest]
