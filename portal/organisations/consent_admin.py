"""The texts of consent and privacy in the CMS: written by an editor, fixed once published."""

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from forms_builder.common.errors import DomainError
from portal.accounts.consents import write
from portal.accounts.models import ConsentText
from portal.common.forms import show_refusal
from portal.journal.services import record
from portal.organisations.modeladmin import ScopedCreate, ScopedEdit, ScopedModelAdmin


class WritesVersions:
    """Writes through the service; what was published stands in the journal."""

    def form_valid(self, form: Form) -> HttpResponse:
        stored = self.instance if self.instance and self.instance.pk else None
        try:
            saved = write(by=self.request.user, stored=stored, **form.cleaned_data)
        except DomainError as refusal:
            show_refusal(form, refusal)
            return self.form_invalid(form)
        act = "published" if saved.published else "changed"
        record(by=self.request.user, action=f"consent_text.{act}", obj=saved)
        messages.success(self.request, _("Записано: %s.") % saved)
        return redirect(self.index_url)


class ConsentTextCreate(WritesVersions, ScopedCreate):
    instance = None


class ConsentTextEdit(WritesVersions, ScopedEdit):
    pass


class ConsentTextAdmin(ScopedModelAdmin):
    model = ConsentText
    base_url_path = "consent-texts"
    menu_label = gettext_lazy("Тексты согласий")
    menu_icon = "doc-full"
    menu_order = 330
    create_view_class = ConsentTextCreate
    edit_view_class = ConsentTextEdit
    history_view_enabled = False
    list_display = ("title", "purpose", "version", "valid_from", "state")
    inspect_view_fields = ["purpose", "version", "valid_from", "published", "title", "text"]
    panels = [
        FieldRowPanel([FieldPanel("purpose"), FieldPanel("version")]),
        FieldPanel("title"),
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("published")]),
    ]

    def state(self, text: ConsentText) -> str:
        return _("опубликован") if text.published else _("черновик")

    state.short_description = gettext_lazy("состояние")
