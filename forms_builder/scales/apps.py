from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScalesConfig(AppConfig):
    name = "forms_builder.scales"
    verbose_name = _("Шкалы")
