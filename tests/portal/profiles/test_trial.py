"""The scores of a trial are the scores of a sheet, in the same words."""

from decimal import Decimal
from typing import Any

import pytest

from forms_builder.questionnaires import ports
from portal.profiles.trial import TrialScore
from tests.factories import LOOSE, STRICT, TALK, edition_content
from tests.factories.content import uid
from tests.factories.every_type import every_type


def score(content: dict[str, Any], answers: dict[str, Any]) -> ports.TrialResult:
    return TrialScore().score(content, answers)


def confirmed(*codes: str) -> dict[str, Any]:
    marks = sorted(uid(code) for code in codes)
    return {"state": "answered", "confirmed": marks, "not_applicable": {}}


ANSWERS = {
    STRICT: confirmed("1.1/1", "1.1/2", "1.1/4"),
    TALK: {"state": "not_applicable", "reason": "Группы нет"},
    LOOSE: {"state": "answered", "level": 5},
}


def test_score__overall_areas_and_indicators():
    result = score(edition_content(), ANSWERS)
    assert (result.overall.number, result.overall.level) == ("3,50", 3)
    assert result.overall.title == "Базовый уровень"
    assert result.overall.explanation == ("(2 + 5) : 2 = 3,50",)
    assert [(row.title, row.number) for row in result.areas] == [
        ("1. Ориентиры", "2,00"),
        ("2. Программа", "5,00"),
    ]
    assert [(row.title, row.number, row.level) for row in result.indicators] == [
        ("1.1 Показатель 1.1", "2,00", 2),
        ("1.2 Показатель 1.2", "не применимо", None),
        ("2.1 Показатель 2.1", "5,00", 5),
    ]


def test_score__explains_an_indicator_level_by_level():
    strict, talk, _loose = score(edition_content(), ANSWERS).indicators
    said = " ".join(strict.explanation)
    assert "Уровень 2 «Качество стремится к базовому» — подтверждён" in said
    assert "Уровень 3 «Базовый уровень» — не подтверждён" in said
    assert "До уровня 3 не хватает: «Характеристика 1.1/3»" in said
    assert "Не применимо: Группы нет" in talk.explanation


def test_score__leaves_out_with_a_reason():
    first = score(edition_content(), ANSWERS).areas[0]
    assert first.explanation[-1] == "Не вошло: 1.2. Показатель 1.2: не применимо."


def test_score__nothing_answered():
    result = score(edition_content(), {})
    assert (result.overall.number, result.overall.level) == ("не оценивалось", None)


def test_score__tells_the_methods():
    method = score(edition_content(), {}).method
    assert any("среднее областей" in sentence for sentence in method)


def test_score__of_a_form_without_a_scale():
    content = edition_content() | {"scale": None}
    content["sections"] = content["sections"][:1]
    assert score(content, {}) == ports.TrialResult()


def test_score__an_unfinished_scale_is_said_in_place_of_numbers():
    content = edition_content()
    content["scale"]["levels"] = []
    result = score(content, ANSWERS)
    assert result.overall is None
    assert result.method[0].startswith("Шкала или ответ пока не считаются")


def test_score__only_what_the_content_asks():
    content = edition_content()
    content["sections"] = content["sections"][:2]
    result = score(content, ANSWERS)
    assert result.overall.number == "2,00"
    assert [row.title for row in result.areas] == ["1. Ориентиры"]


def with_construct(*codes: str) -> dict[str, Any]:
    content = every_type()
    for item in content["sections"][0]["items"]:
        item["construct"] = "вовлеченность" if item["code"] in codes else ""
    return content


def by_code(content: dict[str, Any], code: str) -> str:
    return next(row["uid"] for row in content["sections"][0]["items"] if row["code"] == code)


@pytest.mark.parametrize(
    ("given", "number", "counted"),
    [
        ({}, "нет ответов", "0\u00a0ответов"),
        ({"enough": "much"}, "5,00", "1\u00a0ответ"),
        ({"enough": "unsure"}, "нет ответов", "0\u00a0ответов"),
        ({"enough": "none", "whole_level": "4"}, "2,50", "2\u00a0ответа"),
    ],
)
def test_constructs__mean_of_the_answers_that_carry_a_score(given, number, counted):
    content = with_construct("enough", "whole_level")
    answers = {
        by_code(content, code): {"state": "answered", "value": value}
        for code, value in given.items()
    }
    [row] = score(content, answers).constructs
    assert (row.title, row.number) == ("вовлеченность", number)
    assert row.explanation == (f"Среднее баллов: {counted} с баллом на 2\u00a0вопроса.",)


def test_constructs__not_applicable_carries_no_score():
    content = with_construct("enough")
    answers = {by_code(content, "enough"): {"state": "not_applicable", "reason": "нет"}}
    assert score(content, answers).constructs[0].number == "нет ответов"


def test_port__is_answered_by_this_room():
    assert isinstance(ports.trial_score(), TrialScore)
    assert Decimal("3.5") == Decimal(
        ports.trial_score().score(edition_content(), ANSWERS).overall.number.replace(",", ".")
    )
