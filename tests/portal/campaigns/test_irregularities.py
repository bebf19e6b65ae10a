import datetime

import pytest

from portal.campaigns.irregularities import irregularities, missing_numbers
from portal.campaigns.reading import read_plan
from tests.portal.campaigns.plans import ORSK, as_file, small_plan

TODAY = datetime.date(2020, 9, 20)


def test_irregularities__of_the_plan_of_orsk_are_told_in_words():
    said = irregularities(read_plan(ORSK.read_bytes()), datetime.date(2021, 9, 8))
    assert said == [
        "2\u00a0шага без номера.",
        "1\u00a0фаза без названия.",
        "32\u00a0фазы без дат.",
        "Пропущены номера: 2.2.7, 2.3.13, 3.1.17.",
        "Процедура 5.1 названа в источнике «7.1».",
        "Нет ответственных у процедур: 4.3, 5.1.",
        "Все даты плана в прошлом.",
    ]


def test_irregularities__of_a_plain_plan_are_few():
    assert irregularities(read_plan(as_file(small_plan())), TODAY) == ["1\u00a0шаг без номера."]


@pytest.mark.parametrize(
    ("codes", "missing"),
    [
        (["1.1", "1.2", "1.4"], ["1.3"]),
        (["2.2", "2.4", "3.7"], ["2.3"]),
        (["I", "", "1.2.а"], []),
        (["1.1", "1.999999999"], []),
        ([], []),
    ],
)
def test_missing_numbers__are_looked_for_inside_each_group(codes, missing):
    assert missing_numbers(codes) == missing
