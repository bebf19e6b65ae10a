"""Forms of the registry in the CMS."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from portal.accounts.models import User
from portal.organisations.choices import TIME_ZONES, TerritoryKind
from portal.organisations.models import Founder, Territory
from portal.organisations.policy import visible
from portal.organisations.selectors import moves_for, territories_led_by

KINDS = [kind for kind in TerritoryKind.choices if kind[0] != TerritoryKind.COUNTRY]


class InTerritoryForm(WagtailAdminModelForm):
    """Offers the person's territories only; the row is written by a service."""

    def __init__(self, *args: Any, for_user: User, **kwargs: Any):
        super().__init__(*args, for_user=for_user, **kwargs)
        self.fields["territory"].queryset = territories_led_by(for_user)


class OrganisationForm(InTerritoryForm):
    """Only a new kindergarten is put somewhere; later it is moved on a screen of its own."""

    def __init__(self, *args: Any, for_user: User, **kwargs: Any):
        super().__init__(*args, for_user=for_user, **kwargs)
        held = Q(pk=self.instance.founder_id)
        seen = Q(pk__in=visible(for_user, Founder).values("pk"))
        self.fields["founder"].queryset = Founder.objects.filter(held | seen)
        if self.instance.pk:
            del self.fields["territory"]


class AddTerritoryForm(forms.Form):
    parent = forms.ModelChoiceField(Territory.objects.none(), label=_("Внутри чего"))
    kind = forms.ChoiceField(choices=KINDS, label=_("Вид"))
    name = forms.CharField(max_length=200, label=_("Название"))
    time_zone = forms.ChoiceField(
        choices=TIME_ZONES,
        label=_("Часовой пояс"),
        help_text=_("Срок — это день, он кончается в 23:59 по этому поясу."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        led = territories_led_by(user)
        self.fields["parent"].queryset = led.exclude(kind=TerritoryKind.MUNICIPALITY)


class MoveTerritoryForm(forms.Form):
    target = forms.ModelChoiceField(Territory.objects.none(), label=_("Куда перенести"))

    def __init__(self, *args: Any, territory: Territory, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["target"].queryset = moves_for(territory, user)
