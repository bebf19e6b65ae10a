"""Laws of working days and of sharing them among phases."""

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.campaigns.models import CalendarDay
from portal.campaigns.spreading import spread
from portal.campaigns.working_days import DAY, WorkCalendar, add_working_days, calendar

DAYS = st.dates(datetime.date(2020, 1, 1), datetime.date(2021, 12, 31))
CALENDARS = st.builds(
    WorkCalendar, holidays=st.frozensets(DAYS, max_size=40), working=st.frozensets(DAYS, max_size=9)
)
STEPS = st.integers(-60, 60)


@given(CALENDARS, DAYS, STEPS)
def test_add__lands_on_a_working_day_that_many_away(work, day, steps):
    there = work.add(day, steps)
    assert work.is_working(there)
    if steps > 0:
        assert len(work.between(day + DAY, there)) == steps
    if steps < 0:
        assert len(work.between(there, day - DAY)) == -steps


@given(CALENDARS, DAYS, st.integers(0, 30), st.integers(0, 30))
def test_add__in_two_parts_is_one_step(work, day, first, second):
    assert work.add(work.add(day, first), second) == work.add(work.add(day, 0), first + second) or (
        not work.is_working(day)
    )


@given(CALENDARS, DAYS, st.integers(1, 40))
def test_add__back_from_a_working_day_returns(work, day, steps):
    start = work.add(day, 0)
    assert work.add(work.add(start, steps), -steps) == start


@given(CALENDARS, DAYS, st.integers(0, 90))
def test_between__is_every_working_day_once(work, day, length):
    found = work.between(day, day + DAY * length)
    assert found == sorted(set(found))
    assert all(work.is_working(one) for one in found)


def test_calendar__a_moved_weekend_works_and_a_holiday_does_not():
    saturday, friday = datetime.date(2021, 2, 20), datetime.date(2021, 2, 22)
    work = WorkCalendar(frozenset({friday}), frozenset({saturday}))
    assert work.is_working(saturday)
    assert not work.is_working(friday)
    assert work.add(datetime.date(2021, 2, 19), 2) == datetime.date(2021, 2, 23)


@pytest.mark.django_db
def test_functions__read_the_content(django_assert_num_queries):
    CalendarDay.objects.create(day=datetime.date(2026, 1, 9), kind=CalendarDay.Kind.HOLIDAY)
    CalendarDay.objects.create(day=datetime.date(2026, 1, 10), kind=CalendarDay.Kind.WORKING)
    assert add_working_days(datetime.date(2026, 1, 8), 2) == datetime.date(2026, 1, 12)
    with django_assert_num_queries(1):
        assert calendar().holidays == {datetime.date(2026, 1, 9)}


@given(CALENDARS, DAYS, st.integers(0, 120), st.integers(1, 12))
def test_spread__fills_the_procedure_in_order_and_evenly(work, starts, length, count):
    ends = starts + DAY * length
    spans = spread(starts, ends, count, work)
    assert len(spans) == count
    assert all(starts <= first <= last <= ends for first, last in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    days = work.between(starts, ends)
    if len(days) >= count:
        sizes = [len(work.between(first, last)) for first, last in spans]
        assert sum(sizes) == len(days)
        assert max(sizes) - min(sizes) <= 1
        assert all(work.is_working(day) for span in spans for day in span)
        assert (spans[0][0], spans[-1][1]) == (days[0], days[-1])


def test_spread__of_more_phases_than_days_shares_days():
    monday = datetime.date(2020, 9, 14)
    spans = spread(monday, monday + DAY, 4, WorkCalendar())
    assert [first.day for first, _last in spans] == [14, 14, 15, 15]


def test_spread__over_days_off_alone_takes_them():
    saturday = datetime.date(2020, 9, 19)
    assert spread(saturday, saturday + DAY, 2, WorkCalendar()) == [
        (saturday, saturday),
        (saturday + DAY, saturday + DAY),
    ]


def test_spread__refuses_an_end_before_the_start():
    with pytest.raises(ValueError, match="ends before"):
        spread(datetime.date(2020, 9, 2), datetime.date(2020, 9, 1), 1, WorkCalendar())
