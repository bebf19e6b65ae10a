"""What lists of tasks are narrowed by, and what changes a task."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.assignments.listing import LATE, ORDERS, places_for, procedures_for
from portal.assignments.models import Assignment
from portal.assignments.people import people_for
from portal.campaigns.models import Procedure
from portal.organisations.models import Territory

LENGTH = 70
MOST_DAYS = 250  # a year of work
ORDER_WORDS = {
    "": _("по сроку"),
    "about": _("по детскому саду"),
    "person": _("по фамилии"),
    "state": _("по состоянию"),
    "latest": _("сначала поздние"),
}


class ProcedureChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Procedure) -> str:
        words = str(obj)
        return words if len(words) <= LENGTH else f"{words[:LENGTH]}…"


def day_field(label: Any, **options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


class TaskFilter(forms.Form):
    """Words, procedure, place, kindergarten, state, order; nothing is required."""

    q = forms.CharField(
        label=_("Детский сад или фамилия"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    procedure = ProcedureChoice(
        Procedure.objects.none(), label=_("Процедура"), required=False, to_field_name="uid"
    )
    territory = forms.ModelChoiceField(
        Territory.objects.none(), label=_("Территория"), required=False, to_field_name="uid"
    )
    state = forms.ChoiceField(
        label=_("Состояние"),
        required=False,
        choices=[("", _("все")), (LATE, _("просрочен")), *Assignment.State.choices],
    )
    order = forms.ChoiceField(
        label=_("Порядок"), required=False, choices=[(key, ORDER_WORDS[key]) for key in ORDERS]
    )
    organisation = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, user: User, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["procedure"].queryset = procedures_for(user)
        self.fields["procedure"].empty_label = _("все")
        self.fields["territory"].queryset = places_for(user)
        self.fields["territory"].empty_label = _("все")


class ReasonForm(forms.Form):
    """Why: the person whose sheet it is reads it."""

    reason = forms.CharField(
        label=_("Причина"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Её прочтёт тот, кому поручен лист."),
    )


class ExtendForm(ReasonForm):
    """Until a day, or by working days; the service asks for one of the two."""

    due = day_field(_("Новый срок"), required=False)
    days = forms.IntegerField(
        label=_("или на сколько рабочих дней"),
        required=False,
        min_value=1,
        max_value=MOST_DAYS,
        help_text=_("По производственному календарю, от нынешнего срока или от сегодня."),
    )
    field_order = ("due", "days", "reason")


class ReassignForm(ReasonForm):
    assignee = forms.ModelChoiceField(
        User.objects.none(), label=_("Кому передать"), empty_label=_("Выберите человека")
    )
    field_order = ("assignee", "reason")

    def __init__(self, assignment: Assignment, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["assignee"].queryset = people_for(assignment)


class SharingForm(forms.Form):
    """The days where nothing was agreed, and whether every tenth visit is made by two."""

    starts = day_field(_("С какого дня"))
    due = day_field(_("По какой день"))
    tenth = forms.BooleanField(
        label=_("Каждый десятый визит — двумя экспертами"),
        required=False,
        help_text=_("Эксперты не видят листов друг друга. Детские сады выбирает жребий."),
    )
    seed = forms.CharField(
        label=_("Число жребия"),
        required=False,
        max_length=32,
        help_text=_("С тем же числом жребий выпадет так же."),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        starts, due = given.get("starts"), given.get("due")
        if starts and due and due < starts:
            self.add_error("due", _("Последний день раньше первого."))
        return given
