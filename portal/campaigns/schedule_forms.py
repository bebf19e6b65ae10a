"""The forms of a schedule: its days, the reason of a withdrawal."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.campaigns.models import Procedure
from portal.campaigns.target_forms import DayInput

WORDS = 2000
REASON = 500


class ScheduleForm(forms.Form):
    """From which day to which; the days of the procedure are offered."""

    starts = forms.DateField(label=_("С какого дня"), widget=DayInput)
    ends = forms.DateField(label=_("По какой день"), widget=DayInput)
    note = forms.CharField(
        label=_("Примечание"),
        required=False,
        max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Корпуса, группы, кто на месте: всё, что важно участникам."),
    )


class ChangeForm(ScheduleForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class DraftForm(ScheduleForm):
    """nodes: where the person may draw it up; a single one is chosen without asking."""

    field_order = ["node", "starts", "ends", "note"]
    node = forms.ModelChoiceField(None, label=_("Где"), to_field_name="uid")

    def __init__(self, procedure: Procedure, nodes: QuerySet, *args: Any, **options: Any) -> None:
        initial = {"starts": procedure.starts, "ends": procedure.ends}
        super().__init__(*args, initial=initial, **options)
        field = self.fields["node"]
        field.queryset = nodes
        found = list(nodes[:2])
        if len(found) == 1:
            field.empty_label, field.initial = None, found[0].uid


class WithdrawForm(forms.Form):
    """reason: needed for what was approved."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Причина"),
        required=False,
        max_length=REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Её прочтут те, кого план-график касается."),
    )
