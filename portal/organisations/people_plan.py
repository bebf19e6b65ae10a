"""What a file of appointments would do: whom it makes, whom it appoints, what is wrong."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError
from forms_builder.common.russian import fold
from portal.accounts.models import User
from portal.accounts.services import name_parts
from portal.organisations.choices import Role
from portal.organisations.nodes import Node, key_of, misfit, today_at
from portal.organisations.people_downloads import (
    EMAIL,
    ENDS,
    INN,
    LOGIN,
    NAME,
    NODE,
    ROLE,
    STARTS,
)
from portal.organisations.people_known import People, Places
from portal.organisations.people_permissions import may_appoint
from portal.organisations.people_table import ROLES, Cells, read_day
from portal.organisations.policy import Actor, actor_of


@dataclass
class PlannedRow:
    """One row. person: the known one, None makes a new account; same: she has it already;
    wrong: (column, what to do).
    """

    row: int
    cells: Cells
    role: str = ""
    node: Node | None = None
    starts: datetime.date | None = None
    ends: datetime.date | None = None
    person: User | None = None
    is_same: bool = False
    wrong: list[tuple[str, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.cells.get(NAME, "")

    @property
    def email(self) -> str:
        return self.cells.get(EMAIL, "").lower()

    @property
    def identity(self) -> tuple[str, str]:
        """Rows of one new person are known by her e-mail, else by her name at the node."""
        if self.email:
            return (self.email, "")
        return (fold(self.name), key_of(self.node) if self.node else str(self.row))

    @property
    def role_words(self) -> str:
        return str(Role(self.role).label) if self.role else self.cells.get(ROLE, "")

    @property
    def kind(self) -> str:
        """wrong | same | known | new."""
        if self.wrong:
            return "wrong"
        if self.is_same:
            return "same"
        return "known" if self.person else "new"


@dataclass(frozen=True)
class PeoplePlan:
    rows: tuple[PlannedRow, ...]

    def of(self, *kinds: str) -> list[PlannedRow]:
        """Return the rows of some kinds, in the order of the file."""
        return [row for row in self.rows if row.kind in kinds]


def plan_people(user: User, rows: Sequence[tuple[int, Cells]]) -> PeoplePlan:
    """Return what the rows (see people_table.people_rows) would do when this person loads them."""
    actor, places = actor_of(user), Places(user)
    people = People([cells for _number, cells in rows])
    seen: dict[tuple[object, ...], int] = {}
    planned = []
    for number, cells in rows:
        row = PlannedRow(number, cells)
        _read_name(row)
        _read_place(row, places)
        _read_role(row, actor)
        _read_days(row)
        _find_person(row, people, actor)
        _refuse_twice(row, seen)
        planned.append(row)
    return PeoplePlan(tuple(planned))


def _read_name(row: PlannedRow) -> None:
    try:
        name_parts(row.name)
    except DomainError as wrong:
        row.wrong.append((NAME, wrong.problems[0].message))
    if row.email:
        try:
            User._meta.get_field("email").run_validators(row.email)
        except ValidationError:
            row.wrong.append((EMAIL, _("Напишите адрес целиком, например anna@mail.ru.")))


def _read_place(row: PlannedRow, places: Places) -> None:
    found = places.find(row.cells)
    if len(found) == 1:
        row.node = found[0]
        return
    column = INN if row.cells.get(INN) else NODE
    if found:
        row.wrong.append((column, _("Таких мест несколько. Напишите ИНН или территорию.")))
    else:
        row.wrong.append((column, _("Такого места среди Ваших нет. Проверьте написание.")))


def _read_role(row: PlannedRow, actor: Actor) -> None:
    role = ROLES.get(fold(row.cells.get(ROLE, "")))
    if role is None:
        row.wrong.append((ROLE, _("Такой роли нет. Список ролей — на странице загрузки.")))
        return
    row.role = role
    if row.node is None:
        return
    verdict = may_appoint(actor, role, row.node)
    reason = misfit(role, row.node) or verdict.reason
    if reason:
        row.wrong.append((ROLE, reason))


def _read_days(row: PlannedRow) -> None:
    for column, name in ((STARTS, "starts"), (ENDS, "ends")):
        text = row.cells.get(column, "")
        try:
            setattr(row, name, read_day(text) if text else None)
        except ValueError:
            row.wrong.append((column, _("Напишите день так: 01.09.2026.")))
    starts = row.starts or _today(row)
    if row.ends and row.ends < max(starts, _today(row)):
        row.wrong.append((ENDS, _("Последний день раньше первого или уже прошёл.")))


def _today(row: PlannedRow) -> datetime.date:
    """By the calendar of the place, as the appointment itself will be counted."""
    return today_at(row.node) if row.node else timezone.localdate()


def _find_person(row: PlannedRow, people: People, actor: Actor) -> None:
    login = row.cells.get(LOGIN, "").lower()
    person = people.by_login.get(login) if login else people.by_email.get(row.email)
    if login and person is None:
        row.wrong.append((LOGIN, _("Такого логина нет. Для нового человека оставьте пустым.")))
    if person and fold(person.get_full_name()) != fold(row.name):
        column = LOGIN if login else EMAIL
        row.wrong.append((column, _("Это логин или адрес человека с другим именем.")))
        return
    if person is None and row.node and not row.email:
        person = people.by_place.get((fold(row.name), key_of(row.node)))
    row.person = person
    if person and row.node:
        _compare(row, people, actor)


def _compare(row: PlannedRow, people: People, actor: Actor) -> None:
    if row.person.pk == actor.user.pk:
        row.wrong.append((NAME, _("Себя не назначают: это делает координатор выше.")))
    held = people.held.get((row.person.pk, row.role, key_of(row.node)))
    if held is None:
        return
    starts = row.starts or _today(row)
    if held.ends == row.ends and held.starts <= starts:
        row.is_same = True
    elif (row.ends is None or held.starts <= row.ends) and (
        held.ends is None or held.ends >= starts
    ):
        said = _("Назначение на эту роль уже есть, с %s. Снимите его или поправьте дни.")
        row.wrong.append((STARTS, said % date_format(held.starts, "j E Y")))


def _refuse_twice(row: PlannedRow, seen: dict[tuple[object, ...], int]) -> None:
    if row.wrong or row.node is None:
        return
    who = row.person.pk if row.person else row.identity
    first = seen.setdefault((who, row.role, key_of(row.node)), row.row)
    if first != row.row:
        row.wrong.append((NAME, _("То же самое уже в строке %d.") % first))
