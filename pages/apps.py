from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _("Публичный сайт")

    def ready(self) -> None:
        import_module("pages.permissions").register()
        import_module("pages.receivers").connect()
