"""Last year's dates on this year: nothing but dates moves, and all by the same number of days."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.campaigns.reading import read_plan
from portal.campaigns.shifting import days_to, same_day_in, shifted
from tests.portal.campaigns.plans import ORSK
from tests.portal.campaigns.strategies import DATES, PLANS

ORSK_PLAN = read_plan(ORSK.read_bytes())
DAYS = st.integers(-2000, 2000)


@given(PLANS, DAYS)
def test_shift__moves_every_date_and_only_dates(plan, days):
    moved = shifted(plan, days)
    delta = datetime.timedelta(days=days)
    assert moved.dates == [day + delta for day in plan.dates]
    assert moved.counts == plan.counts
    assert [step.text for step in moved.steps] == [step.text for step in plan.steps]
    assert shifted(moved, -days) == plan


@given(PLANS, DATES)
def test_days_to__begins_on_the_day_or_beside_it_on_the_same_weekday(plan, first):
    moved = shifted(plan, days_to(plan, first, keep_weekday=False)).dates
    assert moved[:1] in ([], [first])
    kept = shifted(plan, days_to(plan, first, keep_weekday=True)).dates
    if kept:
        assert kept[0].weekday() == plan.dates[0].weekday()
        assert abs((kept[0] - first).days) <= 3


def test_orsk__next_year_begins_on_a_tuesday_again():
    first = same_day_in(ORSK_PLAN.dates[0], 1)
    days = days_to(ORSK_PLAN, first, keep_weekday=True)
    assert (days, first) == (364, datetime.date(2021, 9, 15))
    assert shifted(ORSK_PLAN, days).dates[0] == datetime.date(2021, 9, 14)


@pytest.mark.parametrize(
    ("day", "years", "there"),
    [
        (datetime.date(2020, 2, 29), 1, datetime.date(2021, 2, 28)),
        (datetime.date(2020, 2, 29), 4, datetime.date(2024, 2, 29)),
        (datetime.date(2021, 9, 14), -1, datetime.date(2020, 9, 14)),
    ],
)
def test_same_day__knows_leap_years(day, years, there):
    assert same_day_in(day, years) == there


def test_same_day__beyond_the_calendar_is_an_error():
    with pytest.raises(OverflowError):
        same_day_in(datetime.date(2020, 9, 15), 9000)
