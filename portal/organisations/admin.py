"""Kindergartens and appointments as record lists in the CMS."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList

from forms_builder.common.errors import DomainError
from portal.common.forms import show_refusal
from portal.organisations.forms import OrganisationForm
from portal.organisations.modeladmin import (
    PolicyHelper,
    ReadOnlyHelper,
    ScopedCreate,
    ScopedEdit,
    ScopedModelAdmin,
)
from portal.organisations.models import Appointment, Organisation
from portal.organisations.searching import StateFilter, TerritoryFilter
from portal.organisations.selectors import territories_led_by
from portal.organisations.services import save_organisation


class RegistryHelper(PolicyHelper):
    def user_can_create(self, user: AbstractBaseUser) -> bool:
        return territories_led_by(user).exists()


class SavesByService:
    """Writes the checked form through the service; what it refuses is shown beside the fields."""

    def form_valid(self, form: Form) -> HttpResponse:
        stored = self.instance if self.instance and self.instance.pk else None
        try:
            saved = save_organisation(
                by=self.request.user, organisation=stored, **form.cleaned_data
            )
        except DomainError as refusal:
            show_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("Записано: %s.") % saved)
        return redirect(self.index_url)


class OrganisationCreate(SavesByService, ScopedCreate):
    instance = None


class OrganisationEdit(SavesByService, ScopedEdit):
    pass


class OrganisationAdmin(ScopedModelAdmin):
    model = Organisation
    base_url_path = "organisations"
    menu_label = gettext_lazy("Детские сады")
    menu_icon = "home"
    menu_order = 300
    permission_helper_class = RegistryHelper
    create_view_class = OrganisationCreate
    edit_view_class = OrganisationEdit
    list_display = ("short_name", "number", "territory", "state")
    list_filter = (TerritoryFilter, StateFilter)
    list_select_related = ("territory",)
    search_fields = ("search",)
    ordering = ("sort", "pk")
    inspect_view_fields = ["territory", *Organisation.WRITTEN]
    edit_handler = ObjectList(
        [
            FieldPanel("territory"),
            FieldRowPanel([FieldPanel("number"), FieldPanel("state")]),
            FieldPanel("short_name"),
            FieldPanel("official_name"),
            FieldPanel("inn"),
            FieldPanel("address"),
            FieldPanel("site"),
            FieldPanel("note"),
        ],
        base_form_class=OrganisationForm,
    )


class AppointmentAdmin(ScopedModelAdmin):
    model = Appointment
    base_url_path = "appointments"
    menu_label = gettext_lazy("Назначения")
    menu_icon = "group"
    menu_order = 320
    permission_helper_class = ReadOnlyHelper
    history_view_enabled = False
    list_display = ("person", "role", "where", "starts", "ends")
    list_select_related = ("person", "territory", "organisation")
    inspect_view_fields = [
        "person",
        "role",
        "territory",
        "organisation",
        "starts",
        "ends",
        "appointed_by",
    ]

    def where(self, appointment: Appointment) -> str:
        return str(appointment.node)

    where.short_description = gettext_lazy("где")
