"""The forms of an agreement: the notice, other dates, the decision."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.campaigns.models import Procedure
from portal.campaigns.target_forms import DayInput
from portal.organisations.selectors import experts_near

WORDS = 2000


def day(label: object) -> forms.DateField:
    return forms.DateField(label=label, widget=DayInput)


def words(label: object, **options: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, widget=area, max_length=WORDS, **options)


class AskForm(forms.Form):
    """The notice: when, who comes, what to prepare."""

    starts = day(_("С какого дня"))
    ends = day(_("По какой день"))
    expert = forms.ModelChoiceField(
        User.objects.none(), label=_("Эксперт"), required=False, empty_label=_("пока не назван")
    )
    preparation = words(
        _("Что подготовить"),
        required=False,
        help_text=_("Документы, помещения, кто нужен на месте. Текст общий для всей процедуры."),
    )

    def __init__(self, procedure: Procedure, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["expert"].queryset = experts_near(procedure.stage.campaign.territory)
        kinds = Procedure.TargetKind
        self.fields["expert"].required = procedure.target_kind in (kinds.TERRITORY, kinds.FOUNDER)


class AnswerForm(forms.Form):
    """Agreeing, with a word if she likes."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    note = words(_("Слово координатору"), required=False)


class OfferForm(AnswerForm):
    """Other dates, and why."""

    starts = day(_("Удобно с"))
    ends = day(_("по"))
    field_order = ("starts", "ends", "note", "version")


class SettleForm(forms.Form):
    """The coordinator's decision."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    accept = forms.TypedChoiceField(
        label=_("Решение"),
        choices=[("yes", _("Принять предложенные даты")), ("no", _("Оставить прежние"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    note = words(
        _("Слово стороне"),
        error_messages={"required": _("Напишите несколько слов: стороны их прочтут.")},
    )
