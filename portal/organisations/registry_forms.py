"""Forms of one kindergarten's screens: its state, its place, its buildings and groups."""

from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from forms_builder.common.errors import DomainError
from portal.accounts.models import User
from portal.organisations.choices import OrganisationState, TerritoryKind
from portal.organisations.models import Building, ChildGroup, Organisation, Territory
from portal.organisations.selectors import territories_led_by
from portal.organisations.services.inside import BUILDING, GROUP

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
EMPTY_ROWS = 3


class StateForm(forms.Form):
    """The days that go with the state she chose by a button."""

    closed_on = forms.DateField(label=_("Закрыт с"), widget=DAY)
    suspended_from = forms.DateField(label=_("Приостановлен с"), widget=DAY)
    suspended_until = forms.DateField(
        label=_("По какой день, если известно"), widget=DAY, required=False
    )
    reason = forms.CharField(label=_("Почему"), max_length=500, required=False)

    DAYS = {
        OrganisationState.CLOSED: ("closed_on",),
        OrganisationState.SUSPENDED: ("suspended_from", "suspended_until"),
        OrganisationState.OPEN: (),
    }

    def __init__(self, *args: Any, target: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - {*self.DAYS[target], "reason"}:
            del self.fields[name]


class MoveOrganisationForm(forms.Form):
    target = forms.ModelChoiceField(Territory.objects.none(), label=_("Куда перевести"))

    def __init__(self, *args: Any, organisation: Organisation, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        led = territories_led_by(user)
        self.fields["target"].queryset = led.exclude(pk=organisation.territory_id)


class MergeForm(forms.Form):
    target = forms.ModelChoiceField(Territory.objects.none(), label=_("К какому присоединить"))

    def __init__(self, *args: Any, territory: Territory, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        led = territories_led_by(user).filter(kind=TerritoryKind.MUNICIPALITY)
        self.fields["target"].queryset = led.exclude(pk=territory.pk)


class BuildingForm(forms.Form):
    uid = forms.UUIDField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Название"), max_length=120, required=False)
    address = forms.CharField(label=_("Адрес"), max_length=500, required=False)
    gone = forms.BooleanField(label=_("Убрать"), required=False)


class GroupForm(forms.Form):
    uid = forms.UUIDField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Название"), max_length=120, required=False)
    age_from = forms.IntegerField(label=_("Возраст от, лет"), min_value=0, required=False)
    age_to = forms.IntegerField(label=_("Возраст до, лет"), min_value=0, required=False)
    building = forms.TypedChoiceField(label=_("Корпус"), required=False, empty_value=None)
    families = forms.IntegerField(label=_("Семей"), min_value=0, max_value=999, required=False)
    families_on = forms.DateField(label=_("На какой день"), widget=DAY, required=False)
    gone = forms.BooleanField(label=_("Закрыть группу"), required=False)

    def __init__(self, *args: Any, buildings: dict[str, Building], **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["building"]
        field.choices = [("", _("не указан")), *buildings.items()]
        field.coerce = buildings.get


Buildings = formset_factory(BuildingForm, extra=EMPTY_ROWS, max_num=100)
Groups = formset_factory(GroupForm, extra=EMPTY_ROWS, max_num=200)


def buildings_form(organisation: Organisation, data: Any = None) -> BaseFormSet:
    """Return the list of buildings to be edited, with empty rows for new ones."""
    rows = [_values(row, BUILDING) for row in organisation.buildings.all()]
    return Buildings(data, initial=rows, prefix="buildings")


def groups_form(organisation: Organisation, data: Any = None) -> BaseFormSet:
    """Return the list of open groups to be edited, with empty rows for new ones."""
    buildings = {str(row.pk): row for row in organisation.buildings.all()}
    rows = [
        _values(row, GROUP) | {"building": str(row.building_id or "")}
        for row in organisation.groups.filter(closed_on=None).select_related("building")
    ]
    return Groups(data, initial=rows, prefix="groups", form_kwargs={"buildings": buildings})


def written_rows(formset: BaseFormSet) -> list[dict[str, Any]]:
    """Return the rows of a checked formset by their places; what nobody touched is empty."""
    return [form.cleaned_data if form.has_changed() else {} for form in formset]


def show_refusals(formset: BaseFormSet, refusal: DomainError) -> None:
    """Put what a service refused beside the rows and fields it means, such as «2.address»."""
    for problem in refusal.problems:
        place, _dot, name = problem.place.partition(".")
        form = formset[int(place)]
        form.add_error(name if name in form.fields else None, problem.message)


def _values(row: Building | ChildGroup, names: tuple[str, ...]) -> dict[str, Any]:
    return {"uid": row.uid} | {name: getattr(row, name) for name in names}
