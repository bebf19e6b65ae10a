"""Places: each given once, kept in order, whole only when every option has one."""

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from forms_builder.common.errors import DomainError
from forms_builder.fields.catalogue import field_type
from tests.forms_builder.fields.composite import RANKING, answered, stored

KIND = field_type("ranking")


@pytest.mark.parametrize(
    ("payload", "value"),
    [
        ({"p-play": ["2"], "p-yard": ["1"], "p-food": ["3"]}, ["yard", "play", "food"]),
        ({"p-play": ["1"]}, ["play"]),
        ({"p-food": ["3"]}, ["", "", "food"]),
        ({"p-food": ["3"], "p-yard": ["1"]}, ["yard", "", "food"]),
    ],
)
def test_decode__places_given_so_far(payload, value):
    assert KIND.decode(RANKING, payload) == answered(value)
    assert KIND.encode(RANKING, answered(value)) == payload


@pytest.mark.parametrize("payload", [{}, {"p-play": [""]}, {"p-other": ["1"]}])
def test_decode__nothing(payload):
    assert KIND.decode(RANKING, payload) is None


@pytest.mark.parametrize(
    ("payload", "words"),
    [
        ({"p-play": ["4"]}, "Место — число от 1 до 3."),
        ({"p-play": ["0"]}, "Место — число от 1 до 3."),
        ({"p-play": ["²"]}, "Место — число от 1 до 3."),
        ({"p-play": ["2"], "p-food": ["2"]}, "Место 2 отдано дважды"),
    ],
)
def test_decode__refuses(payload, words):
    with pytest.raises(DomainError, match=words):
        KIND.decode(RANKING, payload)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (["yard", "play", "food"], ""),
        (["yard", "", "food"], "не отдано место: «Игра»"),
        (["food"], "не отдано место: «Игра», «Двор»"),
    ],
)
def test_missing__every_option_has_a_place(value, words):
    assert KIND.missing(RANKING | {"required": True}, answered(value)) == words
    assert KIND.missing(RANKING, answered(value)) == ""


def test_display__the_order_in_words():
    assert KIND.display(RANKING, answered(["yard", "", "food"])) == "1. Двор\n3. Еда"


def test_columns__the_place_of_each_option():
    assert KIND.columns(RANKING)[0] == ("views_play", "Как Вам сад: место «Игра»")
    assert KIND.cells(RANKING, answered(["yard", "", "food"])) == ["", "1", "3"]


def test_operand__free_places_are_no_answers():
    assert KIND.operand(RANKING, answered(["yard", "", "food"])) == ("yard", "food")


def test_template__a_select_per_option_with_its_label():
    parts = KIND.parts(RANKING, {"p-yard": ["1"]}, "u7.")
    page = render_to_string(KIND.template, {"item": RANKING, "parts": parts})
    assert page.count("<select") == 3
    assert '<label for="q-u7.p-yard">Двор</label>' in page
    assert page.count(" selected") == 1


def test_block__codes_once():
    twice = [{"label": "Игра", "value": "play"}] * 2
    value = stored(RANKING, {"label": "Что важно", "code": "views", "choices": twice})
    with pytest.raises(ValidationError) as refusal:
        KIND.block().clean(value)
    assert "не повторяются" in str(refusal.value.block_errors["choices"])
