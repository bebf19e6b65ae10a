"""Invented people in every role, appointed at the nodes the files name."""

from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password

from portal.accounts.models import User
from portal.accounts.services import create_person
from portal.bootstrap.demo.files import PASSWORD, read
from portal.organisations.choices import Role
from portal.organisations.models import Organisation, Territory
from portal.organisations.services import appoint

COORDINATORS = (Role.REGIONAL_COORDINATOR, Role.MUNICIPAL_COORDINATOR)


def load_coordinators(territory: Territory) -> None:
    """Make those who need no kindergarten to stand yet: they bring the registry in."""
    for row in _rows():
        if row["role"] in COORDINATORS:
            _appoint(row, territory)


def load_people(territory: Territory) -> int:
    """Make everybody else; return how many people the demo has."""
    rows = _rows()
    for row in rows:
        _appoint(row, territory)
    return len(rows)


@cache
def _hash() -> str:
    """One hash for the one password of the demo: hashing thirty times would take ten seconds."""
    return make_password(PASSWORD)


def _rows() -> list[dict[str, Any]]:
    return read("people_demo.json")["people"]


def _appoint(row: dict[str, Any], territory: Territory) -> None:
    person = create_person(
        by=None,
        email=row["email"],
        last_name=row["surname"],
        first_name=row["given_name"],
        patronymic=row["patronymic"],
    )
    if not person.has_usable_password():
        User.objects.filter(pk=person.pk).update(password=_hash())
    appoint(by=None, person=person, role=row["role"], node=_node(row["node"], territory))


def _node(where: dict[str, Any] | None, territory: Territory) -> Territory | Organisation:
    if where is None:
        return territory.get_parent()
    if where["kind"] == "organisation":
        return Organisation.objects.get(territory=territory, number=where["number"])
    if where["kind"] == "municipality":
        return territory
    return territory.get_parent()


def first_with(role: str, node: Territory | Organisation | None = None) -> User:
    """Return the demo person who holds a role (at a node)."""
    people = User.objects.filter(appointments__role=role, email__endswith="@example.org")
    if isinstance(node, Organisation):
        people = people.filter(appointments__organisation=node)
    return people.order_by("pk")[0]


def leaders(organisation: Organisation) -> tuple[User, User]:
    """Return the coordinator, who writes, and the head, who approves: two different people."""
    return (
        first_with(Role.DOO_COORDINATOR, organisation),
        first_with(Role.DOO_HEAD, organisation),
    )
