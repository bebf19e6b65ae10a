"""Days by the calendar of each place: midnight comes to Orsk two hours before Moscow."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone

from portal.organisations.choices import TIME_ZONES

# From an appointment to the territory whose clock is its clock.
HOMES = ("territory", "organisation__territory", "founder__territory")


def by_own_calendar(condition: Callable[[date], Q]) -> Q:
    """Return a condition on appointments; each is judged by today's date at its own place.

    condition: from that date to what is asked of an appointment.
    """
    days = _days()
    if len(days) == 1:
        return condition(next(iter(days)))
    judged = Q(pk__in=())
    for day, zones in days.items():
        here = Q(pk__in=())
        for home in HOMES:
            here |= Q(**{f"{home}__time_zone__in": zones})
        judged |= condition(day) & here
    return judged


def _days() -> dict[date, list[str]]:
    """Return today's dates in the country, one or two, with the time zones where each is today."""
    now, days = timezone.now(), defaultdict(list)
    for zone, _title in TIME_ZONES:
        days[timezone.localdate(now, timezone=ZoneInfo(zone))].append(zone)
    return days
