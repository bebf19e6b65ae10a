from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BootstrapConfig(AppConfig):
    name = "portal.bootstrap"
    verbose_name = _("Запуск")

    def ready(self) -> None:
        import_module("portal.bootstrap.wiring").connect()
