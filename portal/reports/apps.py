from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "portal.reports"
    verbose_name = _("Отчёты")

    def ready(self) -> None:
        import_module("portal.reports.permissions").register()
        kinds = import_module("portal.reports.models").Report.Kind
        import_module("portal.campaigns.ports").report_kinds.register(lambda: kinds.choices)
        fulfilment = import_module("portal.campaigns.ports").fulfilment
        fulfilment.register(import_module("portal.reports.fulfilment").ReportFulfilment())
        registry = import_module("portal.jobs.registry")
        registry.register("report.compile", import_module("portal.reports.tasks").compile_report)
