"""The forms of a target list: how it is chosen, and reasons."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.campaigns.candidates import STRATA, gardens_of, kind_of
from portal.campaigns.models import Procedure, TargetList
from portal.organisations.choices import OrganisationState
from portal.organisations.models import Founder, Organisation, Territory

ANY = ("", _("не важно"))
WAYS = {
    "all": _("Всех, кто подходит"),
    "share": _("Случайную долю в процентах"),
    "size": _("Случайно столько-то"),
}
# What of the form is a condition; the rest says how to take from those who meet them.
CONDITIONS = (
    "territory",
    "kind",
    "founder",
    "state",
    "places_from",
    "places_to",
    "families_from",
    "families_to",
    "took_part",
    "not_visited_since",
)


class DayInput(forms.DateInput):
    """A day as the browser picks it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def number(label: object) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=100_000, required=False)


class ChooseForm(forms.Form):
    """Conditions over the campaign's kindergartens, and whom to take of those who meet them.

    Territories and founders are not told apart by kindergartens: no conditions, no strata.
    """

    territory = forms.ChoiceField(label=_("Муниципалитет"), required=False)
    kind = forms.ChoiceField(label=_("Тип"), required=False)
    founder = forms.ChoiceField(label=_("Учредитель"), required=False)
    state = forms.ChoiceField(
        label=_("Состояние"), choices=[ANY, *OrganisationState.choices], required=False
    )
    places_from = number(_("Мест, не меньше"))
    places_to = number(_("Мест, не больше"))
    families_from = number(_("Семей, не меньше"))
    families_to = number(_("Семей, не больше"))
    took_part = forms.ChoiceField(
        label=_("В прежних циклах"),
        choices=[ANY, ("yes", _("участвовал")), ("no", _("не участвовал"))],
        required=False,
    )
    not_visited_since = forms.DateField(
        label=_("Не был на такой процедуре с"),
        widget=DayInput,
        required=False,
        help_text=_("Считаются процедуры с тем же номером в других циклах."),
    )
    way = forms.ChoiceField(
        label=_("Взять"), choices=list(WAYS.items()), widget=forms.RadioSelect, initial="all"
    )
    share = forms.IntegerField(label=_("Доля, %"), min_value=1, max_value=100, required=False)
    size = forms.IntegerField(label=_("Сколько"), min_value=1, max_value=100_000, required=False)
    strata = forms.MultipleChoiceField(
        label=_("Делить по слоям"),
        choices=[("territory", _("муниципалитет")), ("kind", _("тип"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Места делятся между слоями по их размеру. Малому слою может не достаться."),
    )
    seed = forms.CharField(
        label=_("Число выбора"),
        max_length=32,
        required=False,
        help_text=_("То же число даёт тот же перечень. Пустое придумаем сами и сохраним."),
    )

    def __init__(self, procedure: Procedure, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        campaign = procedure.stage.campaign
        inside = campaign.participants.values("territory")
        places = Territory.objects.filter(pk__in=inside).order_by("name")
        gardens = gardens_of(procedure, {})
        founders = Founder.objects.filter(pk__in=gardens.values("founder")).order_by("name")
        self.fields["territory"].choices = [ANY, *((str(row.pk), row.name) for row in places)]
        self.fields["founder"].choices = [ANY, *((str(row.pk), str(row)) for row in founders)]
        self.fields["kind"].choices = [ANY, *_kinds(gardens)]
        if kind_of(procedure).garden is None:
            for name in (*CONDITIONS, "strata"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        way = given.get("way")
        if way in ("share", "size") and not given.get(way) and way not in self.errors:
            self.add_error(way, _("Назовите число."))
        return given

    @property
    def condition_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in CONDITIONS if name in self.fields]

    @property
    def draw_fields(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in CONDITIONS]

    @property
    def conditions(self) -> dict[str, Any]:
        """The conditions as they are kept: only those that say something, as JSON values."""
        given = ((name, self.cleaned_data.get(name)) for name in CONDITIONS)
        said = {name: value for name, value in given if value not in (None, "")}
        if "not_visited_since" in said:
            said["not_visited_since"] = said["not_visited_since"].isoformat()
        return said

    @property
    def draw(self) -> dict[str, Any]:
        """How to take from those who meet the conditions, as choose_targets takes it."""
        way = self.cleaned_data["way"]
        if way == "all":
            return {}
        names = [name for name in self.cleaned_data.get("strata", ()) if name in STRATA]
        seed = self.cleaned_data["seed"].strip()
        return {way: self.cleaned_data[way], "strata": names, "seed": seed}


def _kinds(gardens: Any) -> list[tuple[str, str]]:
    names = dict(Organisation._meta.get_field("kind").flatchoices)
    found = gardens.order_by("kind").values_list("kind", flat=True).distinct()
    return [(kind, str(names.get(kind, kind))) for kind in found if kind]


def initial_of(target_list: TargetList | None) -> dict[str, Any]:
    """Return what the form shows of a list that was chosen before."""
    if target_list is None:
        return {}
    way = "share" if target_list.share else "size" if target_list.size else "all"
    drawn = {"share": target_list.share, "size": target_list.size, "seed": target_list.seed}
    return {**target_list.filter, **drawn, "way": way, "strata": target_list.strata}
