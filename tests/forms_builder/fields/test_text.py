"""Texts: limits, patterns, line ends; what the editor refuses."""

import pytest
from django.core.exceptions import ValidationError

from forms_builder.common.errors import DomainError
from forms_builder.fields.catalogue import field_type
from tests.forms_builder.fields.items import answered, item

TEXT = field_type("text")


def decode(made, *typed):
    return TEXT.decode(made, {"value": list(typed)})


def test_decode__a_line_end_is_the_same_from_a_form_and_a_script():
    made = item("text", multiline=True)
    assert decode(made, "раз\r\nдва") == decode(made, "раз\nдва") == answered("раз\nдва")
    assert decode(made, "раз\rдва") == answered("раз\nдва")


def test_decode__one_line_stays_one_line():
    assert decode(item("text"), "раз\r\nдва") == answered("раз два")


WRONG = [
    ({"min_length": 5}, "мало", "Текст короче 5\u00a0знаков. Допишите."),
    ({"max_length": 5}, "слишком", "Текст длиннее 5\u00a0знаков. Сократите его."),
    ({"max_length": 21}, "я" * 22, "Текст длиннее 21\u00a0знака."),
    ({}, "я" * 10_001, "Текст длиннее 10000\u00a0знаков."),
    ({"form": "digits"}, "двадцать", "Только цифры."),
    ({"form": "inn"}, "123", "ИНН: 10 цифр организации или 12 цифр человека."),
    ({"form": "digits"}, "1" * 201, "Текст длиннее 200\u00a0знаков."),
    ({"form": "own", "pattern": r"\d{2}", "pattern_hint": "Две цифры."}, "123", "Две цифры."),
]


@pytest.mark.parametrize(("keys", "typed", "message"), WRONG)
def test_decode__wrong(keys, typed, message):
    with pytest.raises(DomainError) as refusal:
        decode(item("text", **keys), typed)
    [problem] = refusal.value.problems
    assert message in problem.message
    assert problem.place == "Вопрос"


def test_decode__refuses_in_the_items_own_words():
    with pytest.raises(DomainError) as refusal:
        decode(item("text", form="postcode", error="Спросите индекс на почте."), "4624")
    assert refusal.value.problems[0].message == "Спросите индекс на почте."


def test_decode__a_pattern_matches_the_whole_answer():
    made = item("text", form="own", pattern=r"а|б", pattern_hint="а или б")
    assert decode(made, "б") == answered("б")
    with pytest.raises(DomainError):
        decode(made, "аб")


def test_decode__a_pattern_without_words_still_says_something():
    made = item("text") | {"pattern": "x"}
    with pytest.raises(DomainError, match="не подходит"):
        decode(made, "y")


def test_limits__are_said_before_the_answer():
    made = item("text", form="postcode", min_length=6, max_length=6)
    assert TEXT.limits(made) == (
        "Индекс: шесть цифр, например 462403. Не короче 6\u00a0знаков. Не длиннее 6\u00a0знаков."
    )
    assert TEXT.attributes(made) == {"type": "text", "maxlength": 6, "inputmode": "numeric"}
    assert TEXT.limits(item("text")) == ""


def test_freeze__a_ready_pattern_stands_in_the_edition():
    made = item("text", form="digits", pattern="чужое", pattern_hint="чужое")
    assert (made["pattern"], made["pattern_hint"]) == ("[0-9]+", "Только цифры.")
    assert TEXT.thaw(made)["form"] == "digits"


def test_freeze__an_unused_expression_does_not():
    made = item("text", form="", pattern="[0-9]+", pattern_hint="Цифры")
    assert (made["pattern"], made["pattern_hint"]) == ("", "")


REFUSED = [
    ({"min_length": "5", "max_length": "4"}, "max_length", "Верхний предел меньше нижнего."),
    ({"form": "digits", "multiline": True}, "form", "в одну строку"),
    ({"form": "own", "pattern": "", "pattern_hint": "а"}, "pattern", "Напишите выражение."),
    ({"form": "own", "pattern": "a", "pattern_hint": ""}, "pattern_hint", "Напишите словами"),
    ({"form": "own", "pattern": "(a+)+", "pattern_hint": "а"}, "pattern", "слишком сложное"),
    ({"form": "own", "pattern": "(", "pattern_hint": "а"}, "pattern", "не регулярное"),
    ({"form": "own", "pattern": "a" * 201, "pattern_hint": "а"}, "pattern", "200"),
    ({"max_length": "10001"}, "max_length", "10000"),
]


@pytest.mark.parametrize(("keys", "where", "message"), REFUSED)
def test_block__refuses(keys, where, message):
    block = TEXT.block()
    with pytest.raises(ValidationError) as refusal:
        block.clean(block.to_python({"label": "Вопрос", "code": "q", **keys}))
    assert message in str(refusal.value.block_errors[where])


def test_block__takes_an_own_pattern():
    block = TEXT.block()
    keys = {"form": "own", "pattern": r"[А-Я]{2}-\d+", "pattern_hint": "Две буквы, дефис, номер."}
    cleaned = block.clean(block.to_python({"label": "Номер", "code": "q", **keys}))
    assert TEXT.freeze(cleaned)["pattern"] == r"[А-Я]{2}-\d+"
