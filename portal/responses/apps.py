from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResponsesConfig(AppConfig):
    name = "portal.responses"
    verbose_name = _("Листы")

    def ready(self) -> None:
        import_module("portal.responses.permissions").register()
        import_module("portal.responses.edition_permissions").register()
        files = import_module("portal.responses.edition_files")
        import_module("portal.jobs.registry").register(files.PAPER, files.draw_paper)
        usage = import_module("portal.responses.usage").SheetUsage()
        import_module("forms_builder.questionnaires.ports").register(usage=usage)
