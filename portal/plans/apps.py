from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    name = "portal.plans"
    verbose_name = _("Планы повышения качества")

    def ready(self) -> None:
        import_module("portal.plans.permissions").register()
        import_module("portal.plans.handing_over").connect()
