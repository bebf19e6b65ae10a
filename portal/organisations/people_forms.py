"""The forms of people: narrowing their list, appointing, dismissing, handing over, conflicts."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.organisations.choices import ExpertScope, Role
from portal.organisations.models import Appointment, Organisation, Territory
from portal.organisations.people_selectors import ORDERS, STATES
from portal.organisations.policy import visible

ANY = ("", _("все"))


def day_field(label: str, **options: Any) -> forms.DateField:
    """Return a field for a day, drawn by the browser as a calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


class PeopleFilter(forms.Form):
    q = forms.CharField(
        label=_("Имя, логин или почта"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    role = forms.ChoiceField(label=_("Роль"), choices=[ANY, *Role.choices], required=False)
    territory = forms.ModelChoiceField(
        Territory.objects.none(), label=_("Территория"), required=False, empty_label=_("все")
    )
    place = forms.CharField(
        label=_("Детский сад или учредитель"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = forms.ChoiceField(label=_("Назначения"), choices=list(STATES.items()), required=False)
    entered = forms.ChoiceField(
        label=_("Вход"), choices=[ANY, ("no", _("ещё не входили"))], required=False
    )
    order = forms.ChoiceField(label=_("Порядок"), choices=list(ORDERS.items()), required=False)

    def __init__(self, *args: Any, user: User, **options: Any):
        super().__init__(*args, **options)
        territories = visible(user, Territory).order_by("path")
        self.fields["territory"].queryset = territories
        if not territories.exists():
            del self.fields["territory"], self.fields["place"]


class AppointForm(forms.Form):
    """A role for a known person; roles are those that may be given at the node."""

    role = forms.ChoiceField(label=_("Роль"))
    scope = forms.ChoiceField(
        label=_("Что оценивает эксперт"), choices=ExpertScope.choices, required=False
    )
    starts = day_field(_("С какого дня"), initial=timezone.localdate)
    ends = day_field(
        _("По какой день"), required=False, help_text=_("Пусто — до тех пор, пока не снимут.")
    )

    def __init__(self, *args: Any, roles: list[tuple[str, str]], **options: Any):
        super().__init__(*args, **options)
        self.fields["role"].choices = roles
        if Role.EXPERT not in dict(roles):
            del self.fields["scope"]


class NewcomerForm(AppointForm):
    """The same for somebody who may have no account yet."""

    field_order = ("full_name", "is_namesake", "email", "role", "scope", "starts", "ends")
    full_name = forms.CharField(
        label=_("Фамилия, имя, отчество"),
        max_length=200,
        help_text=_("Полностью, как в приказе: Иванова Анна Павловна."),
    )
    is_namesake = forms.BooleanField(
        label=_("Это другой человек с таким же именем"), required=False
    )
    email = forms.EmailField(
        label=_("Электронная почта"),
        required=False,
        help_text=_("Нет почты — приглашение можно напечатать на листке."),
    )


class DismissForm(forms.Form):
    reason = forms.CharField(
        label=_("Почему назначение прекращается"),
        max_length=Appointment._meta.get_field("reason").max_length,
        help_text=_("Например: перешла в другой детский сад. Причина останется в карточке."),
    )


class HandOverForm(forms.Form):
    """Who takes the work over; the people offered were found by name before."""

    successor = forms.ModelChoiceField(
        User.objects.none(), label=_("Преемник"), widget=forms.RadioSelect, empty_label=None
    )
    gives_role = forms.BooleanField(required=False)

    def __init__(self, *args: Any, role: str, found: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["successor"].queryset = found
        label = _("Назначить преемника на роль «%(role)s» вместе с передачей")
        self.fields["gives_role"].label = label % {"role": role}


class ConflictForm(forms.Form):
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Детский сад"),
        widget=forms.RadioSelect,
        empty_label=None,
        to_field_name="uid",
    )
    reason = forms.CharField(
        label=_("Почему Вы не можете его оценивать"),
        max_length=500,
        help_text=_("Например: там работает родственница. Причину увидит Ваш координатор."),
    )

    def __init__(self, *args: Any, found: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["organisation"].queryset = found
