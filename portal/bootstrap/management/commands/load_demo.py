"""Demo data, through the services that people's screens use."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from forms_builder.common.errors import DomainError
from portal.bootstrap.demo.load import load_demo
from portal.bootstrap.queue import work_off_the_queue


class Command(BaseCommand):
    help = "Загружает демонстрационные данные города Орска; повторный запуск ничего не меняет."

    def handle(self, **options: Any) -> None:
        try:
            load_demo(work_off_the_queue, self.stdout.write)
        except DomainError as error:
            raise CommandError(error.message) from error
