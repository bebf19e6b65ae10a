"""Whom to show a draft to."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User


class ColleagueForm(forms.Form):
    """people: those who may be chosen."""

    person = forms.ModelChoiceField(
        label=_("Коллега"),
        queryset=User.objects.none(),
        empty_label=_("выберите"),
        error_messages={
            "required": _("Выберите, кому показать лист."),
            "invalid_choice": _("Пригласить можно того, кто работает в этом детском саду."),
        },
    )

    def __init__(self, *args: Any, people: QuerySet[User], **options: Any):
        super().__init__(*args, **options)
        self.fields["person"].queryset = people
