"""Make a campaign from a plan file."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError
from portal.campaigns.reading import read_plan
from portal.campaigns.services import import_plan


class Command(BaseCommand):
    help = "Читает план мониторинга в формате JSON и делает из него цикл. Повтор ничего не меняет."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="файл плана")
        parser.add_argument("--json", action="store_true", help="напечатать числа как JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        try:
            campaign, counts, created = import_plan(by=None, plan=read_plan(path.read_bytes()))
        except OSError as missing:
            raise CommandError(_("Файл «%s» не открывается.") % path) from missing
        except DomainError as wrong:
            raise CommandError(_("План не загружен: %s") % wrong.message) from wrong
        if options["json"]:
            self.stdout.write(json.dumps({**counts, "created": created}))
            return
        state = _("Цикл создан") if created else _("Цикл уже есть, сверен с планом")
        numbers = _("этапов %(stages)d, процедур %(procedures)d, фаз %(phases)d, шагов %(steps)d")
        self.stdout.write(f"{state}: {campaign}. " + numbers % counts + ".")
