from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    name = "portal.exchange"
    verbose_name = _("Обмен данными")

    def ready(self) -> None:
        import_module("portal.exchange.permissions").register()
        tasks = import_module("portal.exchange.tasks")
        registry = import_module("portal.jobs.registry")
        registry.register("registry.preview", tasks.preview)
        registry.register("registry.import", tasks.load)
