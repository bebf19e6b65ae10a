"""The registry in the CMS."""

from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from portal.organisations import registry_views, views
from portal.organisations.admin import AppointmentAdmin, FounderAdmin, OrganisationAdmin
from portal.organisations.consent_admin import ConsentTextAdmin
from portal.organisations.menus import CoordinatorsItem

modeladmin_register(OrganisationAdmin)
modeladmin_register(FounderAdmin)
modeladmin_register(AppointmentAdmin)
modeladmin_register(ConsentTextAdmin)
TERRITORIES = CoordinatorsItem(_("Территории"), reverse_lazy("territories"), "site", order=310)
hooks.register("register_admin_menu_item", lambda: TERRITORIES)
hooks.register(
    "register_admin_urls",
    lambda: [
        *registry_views.urls,
        path("territories/", views.territories, name="territories"),
        path("territories/add/", views.add, name="territory_add"),
        path("territories/<uuid:uid>/move/", views.move, name="territory_move"),
        path("organisations/download/<str:extension>/", views.download, name="registry_download"),
    ],
)
