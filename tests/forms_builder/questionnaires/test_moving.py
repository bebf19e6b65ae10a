"""Whether an answer may go over to an item as another wording asks it."""

import pytest

from forms_builder.questionnaires.moving import answer_fits
from tests.factories.every_type import QUESTIONS

NUMBER = {"uid": "n", "type": "number", "code": "n", "label": "Сколько", "maximum": None}
OPTIONS = [{"value": "day", "label": "Дневной"}, {"value": "night", "label": "Ночной"}]
CHOICE = {"uid": "c", "type": "choice", "code": "c", "label": "Режим", "choices": OPTIONS}
FIVE = {"state": "answered", "value": "5"}
NIGHT = {"state": "answered", "value": "night"}
NOT_HERE = {"state": "not_applicable", "reason": "закрыто"}


@pytest.mark.parametrize("item", QUESTIONS, ids=lambda item: item["type"])
def test_answer_fits__nothing_fits_where_nobody_asks(item):
    assert not answer_fits(item, None, FIVE)


@pytest.mark.parametrize(
    ("before", "item", "answer"),
    [
        (NUMBER, NUMBER, FIVE),
        (NUMBER, NUMBER | {"label": "Сколько групп", "maximum": "5"}, FIVE),
        (CHOICE, CHOICE | {"choices": OPTIONS[::-1]}, NIGHT),
        (CHOICE, CHOICE | {"not_applicable": True}, NIGHT),
        (CHOICE | {"not_applicable": True}, CHOICE | {"not_applicable": True}, NOT_HERE),
    ],
)
def test_answer_fits__another_wording_that_takes_it(before, item, answer):
    assert answer_fits(before, item, answer)


@pytest.mark.parametrize(
    ("before", "item", "answer"),
    [
        (NUMBER, NUMBER | {"maximum": "4"}, FIVE),
        (CHOICE, CHOICE | {"choices": OPTIONS[:1]}, NIGHT),
        (CHOICE | {"not_applicable": True}, CHOICE, NOT_HERE),
        (NUMBER, NUMBER | {"type": "text"}, FIVE),
    ],
    ids=["too large", "option gone", "must apply", "another type"],
)
def test_answer_fits__refuses_what_would_be_lost_or_mean_another_thing(before, item, answer):
    assert not answer_fits(before, item, answer)
