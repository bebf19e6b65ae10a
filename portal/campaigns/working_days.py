"""Days on which work is done: five a week, changed by the production calendar."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from portal.campaigns.models import CalendarDay

DAY = datetime.timedelta(days=1)
FRIDAY = 4


@dataclass(frozen=True)
class WorkCalendar:
    """Days off among Monday–Friday and working days among weekends; pure, no database behind."""

    holidays: frozenset[datetime.date] = frozenset()
    working: frozenset[datetime.date] = frozenset()

    def is_working(self, day: datetime.date) -> bool:
        """Whether work is done on a day."""
        if day in self.working:
            return True
        return day.weekday() <= FRIDAY and day not in self.holidays

    def add(self, day: datetime.date, days: int) -> datetime.date:
        """Return the working day that lies so many working days after a day (before it: negative).

        Zero gives the day itself, or the next working day when it is a day off.
        """
        if not days:
            return day if self.is_working(day) else self.add(day, 1)
        step = DAY if days > 0 else -DAY
        left = abs(days)
        while left:
            day += step
            left -= self.is_working(day)
        return day

    def between(self, starts: datetime.date, ends: datetime.date) -> list[datetime.date]:
        """Return the working days from starts to ends, both included."""
        return [day for day in _days(starts, ends) if self.is_working(day)]


def calendar() -> WorkCalendar:
    """Return the production calendar as it stands, in one query."""
    kinds: dict[str, set[datetime.date]] = {kind: set() for kind in CalendarDay.Kind.values}
    for day, kind in CalendarDay.objects.values_list("day", "kind"):
        kinds[kind].add(day)
    return _of(kinds[CalendarDay.Kind.HOLIDAY], kinds[CalendarDay.Kind.WORKING])


def add_working_days(day: datetime.date, n: int) -> datetime.date:
    """Return the n-th working day after a day by the production calendar; see WorkCalendar.add."""
    return calendar().add(day, n)


def _of(holidays: Iterable[datetime.date], working: Iterable[datetime.date]) -> WorkCalendar:
    return WorkCalendar(frozenset(holidays), frozenset(working))


def _days(starts: datetime.date, ends: datetime.date) -> Iterator[datetime.date]:
    for number in range((ends - starts).days + 1):  # stops at the last day there is
        yield starts + DAY * number
