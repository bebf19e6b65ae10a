from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    name = "portal.campaigns"
    verbose_name = _("Циклы мониторинга")

    def ready(self) -> None:
        import_module("portal.campaigns.permissions").register()
        import_module("portal.campaigns.target_permissions").register()
        import_module("portal.campaigns.schedule_permissions").register()
