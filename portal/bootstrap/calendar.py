"""The production calendar that an installation begins with; afterwards people keep it."""

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from portal.campaigns.calendar_days import set_days
from portal.campaigns.models import CalendarDay
from portal.campaigns.working_days import DAY, FRIDAY

FILE = Path(__file__).resolve().parent / "data" / "calendar.json"


def load_calendar() -> int:
    """Add the years of the file that have no day yet; return how many days were added."""
    years = json.loads(FILE.read_text(encoding="utf-8"))
    return sum(
        set_days(by=None, days=_days(told))
        for year, told in years.items()
        if not CalendarDay.objects.filter(day__year=year).exists()
    )


def _days(told: dict[str, Any]) -> Iterator[CalendarDay]:
    """What differs from the week: a holiday on a Saturday changes nothing."""
    for first, last, note in told["days"]:
        day, end = map(datetime.date.fromisoformat, (first, last))
        while day <= end:
            if day.weekday() <= FRIDAY:
                yield CalendarDay(day=day, kind=CalendarDay.Kind.HOLIDAY, note=note)
            day += DAY
    for day, note in told["working"]:
        date = datetime.date.fromisoformat(day)
        yield CalendarDay(day=date, kind=CalendarDay.Kind.WORKING, note=note)
