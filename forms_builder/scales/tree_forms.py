"""What the screen of a scale's composition asks for: what to show, where to move."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms_builder.common.errors import DomainError
from forms_builder.scales.choices import Place
from forms_builder.scales.filters import RETIRED, STATE_WORDS
from forms_builder.scales.models import Area, Indicator
from forms_builder.scales.outline import Wanted
from forms_builder.scales.selectors import standing

ANY = ("", gettext_lazy("любое"))


class TreeFilter(forms.Form):
    """All of it optional; what cannot be read is not asked."""

    q = forms.CharField(required=False, max_length=200, label=gettext_lazy("Слова или номер"))
    state = forms.ChoiceField(required=False, label=gettext_lazy("Состояние"))
    place = forms.ChoiceField(required=False, label=gettext_lazy("Где оценивается"))
    age = forms.ChoiceField(required=False, label=gettext_lazy("Возраст"))
    gaps = forms.BooleanField(required=False, label=gettext_lazy("Только с пустыми уровнями"))

    def __init__(self, *args: Any, ages: Mapping[str, str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        states = [pair for pair in STATE_WORDS if pair[0] != RETIRED]
        self.fields["state"].choices = [ANY, *states]
        self.fields["place"].choices = [ANY, *Place.choices]
        self.fields["age"].choices = [ANY, *ages.items()]
        if not ages:
            del self.fields["age"]

    @cached_property
    def wanted(self) -> Wanted:
        self.is_valid()
        given = getattr(self, "cleaned_data", {})
        return Wanted(
            words=given.get("q", ""),
            state=given.get("state", ""),
            place=given.get("place", ""),
            age=given.get("age", ""),
            gaps=given.get("gaps", False),
        )


class PlaceForm(forms.Form):
    """position: the place among the area's indicators, counted from 1 as people do."""

    area = forms.ModelChoiceField(
        Area.objects.none(), label=gettext_lazy("Область"), empty_label=None
    )
    position = forms.IntegerField(min_value=1, max_value=1000, label=gettext_lazy("Место"))

    @classmethod
    def about(cls, indicator: Indicator, data: Any = None) -> "PlaceForm":
        """Return the form for one indicator, filled with where it stands."""
        place = _place(indicator)
        form = cls(data, initial={"area": indicator.area_id, "position": place + 1})
        form.fields["area"].queryset = Area.objects.filter(scale=indicator.area.scale_id)
        return form

    @classmethod
    def read(cls, request: HttpRequest, indicator: Indicator) -> tuple[Area, int]:
        """Return the area and the place from 0 that were posted; raises DomainError for none."""
        form = cls.about(indicator, request.POST)
        if not form.is_valid():
            raise DomainError(_("Выберите область и место: целое число от 1."))
        return form.cleaned_data["area"], form.cleaned_data["position"] - 1


def neighbour(indicator: Indicator, to: str) -> tuple[Area, int]:
    """Return the place one step up or down in the indicator's own area."""
    step = {"up": -1, "down": 1}.get(to)
    if step is None:
        raise DomainError(_("Показатель переносят вверх или вниз."))
    return indicator.area, max(_place(indicator) + step, 0)


def _place(indicator: Indicator) -> int:
    rows = standing(indicator.area.scale).filter(area=indicator.area)
    keys = list(rows.values_list("pk", flat=True))
    return keys.index(indicator.pk) if indicator.pk in keys else len(keys)
