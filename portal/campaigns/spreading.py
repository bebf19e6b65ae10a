"""Sharing the days of a procedure among its phases. Pure: no database, no clock."""

import datetime
import itertools

from portal.campaigns.working_days import DAY, WorkCalendar

Span = tuple[datetime.date, datetime.date]


def spread(
    starts: datetime.date, ends: datetime.date, count: int, calendar: WorkCalendar
) -> list[Span]:
    """Return first and last day for each of count phases, in order, from starts to ends.

    Working days are shared evenly: the parts differ by one at most and follow each other without a
    gap of a working day. With fewer working days than phases some phases share a day; without any,
    plain days are shared. Raises ValueError when ends lies before starts.
    """
    if ends < starts:
        raise ValueError("a procedure ends before it starts")
    days = calendar.between(starts, ends) or _plain_days(starts, ends)
    length = len(days)
    if length < count:
        return [(day, day) for day in (days[place * length // count] for place in range(count))]
    edges = [place * length // count for place in range(count + 1)]
    return [(days[first], days[last - 1]) for first, last in itertools.pairwise(edges)]


def _plain_days(starts: datetime.date, ends: datetime.date) -> list[datetime.date]:
    return [starts + DAY * number for number in range((ends - starts).days + 1)]
