"""Appointments as a file: the table that an import of appointments takes back."""

from typing import Any

import tablib
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.organisations.downloads import SafeCSV, SafeXLSX
from portal.organisations.models import Appointment, Founder, Organisation
from portal.organisations.nodes import Node, territory_of
from portal.organisations.people_selectors import NODES

FORMATS = {"csv": SafeCSV, "xlsx": SafeXLSX}
CONTENT_TYPES = {name: made().get_content_type() for name, made in FORMATS.items()}
NAME = "Фамилия, имя, отчество"
LOGIN = "Логин"
EMAIL = "Электронная почта"
ROLE = "Роль"
INN = "ИНН"
NODE = "Где"
TERRITORY = "Территория"
STARTS = "С"
ENDS = "По"
HEADERS = (NAME, LOGIN, EMAIL, ROLE, INN, NODE, TERRITORY, STARTS, ENDS)
TITLE = _("Назначения")


def table_of(appointments: QuerySet[Appointment], extension: str) -> bytes:
    """Return appointments as a file of FORMATS, by name; text stays text, never a formula."""
    rows = appointments.select_related("person", *NODES).order_by("sort", "person", "starts", "pk")
    return file_of((_line(row) for row in rows), extension)


def file_of(lines: Any, extension: str) -> bytes:
    """Return lines of cells under HEADERS as a file of FORMATS."""
    dataset = tablib.Dataset(*lines, headers=HEADERS)
    return FORMATS[extension]().export_data(dataset)


def _line(row: Appointment) -> tuple[str, ...]:
    node = row.node
    return (
        row.person.get_full_name(),
        row.person.login,
        row.person.email,
        row.get_role_display(),
        _inn(node),
        str(node),
        str(territory_of(node)),
        row.starts.strftime("%d.%m.%Y"),
        row.ends.strftime("%d.%m.%Y") if row.ends else "",
    )


def _inn(node: Node) -> str:
    return node.inn if isinstance(node, Organisation | Founder) else ""
