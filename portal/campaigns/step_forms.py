"""The form of a step's state."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.campaigns.models import StepState
from portal.campaigns.target_forms import DayInput


class MarkForm(forms.Form):
    """How far, since which day, and a word; bound: sheets and reports say the rest."""

    state = forms.ChoiceField(label=_("Состояние"), choices=StepState.State.choices)
    on = forms.DateField(label=_("Дата"), widget=DayInput, required=False)
    note = forms.CharField(label=_("Примечание"), max_length=500, required=False)

    def __init__(self, *args: object, is_bound_step: bool = False, **options: object) -> None:
        super().__init__(*args, **options)
        if is_bound_step:
            state = StepState.State.NOT_APPLICABLE
            self.fields["state"].choices = [(state.value, state.label)]
