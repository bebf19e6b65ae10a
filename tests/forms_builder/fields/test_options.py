"""Single and multiple choice: options, own words, scores, columns; ready lists."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from forms_builder.common.errors import DomainError
from forms_builder.fields import lists
from forms_builder.fields.catalogue import field_type
from tests.forms_builder.fields.items import OPTIONS, answered, item

ONE, SEVERAL = field_type("choice"), field_type("choices")
CHOICE = item("choice", choices=OPTIONS)
OWN = item("choice", choices=OPTIONS, other=True)
DROPDOWN = item("choice", choices=OPTIONS, other=True, look="dropdown", required=True)
CHOICES = item("choices", choices=OPTIONS, minimum=2, maximum=3)
OWNS = item("choices", choices=OPTIONS, other=True)


RIGHT = [
    (CHOICE, {"value": ["no"]}, answered("no")),
    (CHOICE, {"value": [""]}, None),
    (CHOICE, {"value": ["no"], "other": ["мимо"]}, answered("no")),
    (CHOICE, {"other": ["мимо"]}, None),
    (OWN, {"value": ["other"], "other": [" Своё "]}, answered("other", other="Своё")),
    (OWN, {"other": ["Своё"]}, answered("other", other="Своё")),
    (OWN, {"value": ["yes"], "other": ["Своё"]}, answered("yes")),
    (CHOICES, {"value": ["no", "yes"]}, answered(["yes", "no"])),
    (CHOICES, {"value": ["no", "no"]}, answered(["no"])),
    (CHOICES, {"value": ["unsure"]}, answered(["unsure"])),
    (CHOICES, {"value": []}, None),
    (CHOICES, {}, None),
    (OWNS, {"value": ["yes"], "other": ["Своё"]}, answered(["yes", "other"], other="Своё")),
]


@pytest.mark.parametrize(("made", "payload", "answer"), RIGHT)
def test_decode__right(made, payload, answer):
    assert field_type(made["type"]).decode(made, payload) == answer


WRONG = [
    (CHOICE, {"value": ["other"]}, "Такого варианта нет"),
    (OWN, {"value": ["other"]}, "напишите, что именно"),
    (OWN, {"value": ["other"], "other": ["я" * 301]}, "«Другое» длиннее 300 знаков"),
    (CHOICES, {"value": ["yes", "чужой"]}, "Такого варианта нет"),
    (CHOICES, {"value": ["yes", "unsure"]}, "«Затрудняюсь ответить» отмечают без других"),
    (OWNS, {"value": ["other"]}, "напишите, что именно"),
    (OWNS, {"value": ["unsure"], "other": ["Своё"]}, "отмечают без других"),
    (
        item("choices", choices=OPTIONS, maximum=1),
        {"value": ["yes", "no"]},
        "Отмечено 2\u00a0варианта, а можно не больше 1\u00a0варианта. Снимите лишние.",
    ),
]


@pytest.mark.parametrize(("made", "payload", "message"), WRONG)
def test_decode__wrong(made, payload, message):
    with pytest.raises(DomainError) as refusal:
        field_type(made["type"]).decode(made, payload)
    assert message in refusal.value.problems[0].message


MISSING = [
    (answered(["yes", "no"]), ""),
    (answered(["yes"]), "отмечено меньше 2\u00a0вариантов"),
    (answered(["unsure"]), ""),
    (None, ""),
    ({"state": "not_applicable", "reason": "Лето"}, ""),
]


@pytest.mark.parametrize(("answer", "words"), MISSING)
def test_missing__fewer_than_the_minimum_are_kept_but_not_enough(answer, words):
    assert SEVERAL.missing(CHOICES, answer) == words


def test_missing__required_and_nothing_ticked():
    assert SEVERAL.missing(CHOICES | {"required": True}, None) == "нет ответа"


LIMITS = [
    ((None, None), ""),
    ((2, 2), "Отметьте ровно 2\u00a0варианта."),
    ((1, 3), "Отметьте от 1 до 3\u00a0вариантов."),
    ((1, None), "Отметьте хотя бы один вариант."),
    ((2, None), "Отметьте не меньше 2\u00a0вариантов."),
    ((None, 1), "Отметьте не больше 1\u00a0варианта."),
]


@pytest.mark.parametrize(("limits", "words"), LIMITS)
def test_limits__in_words(limits, words):
    low, high = limits
    assert SEVERAL.limits(item("choices", choices=OPTIONS, minimum=low, maximum=high)) == words


def test_points__of_one_and_the_sum_of_several():
    assert ONE.points(OWN, answered("partly")) == Decimal("2.5")
    assert ONE.points(OWN, answered("no")) == 0
    assert ONE.points(OWN, answered("unsure")) is None
    assert ONE.points(OWN, answered("other", other="Своё")) is None
    assert SEVERAL.points(OWNS, answered(["yes", "partly", "other"], other="Своё")) == 7.5
    assert SEVERAL.points(OWNS, answered(["unsure"])) is None


def test_points__unsure_carries_none_whatever_was_written_beside_it():
    option = {"value": "unsure", "label": "Не знаю", "score": "3", "unsure": True}
    made = item("choice", choices=[*OPTIONS[:2], option])
    assert ONE.points(made, answered("unsure")) is None


def test_operand__is_what_an_expression_compares():
    assert ONE.operand(OWN, answered("no")) == "no"
    assert SEVERAL.operand(OWNS, answered(["yes", "no"])) == ("yes", "no")


def test_display__in_words():
    assert ONE.display(OWN, answered("partly")) == "Отчасти"
    assert ONE.display(OWN, answered("other", other="Своё")) == "Другое: Своё"
    words = SEVERAL.display(OWNS, answered(["yes", "other"], other="Своё"))
    assert words == "Хватает\nДругое: Своё"


def test_columns__of_one_choice_and_its_own_words():
    assert ONE.columns(CHOICE) == [("q", "Вопрос")]
    assert ONE.columns(OWN) == [("q", "Вопрос"), ("q_other", "Вопрос: другое")]
    assert ONE.cells(OWN, answered("other", other="Своё")) == ["other", "Своё"]
    assert ONE.cells(OWN, answered("yes")) == ["yes", ""]
    assert ONE.cells(CHOICE, answered("yes")) == ["yes"]


def test_columns__of_several_stand_apart_for_each_option():
    codes = [code for code, _title in SEVERAL.columns(OWNS)]
    assert codes == ["q_yes", "q_partly", "q_no", "q_unsure", "q_other"]
    assert SEVERAL.columns(OWNS)[0][1] == "Вопрос: Хватает"
    given = answered(["yes", "other"], other="Своё")
    assert SEVERAL.cells(OWNS, given) == ["1", "0", "0", "0", "Своё"]
    assert SEVERAL.cells(OWNS, None) == [""] * 5


def test_cells__not_applicable_leaves_ticks_empty_not_zero():
    made = OWNS | {"not_applicable": True}
    gone = {"state": "not_applicable", "reason": "Лето"}
    assert SEVERAL.cells(made, gone) == ["", "", "", "", "", "Лето"]


def test_parts__without_an_obligation_a_choice_can_be_taken_back():
    last = ONE.parts(CHOICE, {"value": ["no"]}, "u.")["options"][-1]
    assert (last["value"], last["label"], last["on"]) == ("", "Без ответа", False)
    required = ONE.parts(CHOICE | {"required": True}, {}, "u.")["options"]
    assert [option["value"] for option in required] == ["yes", "partly", "no", "unsure"]


def test_parts__of_a_dropdown():
    parts = ONE.parts(DROPDOWN, {"value": ["other"], "other": ["Своё"]}, "u.")
    assert parts["is_dropdown"]
    assert not parts["is_group"]
    assert [option["value"] for option in parts["options"] if option["on"]] == ["other"]
    assert parts["other"]["value"] == "Своё"
    assert parts["other"]["name"] == "u.other"


def cleaned(kind, **value):
    block = field_type(kind).block()
    return block.clean(block.to_python({"label": "Вопрос", "code": "q", **value}))


REFUSED = [
    ({"choices": []}, "choices", "хотя бы два варианта"),
    ({"choices": OPTIONS[:1]}, "choices", "хотя бы два варианта"),
    ({"choices": [OPTIONS[0], OPTIONS[0]]}, "choices", "не повторяются"),
    (
        {"choices": [OPTIONS[0], OPTIONS[1] | {"value": "other"}], "other": True},
        "choices",
        "занят вариантом «Другое»",
    ),
    ({"choices": [OPTIONS[0], OPTIONS[1] | {"value": "Да"}]}, "choices", ""),
    ({"choices": [OPTIONS[0], OPTIONS[1] | {"score": "1.0001"}]}, "choices", ""),
]


@pytest.mark.parametrize(("value", "where", "message"), REFUSED)
@pytest.mark.parametrize("kind", ["choice", "choices"])
def test_block__refuses(kind, value, where, message):
    with pytest.raises(ValidationError) as refusal:
        cleaned(kind, **value)
    assert message in str(refusal.value.block_errors[where])


def test_block__refuses_limits_that_nobody_can_keep():
    for low, high in ((3, 2), (5, None)):
        with pytest.raises(ValidationError) as refusal:
            cleaned("choices", choices=OPTIONS, minimum=low, maximum=high)
        assert list(refusal.value.block_errors) in (["maximum"], ["minimum"])


def test_block__one_option_and_own_words_are_a_choice():
    made = ONE.freeze(cleaned("choice", choices=OPTIONS[:1], other=True))
    assert [option["value"] for option in made["choices"]] == ["yes"]


class Shelf:
    """A source of lists that counts how often it is asked."""

    def __init__(self, options):
        self.kept = options
        self.asked = 0

    def titles(self):
        return [("list-1", "Хватает ли")]

    def options(self, uid):
        self.asked += 1
        return self.kept if uid == "list-1" else []


@pytest.fixture
def shelf(monkeypatch):
    made = Shelf(OPTIONS)
    monkeypatch.setattr(lists, "_source", [lists.NoLists()])
    lists.register_source(made)
    return made


def test_list__its_options_are_frozen_instead_of_the_own(shelf):
    value = cleaned("choice", list="list-1", choices=[])
    made = ONE.freeze(value)
    assert (made["list"], made["choices"]) == ("list-1", OPTIONS)
    assert ONE.freeze(ONE.thaw(made)) == made


def test_list__a_change_reaches_the_next_edition_not_this_one(shelf):
    made = ONE.freeze(cleaned("choice", list="list-1", choices=[]))
    shelf.kept = OPTIONS[:2]
    assert len(made["choices"]) == 4
    assert ONE.freeze(ONE.thaw(made))["choices"] == OPTIONS[:2]


def test_list__one_that_is_gone_leaves_the_options_it_gave(shelf):
    made = ONE.freeze(cleaned("choice", list="list-1", choices=[]))
    shelf.kept = []
    assert ONE.freeze(ONE.thaw(made)) == made


def test_list__unknown_or_too_short_is_refused(shelf):
    with pytest.raises(ValidationError):
        cleaned("choice", list="чужой", choices=OPTIONS)
    shelf.kept = OPTIONS[:1]
    with pytest.raises(ValidationError) as refusal:
        cleaned("choice", list="list-1", choices=[])
    assert list(refusal.value.block_errors) == ["list"]


def test_list__is_read_once_for_all_questions_of_a_form(shelf):
    with lists.read_once():
        for _question in range(5):
            assert lists.options_of("list-1") == OPTIONS
    assert shelf.asked == 1
    lists.options_of("list-1")
    lists.options_of("list-1")
    assert shelf.asked == 3


def test_list__without_a_source_there_are_none(monkeypatch):
    monkeypatch.setattr(lists, "_source", [lists.NoLists()])
    assert lists.list_titles() == []
    assert lists.options_of("list-1") == []
