from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "portal.jobs"
    verbose_name = _("Фоновая работа")

    def ready(self) -> None:
        import_module("portal.jobs.checks")
