from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProfilesConfig(AppConfig):
    name = "portal.profiles"
    verbose_name = _("Профили качества")

    def ready(self) -> None:
        import_module("portal.profiles.permissions").register()
        registry = import_module("portal.jobs.registry")
        registry.register("profile.compute", import_module("portal.profiles.tasks").compute)
        receivers = import_module("portal.profiles.receivers")
        signals = import_module("portal.responses.signals")
        signals.response_submitted.connect(receivers.on_response_submitted)
        ports = import_module("forms_builder.questionnaires.ports")
        ports.register(trial_score=import_module("portal.profiles.trial").TrialScore())
