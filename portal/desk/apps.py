from importlib import import_module

from django.apps import AppConfig
from django.contrib.auth import signals
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "portal.desk"
    verbose_name = _("Рабочий стол")

    def ready(self) -> None:
        sections = import_module("portal.desk.sections")
        agreements = import_module("portal.desk.agreements")
        sections.add_section(agreements.dates_to_answer)
        sections.add_section(agreements.dates_to_settle)
        shown = import_module("portal.desk.shown")
        import_module("portal.desk.sections").add_section(shown.shown_to_me)
        entrances = import_module("portal.desk.entrances")
        signals.user_logged_in.connect(entrances.on_signed_in)
        signals.user_login_failed.connect(entrances.on_sign_in_failed)
        import_module("portal.desk.account_acts").listen()
