"""Many people of one kindergarten, one of them appointed everywhere, and a long file of others."""

from collections.abc import Callable
from typing import Any

from portal.accounts.models import User
from portal.exchange.models import Upload
from portal.exchange.services import keep_upload
from portal.organisations.models import Appointment, ConflictOfInterest, Organisation
from tests.portal.roles.staff import Values

PEOPLE = 60
Copies = Callable[..., list[Any]]


def crowd_people(
    gardens: list[Organisation], people: dict[str, User], long: str, copies: Copies
) -> dict[str, Values]:
    """Return the objects «crowd's …» of people; the head of the first kindergarten has them all.

    copies: crowd.copies.
    """
    head = people["crowd head"]
    held = Appointment.objects.filter(person=head).order_by("pk")[0]
    names = {"last_name": long[:80], "first_name": "Аполлинария", "patronymic": "Константиновна"}

    def rename(number: int, new: User) -> None:
        new.login, new.email = f"crowd.{number}", ""
        for name, value in names.items():
            setattr(new, name, value)

    many = copies(head, rename, PEOPLE)

    def seat(number: int, new: Appointment) -> None:
        new.person = many[number - 1]
        new.fill_derived()

    copies(held, seat, PEOPLE)
    expert = people["crowd expert"]
    declared = ConflictOfInterest(person=expert, reason=(long * 5)[:500])

    def declare(number: int, new: ConflictOfInterest) -> None:
        new.organisation = gardens[number - 1]

    copies(declared, declare, PEOPLE)
    upload = keep_upload(
        by=people["crowd municipal"],
        kind=Upload.Kind.PEOPLE,
        name=f"{long}.csv",
        content=_table(str(gardens[0]), long),
    )
    return {
        "crowd's person": {"pk": head.pk},
        "crowd's appointment": {"uid": held.uid},
        "crowd's place": {"kind": "organisation", "uid": gardens[0].uid},
        "crowd's people": {"uid": upload.uid},
    }


def _table(garden: str, long: str) -> bytes:
    rows: list[Any] = [f"{long[:60]} Анна Павловна {n};царь;{garden};вчера" for n in range(120)]
    return "\n".join(["ФИО;Роль;Где;С", *rows]).encode()
