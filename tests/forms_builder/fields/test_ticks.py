"""Yes or no, a level from 1 to 5, consent."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from forms_builder.common.errors import DomainError
from forms_builder.fields.catalogue import field_type
from tests.forms_builder.fields.items import answered, item

STEPS = "начало\nпервые шаги\nбаза\nхорошо\nобразец"
YES_NO, LEVEL = item("yes_no"), item("level")
WORDED = item("level", labels=STEPS)
CONSENT = item("consent", text="Согласна на обработку.", link="https://sad94.ru/soglasie")


@pytest.mark.parametrize(
    ("made", "typed"),
    [(YES_NO, "yes"), (YES_NO, "no"), (LEVEL, "1"), (WORDED, "5"), (CONSENT, "yes")],
)
def test_decode__right(made, typed):
    assert field_type(made["type"]).decode(made, {"value": [typed]}) == answered(typed)


WRONG = [
    (YES_NO, "да", "Выберите «Да» или «Нет»."),
    (LEVEL, "0", "Выберите уровень от 1 до 5."),
    (LEVEL, "6", "Выберите уровень от 1 до 5."),
    (LEVEL, "05", "Выберите уровень"),
    (CONSENT, "no", "Поставьте отметку, если согласны"),
]


@pytest.mark.parametrize(("made", "typed", "message"), WRONG)
def test_decode__wrong(made, typed, message):
    with pytest.raises(DomainError, match=message):
        field_type(made["type"]).decode(made, {"value": [typed]})


SHOWN = [
    (YES_NO, "yes", "Да"),
    (YES_NO, "no", "Нет"),
    (LEVEL, "4", "уровень 4"),
    (WORDED, "4", "уровень 4 — хорошо"),
    (CONSENT, "yes", "согласие дано"),
]


@pytest.mark.parametrize(("made", "value", "words"), SHOWN)
def test_display__in_words(made, value, words):
    assert field_type(made["type"]).display(made, answered(value)) == words


def test_level__is_a_number_that_scores():
    kind = field_type("level")
    assert kind.operand(LEVEL, answered("4")) == kind.points(LEVEL, answered("4")) == Decimal(4)


def test_yes_no__is_compared_by_its_value():
    assert field_type("yes_no").operand(YES_NO, answered("no")) == "no"
    assert field_type("yes_no").points(YES_NO, answered("no")) is None


def test_consent__not_given_is_named():
    kind = field_type("consent")
    assert kind.missing(CONSENT | {"required": True}, None) == "нет согласия"
    assert kind.missing(CONSENT | {"required": True}, answered("yes")) == ""
    assert kind.missing(CONSENT, None) == ""


@pytest.mark.parametrize("kind", ["yes_no", "level"])
def test_parts__what_need_not_be_answered_can_be_taken_back(kind):
    it = field_type(kind)
    assert it.parts(item(kind), {}, "u.")["options"][-1]["label"] == "Без ответа"
    assert it.parts(item(kind, required=True), {}, "u.")["options"][-1]["label"] != "Без ответа"


def test_parts__marks_what_was_chosen():
    options = field_type("level").parts(WORDED, {"value": ["2"]}, "u.")["options"]
    assert [option["label"] for option in options if option["on"]] == ["2 — первые шаги"]


@pytest.mark.parametrize(("labels", "taken"), [("", True), (STEPS, True), ("одна\nдве", False)])
def test_block__of_a_level_has_five_words_or_none(labels, taken):
    block = field_type("level").block()
    value = block.to_python({"label": "Вопрос", "code": "q", "labels": labels})
    if taken:
        assert block.clean(value)
        return
    with pytest.raises(ValidationError) as refusal:
        block.clean(value)
    assert list(refusal.value.block_errors) == ["labels"]


def test_block__of_consent_wants_its_text():
    block = field_type("consent").block()
    with pytest.raises(ValidationError) as refusal:
        block.clean(block.to_python({"label": "Согласие", "code": "q", "text": ""}))
    assert list(refusal.value.block_errors) == ["text"]
