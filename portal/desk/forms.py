"""What the desk's lists are narrowed by."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.campaigns.models import Campaign, Procedure


def _day(label: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget)


class JournalFilter(forms.Form):
    """Words, and the days between which the acts were done."""

    q = forms.CharField(
        label=_("Человек, действие или объект"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    since = _day(_("С какого дня"))
    until = _day(_("По какой день"))

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", _("Последний день раньше первого."))
        return given


class SupportForm(forms.Form):
    """Why a coordinator looks at a kindergarten's desk."""

    reason = forms.CharField(
        label=_("Зачем"),
        max_length=500,
        help_text=_("Причина останется в журнале. Не пишите здесь имён детей и родителей."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Напишите, зачем Вы открываете рабочее место сада.")},
    )


class ProgressFilter(forms.Form):
    """The cycle, the newest without a choice, and one of its procedures."""

    campaign = forms.ModelChoiceField(
        Campaign.objects.none(), label=_("Цикл"), required=False, to_field_name="uid"
    )
    procedure = forms.ModelChoiceField(
        Procedure.objects.none(), label=_("Процедура"), required=False, to_field_name="uid"
    )

    def __init__(self, campaigns: QuerySet[Campaign], *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["campaign"].queryset = campaigns
        self.fields["campaign"].empty_label = _("последний")
        self.fields["procedure"].empty_label = _("все")
        procedures = Procedure.objects.filter(stage__campaign=self.cycle)
        self.fields["procedure"].queryset = procedures.order_by("stage__position", "position")

    @cached_property
    def cycle(self) -> Campaign | None:
        """The cycle that is shown: the chosen one, else the newest; None when there is none."""
        field, typed = self.fields["campaign"], self["campaign"].value()
        try:
            return field.clean(typed) or field.queryset.first()
        except forms.ValidationError:
            return None

    @property
    def only(self) -> Procedure | None:
        """The one procedure that is shown, None for all of the cycle's."""
        return self.cleaned_data.get("procedure") if self.is_valid() else None
