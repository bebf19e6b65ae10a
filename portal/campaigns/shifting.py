"""Last year's plan on this year's dates. Pure: no database, no clock."""

import datetime
from calendar import isleap
from dataclasses import replace
from typing import TypeVar

from portal.campaigns.plan import Plan, PlanPhase, PlanProcedure

WEEK = 7
P = TypeVar("P", PlanProcedure, PlanPhase)


def shifted(plan: Plan, days: int) -> Plan:
    """Return the plan with every date moved by so many days; what has no date gets none.

    Raises OverflowError for a date that no calendar has.
    """
    delta = datetime.timedelta(days=days)
    return replace(
        plan,
        stages=tuple(
            replace(stage, procedures=tuple(_procedure(part, delta) for part in stage.procedures))
            for stage in plan.stages
        ),
    )


def days_to(plan: Plan, first: datetime.date, *, keep_weekday: bool) -> int:
    """Return by how many days the plan moves so that it begins on a day.

    keep_weekday: the nearest day that has the weekday of the plan's own first date, so that a
    Tuesday stays a Tuesday. A plan without dates does not move.
    """
    if not plan.dates:
        return 0
    days = (first - plan.dates[0]).days
    return round(days / WEEK) * WEEK if keep_weekday else days


def same_day_in(day: datetime.date, years: int) -> datetime.date:
    """Return the same day so many years later; 29 February becomes 28 where the year has none.

    Raises OverflowError outside of the years 1–9999.
    """
    year = day.year + years
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        raise OverflowError(year)
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=year, day=28 if is_leap_day and not isleap(year) else day.day)


def _procedure(part: PlanProcedure, delta: datetime.timedelta) -> PlanProcedure:
    phases = tuple(_moved(phase, delta) for phase in part.phases)
    return replace(_moved(part, delta), phases=phases)


def _moved(part: P, delta: datetime.timedelta) -> P:
    starts, ends = (day and day + delta for day in (part.starts, part.ends))
    return replace(part, starts=starts, ends=ends)
