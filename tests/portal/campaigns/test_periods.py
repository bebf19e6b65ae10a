from datetime import date

import pytest

from portal.campaigns.periods import period


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        (date(2020, 9, 15), date(2020, 9, 30), "15–30 сентября 2020"),
        (date(2020, 10, 15), date(2020, 11, 5), "15 октября – 5 ноября 2020"),
        (date(2020, 12, 15), date(2021, 1, 10), "15 декабря 2020 – 10 января 2021"),
        (date(2020, 9, 15), date(2020, 9, 15), "15 сентября 2020"),
        (date(2020, 5, 1), None, "с 1 мая 2020"),
        (None, date(2020, 3, 1), "до 1 марта 2020"),
        (None, None, ""),
    ],
)
def test_period__is_as_short_as_its_dates_allow(starts, ends, words):
    assert period(starts, ends) == words
