"""Choosing a file."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.models import User
from portal.exchange.tables import MAX_BYTES
from portal.organisations.models import Territory
from portal.organisations.selectors import territories_led_by


class PlanForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Файл"),
        allow_empty_file=True,
        help_text=gettext_lazy("План в формате JSON или XLSX, не больше 5 МБ."),
    )

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("Файл больше 5 МБ. Разделите его на части."))
        return file


class RegistryForm(PlanForm):
    field_order = ["territory", "file"]
    territory = forms.ModelChoiceField(
        Territory.objects.none(), label=gettext_lazy("К какой территории относится файл")
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["territory"].queryset = territories_led_by(user)
        self.fields["file"].help_text = _("CSV или XLSX, не больше 5 МБ и 20 000 строк.")
