"""What a registry file calls its columns and states, and the one table they become."""

import re
from collections.abc import Callable, Iterable, Sequence

import tablib
from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError, Problem
from portal.organisations.choices import OrganisationState

TERRITORY = "Муниципалитет"
NUMBER = "Номер"
SHORT_NAME = "Краткое название"
OFFICIAL_NAME = "Официальное название"
INN = "ИНН"
KIND = "Тип"
FOUNDER = "Учредитель"
ADDRESS = "Адрес"
SITE = "Сайт"
EMAIL = "Эл. почта"
PHONE = "Телефон"
PLACES = "Мест"
OPENED = "Открыт с"
STATE = "Состояние"
SUSPENDED_FROM = "Приостановлен с"
SUSPENDED_UNTIL = "Приостановлен по"
CLOSED = "Закрыт с"
NOTE = "Примечание"
COLUMNS = (
    TERRITORY,
    NUMBER,
    SHORT_NAME,
    OFFICIAL_NAME,
    INN,
    KIND,
    FOUNDER,
    ADDRESS,
    SITE,
    EMAIL,
    PHONE,
    PLACES,
    OPENED,
    STATE,
    SUSPENDED_FROM,
    SUSPENDED_UNTIL,
    CLOSED,
    NOTE,
)
REQUIRED = (NUMBER, SHORT_NAME)
# The row's number in the file travels with it: empty rows are dropped, messages must stay right.
ROW = "строка"
# An empty cell says nothing; one of these says that nothing is to stand there.
ERASING = ("—", "–")

# Lists collected from open sources come with English headers and without a short name.
OTHER_NAMES = {
    "territory": TERRITORY,
    "municipality": TERRITORY,
    "территория": TERRITORY,
    "number": NUMBER,
    "name": OFFICIAL_NAME,
    "address": ADDRESS,
    "site": SITE,
    "email": EMAIL,
    "phone": PHONE,
    "status": STATE,
    "buildings_note": NOTE,
    "inn": INN,
}
STATES = {
    "": "",
    "открыт": OrganisationState.OPEN,
    "работает": OrganisationState.OPEN,
    "действует": OrganisationState.OPEN,
    "active": OrganisationState.OPEN,
    "open": OrganisationState.OPEN,
    "приостановлен": OrganisationState.SUSPENDED,
    "suspended": OrganisationState.SUSPENDED,
    "закрыт": OrganisationState.CLOSED,
    "closed": OrganisationState.CLOSED,
}
QUOTED = re.compile(r"«([^«»]+)»")

Row = tuple[int, Sequence[str]]


def registry_table(header: Sequence[str], rows: Iterable[Row]) -> tablib.Dataset:
    """Return the rows as a table with the columns of COLUMNS that the file has, and ROW.

    header: the file's first row; rows: (number of the row in the file, its cells as text). Cells
    are trimmed; columns nobody knows are left out. Raises DomainError for columns that are missing
    or come twice, and for rows with more cells than the header has.
    """
    places = _places(header)
    derived = SHORT_NAME not in places and OFFICIAL_NAME in places
    _must_have(places, derived)
    columns = [column for column in COLUMNS if column in places or column == SHORT_NAME]
    table = tablib.Dataset(headers=[*columns, ROW])
    problems = []
    for number, cells in rows:
        if any(cell.strip() for cell in cells[len(header) :]):
            problems.append(Problem(_("Ячеек больше, чем столбцов."), _("строка %d") % number))
        cell = _reader(places, cells)
        if derived:
            short = short_name(cell(NUMBER), cell(OFFICIAL_NAME))
            table.append([short if c == SHORT_NAME else cell(c) for c in columns] + [number])
        else:
            table.append([cell(c) for c in columns] + [number])
    if problems:
        raise DomainError(problems=problems)
    return table


def short_name(number: str, official: str) -> str:
    """Return «Детский сад № 31 «Звёздочка»» for the official name of № 31.

    Its own name is the last one in quotes that is not itself «Детский сад № …».
    """
    if not number or not official:
        return official
    own = [name for name in QUOTED.findall(official) if "№" not in name]
    return f"Детский сад № {number}" + (f" «{own[-1]}»" if own else "")


def clean_cell(text: str) -> str:
    """Return a cell's text in one line, without stray spaces."""
    return " ".join(text.split())


def unknown_columns(header: Sequence[str]) -> list[str]:
    """Return the headers of columns that are not loaded, as the file writes them."""
    return [name.strip() for name in header if name.strip() and not _known(name)]


def bare(text: str) -> str:
    """Return a text as words are compared here: case, ё/е and stray spaces do not matter."""
    return " ".join(text.split()).casefold().replace("ё", "е")


def _known(name: str) -> str | None:
    key = bare(name)
    return OTHER_NAMES.get(key) or next((c for c in COLUMNS if bare(c) == key), None)


def _places(header: Sequence[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, name in enumerate(header):
        column = _known(name)
        if column in places:
            raise DomainError(
                problems=[Problem(_("Столбец «%s» стоит дважды.") % column, _("строка 1"))]
            )
        if column:
            places[column] = place
    return places


def _must_have(places: dict[str, int], derived: bool) -> None:
    missing = [c for c in REQUIRED if c not in places and not (derived and c == SHORT_NAME)]
    if missing:
        raise DomainError(
            problems=[Problem(_("Нет столбца «%s».") % column, _("строка 1")) for column in missing]
        )


def _reader(places: dict[str, int], cells: Sequence[str]) -> Callable[[str], str]:
    def cell(column: str) -> str:
        place = places.get(column)
        return clean_cell(cells[place]) if place is not None and place < len(cells) else ""

    return cell
