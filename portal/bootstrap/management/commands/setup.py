"""Everything a new or upgraded installation needs before it serves."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from pages.site import open_site
from portal.bootstrap.calendar import load_calendar
from portal.bootstrap.roles import ensure_roles
from portal.bootstrap.texts import HOME, METHOD


class Command(BaseCommand):
    help = "Миграции, статические файлы, группы, календарь, расписание, каркас сайта. Повторимо."

    def handle(self, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        open_site(by=None, home=HOME, method=METHOD)
        ensure_roles()
        load_calendar()
        call_command("schedules")
