"""What earlier editions hold to: types and codes."""

import copy
from typing import Any

import pytest

from forms_builder.questionnaires.kept import kept_findings
from tests.forms_builder.builders import COUNT
from tests.forms_builder.questionnaires.expected import EXPECTED


def varied(**changes: Any) -> dict[str, Any]:
    """The small form, its first question changed."""
    content = copy.deepcopy(EXPECTED)
    content["sections"][0]["items"][0].update(changes)
    return content


def said(content: dict[str, Any], *earlier: dict[str, Any]) -> list[str]:
    return [found.message for found in kept_findings(content, earlier)]


def group(**child: Any) -> dict[str, Any]:
    inside = {"uid": "c", "code": "name", "type": "text", "label": "Имя"} | child
    content = copy.deepcopy(EXPECTED)
    item = {"uid": "g", "code": "team", "type": "group", "label": "Команда", "items": [inside]}
    content["sections"][0]["items"].append(item)
    return content


def test_kept__the_same_and_the_first():
    assert said(EXPECTED, EXPECTED) == []
    assert said(EXPECTED) == []


def test_kept__a_question_becomes_another_kind():
    [found] = kept_findings(varied(type="text", code="other"), [EXPECTED])
    assert found.message == ("В прежних редакциях это Число, теперь Текст: заведите новый вопрос.")
    assert (found.place, found.uid) == ("Сколько групп", COUNT)


def test_kept__a_code_gets_another_kind():
    assert said(varied(uid="new", type="text"), EXPECTED) == [
        "Код «groups» в прежних редакциях: Число. Дайте новый."
    ]


def test_kept__a_code_gets_another_question_of_the_same_kind():
    assert said(varied(uid="new", label="Сколько детей"), EXPECTED) == [
        "Код «groups» в прежних редакциях у вопроса «Сколько групп». Дайте новый."
    ]


def test_kept__an_old_code_even_when_the_last_edition_no_longer_had_it():
    without = copy.deepcopy(EXPECTED)
    without["sections"][0]["items"].clear()
    assert said(varied(uid="new"), without, EXPECTED)


@pytest.mark.parametrize(
    "changes", [{"code": "other"}, {"label": "Групп всего"}, {"uid": "new", "code": "fresh"}]
)
def test_kept__relabelling_recoding_and_adding_are_free(changes):
    assert said(varied(**changes), EXPECTED) == []


def test_kept__indicators_may_swap_their_numbers():
    content = copy.deepcopy(EXPECTED)
    one, two = content["sections"][2]["items"]
    one["code"], two["code"] = two["code"], one["code"]
    assert said(content, EXPECTED) == []


def test_kept__a_question_never_takes_the_number_of_an_indicator():
    assert said(varied(uid="new", code="1.1"), EXPECTED) == [
        "Код «1.1» в прежних редакциях: Показатели шкалы. Дайте новый."
    ]


def test_kept__inside_a_group_a_code_is_its_groups_own():
    assert said(group(code="groups", type="date"), EXPECTED) == []
    assert said(group(type="number"), group()) == [
        "В прежних редакциях это Текст, теперь Число: заведите новый вопрос."
    ]
    assert said(group(uid="d"), group()) == [
        "Код «name» в прежних редакциях у вопроса «Имя». Дайте новый."
    ]
