"""Kindergartens, founders and appointments as record lists in the CMS."""

from typing import Any

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
from portal.organisations.forms import InTerritoryForm, OrganisationForm
from portal.organisations.modeladmin import (
    PolicyHelper,
    ReadOnlyHelper,
    ScopedCreate,
    ScopedEdit,
    ScopedModelAdmin,
)
from portal.organisations.models import Appointment, Founder, Organisation
from portal.organisations.searching import StateFilter, TerritoryFilter
from portal.organisations.selectors import territories_led_by
from portal.organisations.services import save_founder, save_organisation
from portal.organisations.states import MOVES, state_words


class RegistryHelper(PolicyHelper):
    def user_can_create(self, user: AbstractBaseUser) -> bool:
        return territories_led_by(user).exists()


class SavesByService:
    """Writes the checked form through the service; what it refuses is shown beside the fields."""

    def form_valid(self, form: Form) -> HttpResponse:
        stored = self.instance if self.instance and self.instance.pk else None
        row = {self.model._meta.model_name: stored}
        try:
            saved = self.model_admin.save_service(by=self.request.user, **row, **form.cleaned_data)
        except DomainError as refusal:
            show_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("Записано: %s.") % saved)
        return redirect(self.index_url)


class RegistryCreate(SavesByService, ScopedCreate):
    instance = None


class RegistryEdit(SavesByService, ScopedEdit):
    pass


class OrganisationEdit(RegistryEdit):
    """Shows the state and the ways to the screens beside the form."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        beside = {
            "standing": state_words(self.instance),
            "moves": MOVES.open_from(self.instance.state),
            "history_url": self.url_helper.get_action_url("history", self.pk_quoted),
        }
        return super().get_context_data(**beside, **kwargs)


class OrganisationAdmin(ScopedModelAdmin):
    model = Organisation
    base_url_path = "organisations"
    menu_label = gettext_lazy("Детские сады")
    menu_icon = "home"
    menu_order = 300
    permission_helper_class = RegistryHelper
    create_view_class = RegistryCreate
    edit_view_class = OrganisationEdit
    save_service = staticmethod(save_organisation)
    list_display = ("short_name", "number", "territory", "state")
    list_filter = (TerritoryFilter, StateFilter)
    list_select_related = ("territory",)
    search_fields = ("search",)
    ordering = ("sort", "pk")
    inspect_view_fields = ["territory", *Organisation.WRITTEN, *Organisation.STATE]
    edit_handler = ObjectList(
        [
            FieldPanel("territory"),
            FieldRowPanel([FieldPanel("number"), FieldPanel("kind")]),
            FieldPanel("short_name"),
            FieldPanel("official_name"),
            FieldRowPanel([FieldPanel("inn"), FieldPanel("founder")]),
            FieldPanel("address"),
            FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
            FieldPanel("site"),
            FieldRowPanel([FieldPanel("places"), FieldPanel("opened_on")]),
            FieldPanel("note"),
        ],
        base_form_class=OrganisationForm,
    )


class FounderAdmin(ScopedModelAdmin):
    model = Founder
    base_url_path = "founders"
    menu_label = gettext_lazy("Учредители")
    menu_icon = "clipboard-list"
    menu_order = 305
    permission_helper_class = RegistryHelper
    create_view_class = RegistryCreate
    edit_view_class = RegistryEdit
    save_service = staticmethod(save_founder)
    list_display = ("name", "short_name", "territory", "inn")
    list_select_related = ("territory",)
    search_fields = ("search",)
    ordering = ("name", "pk")
    inspect_view_fields = list(Founder.WRITTEN)
    edit_handler = ObjectList(
        [
            FieldPanel("territory"),
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("short_name"), FieldPanel("inn")]),
        ],
        base_form_class=InTerritoryForm,
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
