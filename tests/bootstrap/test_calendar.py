"""The calendar an installation begins with."""

import datetime

import pytest

from portal.bootstrap.calendar import load_calendar
from portal.campaigns.models import CalendarDay
from portal.campaigns.working_days import calendar

pytestmark = pytest.mark.django_db


def test_load__once_and_leaves_what_people_changed():
    assert load_calendar() > 0
    CalendarDay.objects.filter(day=datetime.date(2026, 1, 9)).delete()
    assert load_calendar() == 0
    assert not CalendarDay.objects.filter(day=datetime.date(2026, 1, 9)).exists()


@pytest.mark.parametrize(("year", "days"), [(2021, 247 - 4 - 3), (2025, 247), (2026, 247)])
def test_load__gives_as_many_working_days_as_the_five_day_week_of_that_year(year, days):
    """247 of the government's calendar each; of 2021 seven more were off by decrees."""
    load_calendar()
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    assert len(calendar().between(first, last)) == days


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (datetime.date(2020, 9, 15), True),
        (datetime.date(2020, 11, 4), False),
        (datetime.date(2021, 2, 20), True),
        (datetime.date(2021, 2, 22), False),
        (datetime.date(2025, 11, 1), True),
        (datetime.date(2026, 1, 9), False),
        (datetime.date(2026, 12, 31), False),
    ],
)
def test_load__knows_moved_days(day, works):
    load_calendar()
    assert calendar().is_working(day) is works
