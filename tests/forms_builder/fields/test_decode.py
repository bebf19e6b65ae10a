"""What each type makes of a payload: right ones, wrong ones with their words, nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms_builder.common.errors import DomainError
from forms_builder.fields.catalogue import field_type

TEXT = {"code": "words", "label": "Впечатление", "required": True, "multiline": True}
NUMBER = {"code": "groups", "label": "Группы", "required": True, "minimum": "0.5", "maximum": "60"}
FREE = NUMBER | {"minimum": None, "maximum": None}
CHOICE = {
    "code": "mode",
    "label": "Как шло",
    "required": False,
    "choices": [{"value": "day", "label": "Полный день"}, {"value": "half", "label": "Полдня"}],
}
A, B, C = "a" * 8, "b" * 8, "c" * 8


def indicator(rule: str, top: int = 3, gaps: tuple[int, ...] = ()) -> dict:
    rows = [{"uid": uid, "level": n, "text": uid} for n, uid in enumerate((A, B, C), start=1)]
    inner = {"rule": rule, "gaps": list(gaps), "characteristics": rows}
    keys = {"code": "1.1", "label": "Игра", "required": True, "not_applicable": True}
    return {**keys, "top": top, "indicator": inner}


TICKS, DIRECT = indicator("cumulative"), indicator("direct")
GAPPED = indicator("direct", top=4, gaps=(2, 5))


def value(text: str) -> dict:
    return {"state": "answered", "value": text}


def ticked(confirmed: list[str], passed: dict[str, str] | None = None) -> dict:
    return {"state": "answered", "confirmed": confirmed, "not_applicable": passed or {}}


RIGHT = [
    ("text", TEXT, {"value": ["  Тепло  "]}, value("Тепло")),
    ("text", TEXT, {"value": ["a\x00b"]}, value("ab")),
    ("text", TEXT, {"value": ["   "]}, None),
    ("text", TEXT, {}, None),
    ("number", NUMBER, {"value": ["12"]}, value("12")),
    ("number", NUMBER, {"value": ["3,50"]}, value("3.50")),
    ("number", NUMBER, {"value": ["0.5"]}, value("0.5")),
    ("number", FREE, {"value": ["1 234"]}, value("1234")),
    ("number", FREE, {"value": ["−2"]}, value("-2")),
    ("number", FREE, {"value": [""]}, None),
    ("choice", CHOICE, {"value": ["half"]}, value("half")),
    ("choice", CHOICE, {}, None),
    ("note", {"code": "n", "label": "Спасибо"}, {"value": ["ответ"]}, None),
    ("indicator", TICKS, {"confirmed": [B, A]}, ticked([A, B])),
    ("indicator", TICKS, {"none": ["on"]}, ticked([])),
    ("indicator", TICKS, {}, None),
    (
        "indicator",
        TICKS,
        {"confirmed": [A], "na_of": [C], "na_of_reason": ["Нет участка"]},
        ticked([A], {C: "Нет участка"}),
    ),
    (
        "indicator",
        TICKS,
        {"na": ["on"], "na_reason": [" Нет детей "], "confirmed": [A]},
        {"state": "not_applicable", "reason": "Нет детей"},
    ),
    ("indicator", DIRECT, {"level": ["0"]}, {"state": "answered", "level": 0}),
    ("indicator", DIRECT, {"level": ["3"]}, {"state": "answered", "level": 3}),
    ("indicator", DIRECT, {}, None),
    ("indicator", GAPPED, {"level": ["4"]}, {"state": "answered", "level": 4}),
]
WRONG = [
    ("text", TEXT, {"value": ["а" * 10_001]}, "Текст длиннее 10000\u00a0знаков"),
    ("number", NUMBER, {"value": ["много"]}, "Нужно число, например 12 или 3,5."),
    ("number", NUMBER, {"value": ["1e3"]}, "Нужно число"),
    ("number", NUMBER, {"value": ["nan"]}, "Нужно число"),
    ("number", NUMBER, {"value": ["1" * 13]}, "Нужно число"),
    ("number", NUMBER, {"value": ["0,4"]}, "Число не меньше 0,5."),
    ("number", NUMBER, {"value": ["60,1"]}, "Число не больше 60."),
    ("choice", CHOICE, {"value": ["night"]}, "Такого варианта нет"),
    ("indicator", TICKS, {"confirmed": ["чужая"]}, "нет такой характеристики"),
    (
        "indicator",
        TICKS,
        {"confirmed": [A], "na_of": [A], "na_of_reason": ["x"]},
        "не может быть и подтверждена, и не применима",
    ),
    ("indicator", TICKS, {"na": ["on"]}, "Напишите, почему не применимо"),
    ("indicator", TICKS, {"na": ["on"], "na_reason": ["а" * 1001]}, "Причина длиннее 1000"),
    ("indicator", TICKS, {"na_of": [A]}, "Напишите, почему не применимо"),
    (
        "indicator",
        TICKS | {"not_applicable": False},
        {"na_of": [A], "na_of_reason": ["Лето"]},
        "Здесь «не применимо» не отвечают",
    ),
    ("indicator", DIRECT, {"level": ["4"]}, "Такого уровня в шкале нет"),
    ("indicator", DIRECT, {"level": ["-1"]}, "Такого уровня в шкале нет"),
    ("indicator", DIRECT, {"level": ["²"]}, "Такого уровня в шкале нет"),
    ("indicator", GAPPED, {"level": ["2"]}, "Такого уровня в шкале нет"),
]


@pytest.mark.parametrize(("kind", "item", "payload", "answer"), RIGHT)
def test_decode__right(kind, item, payload, answer):
    assert field_type(kind).decode(item, payload) == answer


@pytest.mark.parametrize(("kind", "item", "payload", "message"), WRONG)
def test_decode__wrong(kind, item, payload, message):
    with pytest.raises(DomainError) as refusal:
        field_type(kind).decode(item, payload)
    [problem] = refusal.value.problems
    assert message in problem.message
    assert problem.place == item["label"]


@given(st.text(max_size=40))
def test_number__takes_a_plain_decimal_or_refuses(typed):
    try:
        answer = field_type("number").decode(FREE, {"value": [typed]})
    except DomainError:
        return
    assert answer is None or len(answer["value"]) <= 20


DISPLAYED = [
    ("text", TEXT, value("Тепло"), "Тепло"),
    ("text", TEXT, None, "нет ответа"),
    ("choice", CHOICE, value("half"), "Полдня"),
    ("choice", CHOICE, None, "нет ответа"),
    ("note", TEXT, None, ""),
    ("indicator", TICKS, None, "не оценивалось"),
    ("indicator", TICKS, {"state": "not_applicable", "reason": "Лето"}, "не применимо: Лето"),
    ("indicator", TICKS, ticked([A, B]), "подтверждено: 2\u00a0характеристики"),
    ("indicator", DIRECT, {"state": "answered", "level": 0}, "уровень 0"),
]


@pytest.mark.parametrize(("kind", "item", "answer", "words"), DISPLAYED)
def test_display__in_words(kind, item, answer, words):
    assert field_type(kind).display(item, answer) == words


def test_missing__only_what_is_required_and_asked():
    assert field_type("text").missing(TEXT, None) == "нет ответа"
    assert field_type("text").missing(TEXT, value("Тепло")) == ""
    assert field_type("choice").missing(CHOICE, None) == ""
    assert field_type("note").missing(TEXT, None) == ""


def test_columns__follow_from_the_item_alone():
    assert field_type("number").columns(NUMBER) == [("groups", "Группы")]
    assert field_type("indicator").columns(TICKS) == [
        ("1.1", "Игра"),
        ("1.1_na", "Игра: почему не применимо"),
    ]
    assert field_type("note").columns(TEXT) == []
