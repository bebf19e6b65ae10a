from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResponsesConfig(AppConfig):
    name = "portal.responses"
    verbose_name = _("Листы")

    def ready(self) -> None:
        import_module("portal.responses.permissions").register()
