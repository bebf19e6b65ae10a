from importlib import import_module

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    verbose_name = _("Учётные записи")

    def ready(self) -> None:
        sessions = import_module("portal.accounts.sessions")
        user_logged_in.connect(sessions.receive_sign_in, dispatch_uid="portal.accounts.sign_in")
