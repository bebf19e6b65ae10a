from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssignmentsConfig(AppConfig):
    name = "portal.assignments"
    verbose_name = _("Задачи")

    def ready(self) -> None:
        import_module("portal.assignments.permissions").register()
        import_module("portal.assignments.tasks").register()
        import_module("portal.assignments.receivers").register()
        sheets = import_module("portal.assignments.fulfilling").Sheets
        import_module("portal.campaigns.ports").fulfilment.register(sheets())
