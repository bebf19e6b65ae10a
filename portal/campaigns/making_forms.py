"""The form of a new cycle: from which plan, where, and how its dates move."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.models import User
from portal.campaigns.making import Source, plan_from
from portal.campaigns.models import Campaign, PlanTemplate
from portal.campaigns.shifting import WEEK, days_to, same_day_in, shifted
from portal.campaigns.target_forms import DayInput
from portal.organisations.models import Territory
from portal.organisations.policy import visible
from portal.organisations.selectors import territories_led_by

TEMPLATE, CAMPAIGN = "template", "campaign"
SAME, YEAR, FIRST, WEEKS, DAYS = "same", "year", "first", "weeks", "days"
FARTHEST = 3660


class NewCampaignForm(forms.Form):
    """Gives source, plan (its dates moved) and days; rules of the cycle stand in the service."""

    source = forms.ChoiceField(label=gettext_lazy("По какому плану"))
    territory = forms.ModelChoiceField(
        Territory.objects.none(), label=gettext_lazy("Где"), to_field_name="uid"
    )
    title = forms.CharField(label=gettext_lazy("Название"), max_length=500)
    short_title = forms.CharField(
        label=gettext_lazy("Короткое название"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Для списков и телефонов: «МКДО-2026»."),
    )
    way = forms.ChoiceField(
        label=gettext_lazy("Даты"),
        widget=forms.RadioSelect,
        initial=YEAR,
        choices=[
            (YEAR, gettext_lazy("на год вперёд, дни недели те же")),
            (FIRST, gettext_lazy("начать с названного дня")),
            (WEEKS, gettext_lazy("сдвинуть на столько недель")),
            (DAYS, gettext_lazy("сдвинуть на столько дней")),
            (SAME, gettext_lazy("оставить, как в плане")),
        ],
    )
    first = forms.DateField(
        label=gettext_lazy("Первый день"), required=False, widget=DayInput
    )
    number = forms.IntegerField(
        label=gettext_lazy("На сколько"),
        required=False,
        min_value=-FARTHEST,
        max_value=FARTHEST,
        help_text=gettext_lazy("Недель или дней; со знаком минус — назад."),
    )

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user
        self.fields["territory"].queryset = territories_led_by(user)
        self.fields["territory"].label_from_instance = str
        self.fields["source"].choices = _sources(user)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        way = cleaned.get("way")
        if way == FIRST and not cleaned.get("first"):
            self.add_error("first", _("Назовите первый день."))
        if way in (WEEKS, DAYS) and cleaned.get("number") is None:
            self.add_error("number", _("Напишите, на сколько сдвинуть."))
        if not self.errors:
            self._read(cleaned)
        return cleaned

    def _read(self, cleaned: dict[str, Any]) -> None:
        """The choices hold only what the person sees."""
        kind, _colon, uid = cleaned["source"].partition(":")
        model = PlanTemplate if kind == TEMPLATE else Campaign
        self.source: Source = visible(self.user, model).get(uid=uid)
        self.old_plan = plan_from(self.source)
        try:
            self.days = self._days(cleaned)
            self.plan = shifted(self.old_plan, self.days)
        except OverflowError:
            self.add_error("way", _("Таких дат в календаре нет."))

    def _days(self, cleaned: dict[str, Any]) -> int:
        way, number = cleaned["way"], cleaned["number"] or 0
        dates = self.old_plan.dates
        if way == FIRST:
            return days_to(self.old_plan, cleaned["first"], keep_weekday=False)
        if way == YEAR and dates:
            return days_to(self.old_plan, same_day_in(dates[0], 1), keep_weekday=True)
        return {WEEKS: number * WEEK, DAYS: number}.get(way, 0)


def _sources(user: User) -> list[tuple[str, list[tuple[str, str]]]]:
    templates = visible(user, PlanTemplate).values_list("uid", "title")
    campaigns = visible(user, Campaign).select_related("territory").order_by("-pk")
    groups = [
        (
            str(_("Циклы, которые уже были")),
            [
                (f"{CAMPAIGN}:{row.uid}", f"{row.territory}: {row.name}"[:120])
                for row in campaigns
            ],
        ),
        (
            str(_("Типовые планы")),
            [(f"{TEMPLATE}:{uid}", title[:120]) for uid, title in templates],
        ),
    ]
    return [group for group in groups if group[1]]
