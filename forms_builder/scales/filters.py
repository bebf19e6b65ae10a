"""Narrowing the list of indicators."""

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from forms_builder.scales.models import Area, Indicator, Scale

DRAFT, CHANGED, AGREED, RETIRED = "draft", "changed", "agreed", "retired"
STATES = {
    AGREED: {"live": True, "has_unpublished_changes": False, "retired_at": None},
    CHANGED: {"live": True, "has_unpublished_changes": True, "retired_at": None},
    DRAFT: {"live": False, "retired_at": None},
    RETIRED: {"retired_at__isnull": False},
}
STATE_WORDS = (
    (AGREED, _("согласован")),
    (CHANGED, _("есть несогласованные правки")),
    (DRAFT, _("ещё не согласован")),
    (RETIRED, _("снят")),
)


class IndicatorFilters(WagtailFilterSet):
    scale = django_filters.ModelChoiceFilter(
        field_name="area__scale", queryset=Scale.objects.all(), label=_("Шкала")
    )
    area = django_filters.ModelChoiceFilter(
        queryset=Area.objects.select_related("scale").order_by("scale", "sort_order"),
        label=_("Область"),
    )
    state = django_filters.ChoiceFilter(
        choices=STATE_WORDS,
        method="in_state",
        label=_("Состояние"),
        widget=forms.RadioSelect,
        empty_label=_("любое"),
    )

    class Meta:
        model = Indicator
        fields = ["scale", "area", "state"]

    def in_state(self, queryset: QuerySet[Indicator], name: str, value: str) -> QuerySet[Indicator]:
        return queryset.filter(**STATES[value])


def state_of(indicator: Indicator) -> str:
    """Return one of the four states of an indicator, the one its filter finds it by."""
    if indicator.retired_at:
        return RETIRED
    if not indicator.live:
        return DRAFT
    return CHANGED if indicator.has_unpublished_changes else AGREED
