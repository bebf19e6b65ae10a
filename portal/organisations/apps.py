from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    name = "portal.organisations"
    verbose_name = _("Организации")

    def ready(self) -> None:
        import_module("portal.organisations.permissions").register()
        import_module("portal.organisations.people_permissions").register()
        import_module("portal.organisations.registry_permissions").register()
        import_module("portal.organisations.places").register()
        import_module("portal.organisations.people_permissions").require_second_factor()
