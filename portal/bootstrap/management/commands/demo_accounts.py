"""The demo's accounts by role."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.bootstrap.demo.files import PASSWORD
from portal.organisations.choices import Role
from portal.organisations.models import Appointment


class Command(BaseCommand):
    help = "Печатает учётные записи демонстрации по ролям."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, as_json: bool, **options: Any) -> None:
        rows = [
            {
                "role": appointment.role,
                "title": appointment.get_role_display(),
                "node": str(appointment.node),
                "email": appointment.person.email,
                "password": PASSWORD,
            }
            for appointment in Appointment.objects.current()
            .filter(person__email__endswith="@example.org")
            .select_related("person", "territory", "organisation")
        ]
        rows.sort(key=lambda row: (Role.values.index(row["role"]), row["email"]))
        if not rows:
            raise CommandError("Демонстрационных учётных записей нет: сначала manage.py load_demo.")
        if as_json:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
            return
        self.stdout.write(f"Пароль у всех один: {PASSWORD}")
        for row in rows:
            self.stdout.write(f"  {row['title']:<28} {row['email']:<32} {row['node']}")
