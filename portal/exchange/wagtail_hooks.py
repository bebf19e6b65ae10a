"""Import screens and background work in the CMS."""

from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from portal.exchange import registry_views, views
from portal.exchange.admin import JobAdmin
from portal.organisations.menus import CoordinatorsItem

modeladmin_register(JobAdmin)
PLAN = CoordinatorsItem(_("Загрузить план"), reverse_lazy("import_plan"), "upload", order=340)
hooks.register("register_admin_menu_item", lambda: PLAN)
PREVIEW = "import_organisations_preview"
hooks.register(
    "register_admin_urls",
    lambda: [
        path("import/organisations/", registry_views.registry, name="import_organisations"),
        path("import/organisations/<uuid:uid>/", registry_views.preview, name=PREVIEW),
        path("import/plan/", views.plan, name="import_plan"),
        path("import/plan/<uuid:uid>/", views.plan_preview, name="import_plan_preview"),
    ],
)
