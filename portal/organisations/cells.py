"""How the cells of a registry file become values, and values cells."""

import datetime
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from import_export import widgets

from portal.organisations import columns
from portal.organisations.choices import OrganisationKind, OrganisationState
from portal.organisations.surroundings import Surroundings

DAY_FORMATS = ("%d.%m.%Y", "%Y-%m-%d", "%Y-%m-%d %H:%M:%S")


class NumberWidget(widgets.CharWidget):
    """A plain whole number leaves as a number, so that a spreadsheet sorts it; all else as text."""

    def render(self, value: str, obj: Model | None = None, **kwargs: Any) -> str | int:
        plain = value.isascii() and value.isdigit() and str(int(value)) == value
        return int(value) if plain and len(value) < 16 else value


class CountWidget(widgets.Widget):
    """A whole number; nothing stays nothing."""

    def clean(self, value: str, row: dict | None = None, **kwargs: Any) -> int:
        if not (value.isascii() and value.isdigit() and len(value) < 7):
            raise ValueError(_("Напишите целое число."))
        return int(value)

    def render(self, value: int | None, obj: Model | None = None, **kwargs: Any) -> int | str:
        return "" if value is None else value


class DayWidget(widgets.Widget):
    """A day: 31.12.2020 or 2020-12-31."""

    def clean(self, value: str, row: dict | None = None, **kwargs: Any) -> datetime.date:
        for form in DAY_FORMATS:
            try:
                return datetime.datetime.strptime(value, form).date()
            except ValueError:
                continue
        raise ValueError(_("Напишите день так: 31.12.2020."))

    def render(
        self, value: datetime.date | None, obj: Model | None = None, **kwargs: Any
    ) -> datetime.date | str:
        return value or ""


class StateWidget(widgets.CharWidget):
    """States in Russian words."""

    def clean(self, value: str, row: dict | None = None, **kwargs: Any) -> str:
        state = columns.STATES.get(value.casefold())
        if state is None:
            raise ValueError(
                _("Состояние «%s» неизвестно: бывает «открыт», «приостановлен», «закрыт».") % value
            )
        return state

    def render(self, value: str, obj: Model | None = None, **kwargs: Any) -> str:
        return str(OrganisationState(value).label)


class KindWidget(widgets.CharWidget):
    """Types of kindergartens in Russian words."""

    def clean(self, value: str, row: dict | None = None, **kwargs: Any) -> str:
        for kind, label in OrganisationKind.choices:
            if columns.bare(str(label)) == columns.bare(value):
                return kind
        known = "», «".join(str(label) for label in OrganisationKind.labels)
        raise ValueError(_("Такого типа нет. Бывает: «%s».") % known)

    def render(self, value: str, obj: Model | None = None, **kwargs: Any) -> str:
        return str(OrganisationKind(value).label) if value else ""


class FounderWidget(widgets.Widget):
    """A founder by name; the value is its key."""

    def __init__(self, surroundings: Surroundings):
        super().__init__()
        self.surroundings = surroundings

    def clean(self, value: str, row: dict | None = None, **kwargs: Any) -> int:
        home = self.surroundings.territory_of((row or {}).get(columns.TERRITORY, ""))
        return self.surroundings.founder_of(value, home).pk

    def render(self, value: int | None, obj: Model | None = None, **kwargs: Any) -> str:
        return self.surroundings.founders[value].name if value else ""


class TerritoryWidget(widgets.Widget):
    """A territory by name; only shown, a file moves nobody."""

    def __init__(self, surroundings: Surroundings):
        super().__init__()
        self.surroundings = surroundings

    def render(self, value: int | None, obj: Model | None = None, **kwargs: Any) -> str:
        return self.surroundings.territories[value].name if value else ""
