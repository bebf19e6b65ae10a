"""The form of a measure."""

from django import forms
from django.utils.translation import gettext_lazy as _


class MeasureForm(forms.Form):
    """What is wrong, what will be done, by whom, by when; rules stand in the service."""

    problem = forms.CharField(
        label=_("Что не так"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Начало взято из результата, перескажите своими словами."),
    )
    action = forms.CharField(
        label=_("Что сделаем"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Действие, которое можно увидеть: что изменится для детей."),
    )
    responsible = forms.CharField(label=_("Кто отвечает"), max_length=200)
    due = forms.DateField(
        label=_("Срок"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
