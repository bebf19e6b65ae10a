"""A term ends at 23:59 where the sheet counts."""

import datetime
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone

from portal.organisations.choices import TIME_ZONES


def passed(column: str, now: datetime.datetime | None = None) -> Q:
    """Return the condition that a day of an assignment is over at its place.

    column: such as "due". All zones of the country share two dates at any moment.
    """
    return _by_zone(f"{column}__lt", now)


def reached(column: str, now: datetime.datetime | None = None) -> Q:
    """Return the condition that a day of an assignment has come at its place."""
    return _by_zone(f"{column}__lte", now)


def _by_zone(lookup: str, now: datetime.datetime | None) -> Q:
    dates: dict[datetime.date, list[str]] = {}
    for zone, _name in TIME_ZONES:
        dates.setdefault(timezone.localdate(now, timezone=ZoneInfo(zone)), []).append(zone)
    condition = Q(pk__in=())
    for day, zones in dates.items():
        condition |= Q(**{lookup: day, "place__time_zone__in": zones})
    return condition
