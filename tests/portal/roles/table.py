"""The hand-written table: who gets which answer from which address about which object.

Columns: method (GET, POST, or any for both), address as tests.support.addresses shows it, object
(words of world.py; several joined by « + »), sends (a form of forms.py), one column per visitor,
why. An address ending in `*` stands for every address that begins so and has no row of its own.

Cells: a status; `login` or `home` for a redirect to the sign-in page or to the front page of the
CMS, where Wagtail sends those it refuses; `ok` for any other redirect: what was asked is done.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.portal.roles.people import CMS_COLUMNS, COLUMNS
from tests.support.addresses import Address

TABLE = Path(__file__).parent.parent / "roles.csv"
METHODS = ("GET", "POST")


@dataclass(frozen=True)
class Row:
    line: int
    method: str
    address: str
    object: str
    sends: str
    expected: dict[str, str]
    why: str

    @property
    def methods(self) -> tuple[str, ...]:
        return METHODS if self.method == "any" else (self.method,)

    @property
    def is_group(self) -> bool:
        return self.address.endswith("*")


@dataclass(frozen=True)
class Question:
    """One row put to one address by one method."""

    row: Row
    method: str
    address: Address

    def __str__(self) -> str:
        about = f" [{self.row.object}]" if self.row.object else ""
        return f"roles.csv:{self.row.line} {self.method} {self.address.shown}{about}"


def read_table(path: Path = TABLE) -> list[Row]:
    """Return the rows; the file is aligned for the eye, so spaces around a cell mean nothing."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [[cell.strip() for cell in row] for row in csv.reader(lines, skipinitialspace=True)]
    head = rows[0]
    numbered = [(line, row) for line, row in enumerate(rows[1:], 2) if any(row)]
    return [_row(line, dict(zip(head, row, strict=True))) for line, row in numbered]


def _row(line: int, cells: dict[str, str]) -> Row:
    expected = {visitor: cells.pop(visitor) for visitor in COLUMNS}
    return Row(line=line, expected=expected, **cells)


GATE = "cms/"
GATED_LOOKS = ("anonymous", "teacher")


def visitors(asked: list[Question]) -> Iterator[tuple[Question, str]]:
    """Return who asks what: everybody everything, but for those whom the gate of the CMS refuses.

    The gate answers by the address alone, before any view is called. So the refused ask about one
    object of an address; all of them by POST, two of them by GET as well.
    """
    met: set[tuple[str, str]] = set()
    for question in asked:
        place = (question.method, question.address.shown)
        gated = question.address.shown.startswith(GATE)
        for visitor in COLUMNS:
            asks = question.method == "POST" or visitor in GATED_LOOKS
            if not gated or visitor in CMS_COLUMNS or (asks and place not in met):
                yield question, visitor
        met.add(place)


def questions(rows: Iterable[Row], addresses: Iterable[Address]) -> list[Question]:
    """Return what the table asks; a group's row asks every address that only it covers."""
    rows = list(rows)
    found = []
    for address in addresses:
        for method in METHODS:
            fitting = [row for row in rows if method in row.methods]
            found += [Question(row, method, address) for row in rows_of(address, fitting)]
    return found


def rows_of(address: Address, rows: list[Row]) -> list[Row]:
    """Return the rows that name an address, or else the narrowest group it belongs to."""
    named = [row for row in rows if row.address == address.shown]
    if named:
        return named
    groups = [row for row in rows if row.is_group and address.shown.startswith(row.address[:-1])]
    longest = max((len(row.address) for row in groups), default=0)
    return [row for row in groups if len(row.address) == longest]


def unknown(rows: Iterable[Row], addresses: Iterable[Address]) -> list[str]:
    """Addresses, by method, that the table does not know."""
    rows, addresses = list(rows), list(addresses)
    asked = {(one.method, one.address.shown) for one in questions(rows, addresses)}
    return [
        f"{method} {address.shown}"
        for address in addresses
        for method in METHODS
        if (method, address.shown) not in asked
    ]


def idle(rows: Iterable[Row], addresses: Iterable[Address]) -> list[str]:
    """Rows that ask nothing: their address is gone, or every address of the group is named."""
    rows = list(rows)
    used = {question.row.line for question in questions(rows, addresses)}
    return [f"roles.csv:{row.line} {row.address}" for row in rows if row.line not in used]
