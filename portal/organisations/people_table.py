"""What a file of appointments calls its columns; its rows as text by column."""

import datetime
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError, Problem
from forms_builder.common.russian import fold
from portal.organisations.choices import Role
from portal.organisations.columns import Row
from portal.organisations.people_downloads import (
    EMAIL,
    ENDS,
    HEADERS,
    INN,
    NAME,
    NODE,
    ROLE,
    STARTS,
)

MAX_ROWS = 2000
REQUIRED = (NAME, ROLE)
OTHER_NAMES = {
    "фио": NAME,
    "ф.и.о.": NAME,
    "e-mail": EMAIL,
    "email": EMAIL,
    "эл. почта": EMAIL,
    "почта": EMAIL,
    "детский сад": NODE,
    "место": NODE,
    "дата начала": STARTS,
    "дата окончания": ENDS,
}
ROLES = {fold(label): value for value, label in Role.choices} | {
    "заведующий": Role.DOO_HEAD,
    "воспитатель": Role.TEACHER,
    "эксперт": Role.EXPERT,
}
FORMS_OF_A_DAY = ("%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y")

Cells = dict[str, str]


def people_rows(header: Sequence[str], rows: Iterable[Row]) -> list[tuple[int, Cells]]:
    """Return the rows as (number in the file, cells by a column of HEADERS).

    Cells are trimmed; columns nobody knows are left out. Raises DomainError for columns that are
    missing or come twice, for a file without rows and for one of more than MAX_ROWS.
    """
    places = _places(header)
    read = [(number, _cells(places, cells)) for number, cells in rows]
    if not read:
        raise DomainError(_("В файле нет ни одной строки под заголовком."))
    if len(read) > MAX_ROWS:
        raise DomainError(_("В файле больше 2000 строк. Разделите его на части."))
    return read


def read_day(text: str) -> datetime.date:
    """Return the day of «01.09.2026» or «2026-09-01». Raises ValueError for anything else."""
    for form in FORMS_OF_A_DAY:
        try:
            return datetime.datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise ValueError(text)


def _cells(places: dict[str, int], cells: Sequence[str]) -> Cells:
    return {
        column: " ".join(cells[place].split()) if place < len(cells) else ""
        for column, place in places.items()
    }


def _places(header: Sequence[str]) -> dict[str, int]:
    known = {fold(name): name for name in HEADERS} | OTHER_NAMES
    places: dict[str, int] = {}
    for place, name in enumerate(header):
        column = known.get(fold(name))
        if column in places:
            reason = _("Столбец «%s» стоит дважды.") % column
            raise DomainError(problems=[Problem(reason, _("строка 1"))])
        if column:
            places[column] = place
    missing = [column for column in REQUIRED if column not in places]
    if INN not in places and NODE not in places:
        missing.append(NODE)
    if missing:
        said = _("Нет столбца «%s».")
        raise DomainError(problems=[Problem(said % name, _("строка 1")) for name in missing])
    return places
