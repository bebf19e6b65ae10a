"""What the table says of people: cards, appointments, a conflict of interest, a file."""

from typing import Any

from portal.accounts.models import User
from portal.exchange.models import Upload
from portal.exchange.services import keep_upload
from portal.organisations.models import Appointment
from portal.organisations.services import declare_conflict
from tests.portal.roles.people import Places

Values = dict[str, Any]
CSV = ("ФИО;Роль;Где\nПриходящая Вера Павловна;педагог;Детский сад «Родничок»\n").encode()


def staff_objects(places: Places, people: dict[str, User]) -> dict[str, Values]:
    """The teacher and the head of the own kindergarten as others see them."""
    conflict = declare_conflict(
        by=people["foreign_expert"], organisation=places.next, reason="Родня-эксперта"
    )
    upload = keep_upload(
        by=people["municipal"], kind=Upload.Kind.PEOPLE, name="люди.csv", content=CSV
    )
    return {
        "own place": {"kind": "organisation", "uid": places.own.uid},
        "region as a place": {"kind": "territory", "uid": places.region.uid},
        "teacher as a person": {"pk": people["teacher"].pk},
        "head as a person": {"pk": people["doo_head"].pk},
        "teacher's appointment": _appointment(people["teacher"]),
        "head's appointment": _appointment(people["doo_head"]),
        "expert's conflict": {"uid": conflict.uid},
        "uploaded people": {"uid": upload.uid},
    }


def _appointment(person: User) -> Values:
    return {"uid": Appointment.objects.get(person=person).uid}
