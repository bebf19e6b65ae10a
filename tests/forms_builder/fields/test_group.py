"""A repeating group: rows of questions, empty ones dropped, problems named by row and question."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from forms_builder.common.errors import DomainError
from forms_builder.fields.catalogue import field_type
from tests.forms_builder.fields.composite import GROUP, NAME, YEARS, answered, stored

KIND = field_type("group")
N, Y = NAME["uid"], YEARS["uid"]
ANNA = {N: answered("Иванова"), Y: answered("5")}
OLGA = {N: answered("Петрова")}
BLOCK = {"label": "Педагоги", "code": "staff", "minimum": 0, "maximum": 3}
INSIDE = {"type": "text", "value": {"label": "Фамилия", "code": "name", "required": True}}


def row(number: int, name: str = "", years: str = "") -> dict:
    return {f"{number}.{N}.value": [name], f"{number}.{Y}.value": [years]}


def test_decode__rows_in_order_without_the_empty_ones():
    payload = row(0, "Иванова", "5") | row(1) | row(7, "Петрова")
    assert KIND.decode(GROUP, payload) == answered([ANNA, OLGA])


@pytest.mark.parametrize("payload", [{}, row(0), {"x.y": ["1"]}, {f"0.{N}": ["Иванова"]}])
def test_decode__nothing(payload):
    assert KIND.decode(GROUP, payload) is None


def test_decode__problems_name_row_and_question():
    with pytest.raises(DomainError) as refusal:
        KIND.decode(GROUP, row(0, "Иванова", "сто") | row(1, "Петрова", "61"))
    first, second = refusal.value.problems
    assert first.message.startswith("Строка 1, «Стаж»: ")
    assert second.message.startswith("Строка 2, «Стаж»: ")
    assert first.place == "Как Вам сад"


def test_decode__too_many_rows():
    payload = row(0, "А") | row(1, "Б") | row(2, "В") | row(3, "Г")
    with pytest.raises(DomainError, match="Можно не больше: 3"):
        KIND.decode(GROUP, payload)


def test_encode__rows_again():
    payload = KIND.encode(GROUP, answered([ANNA, OLGA]))
    assert payload[f"1.{N}.value"] == ["Петрова"]
    assert KIND.decode(GROUP, payload) == answered([ANNA, OLGA])


@pytest.mark.parametrize(
    ("changes", "rows", "words"),
    [
        ({}, [ANNA, OLGA], ""),
        ({}, [{Y: answered("5")}], "строка 1, «Фамилия»: нет ответа"),
        ({"minimum": 2}, [ANNA], "нужно не меньше: 2\u00a0строки"),
        ({"required": True}, None, "нет ответа"),
        ({"minimum": 2}, None, ""),
    ],
)
def test_missing__names_row_and_question(changes, rows, words):
    assert KIND.missing(GROUP | changes, rows and answered(rows)) == words


def test_columns__are_those_of_the_questions_whatever_the_rows():
    assert KIND.columns(GROUP) == [
        ("views_count", "Как Вам сад: сколько строк"),
        ("views_name", "Как Вам сад: Фамилия"),
        ("views_years", "Как Вам сад: Стаж"),
    ]
    assert KIND.cells(GROUP, answered([ANNA, OLGA])) == ["2", "Иванова | Петрова", "5 | "]
    assert KIND.cells(GROUP, None) == ["", "", ""]


def test_display__a_line_per_row():
    words = "1. Фамилия: Иванова; Стаж: 5\n2. Фамилия: Петрова"
    assert KIND.display(GROUP, answered([ANNA, OLGA])) == words


def test_operand__how_many_rows():
    assert KIND.operand(GROUP, answered([ANNA, OLGA])) == Decimal(2)


@pytest.mark.parametrize(
    ("rows", "minimum", "shown", "may_grow"),
    [(0, 0, 1, True), (1, 0, 2, True), (2, 0, 3, False), (3, 0, 3, False), (0, 2, 2, True)],
)
def test_parts__stored_rows_and_one_more(rows, minimum, shown, may_grow):
    payload = {}
    for number in range(rows):
        payload |= row(number, "Иванова")
    parts = KIND.parts(GROUP | {"minimum": minimum}, payload, "u7.")
    assert [one["number"] for one in parts["rows"]] == list(range(1, shown + 1))
    assert parts["may_grow"] is may_grow


def test_parts__what_is_too_much_is_drawn_too():
    payload = {}
    for number in range(5):
        payload |= row(number, "Иванова")
    assert len(KIND.parts(GROUP, payload, "u7.")["rows"]) == 5


def test_template__names_that_decode_reads():
    parts = KIND.parts(GROUP, row(0, "Иванова", "5"), "u7.")
    page = render_to_string(KIND.template, {"item": GROUP | {"uid": "u7"}, "parts": parts})
    assert f'name="u7.0.{N}.value"' in page
    assert f'<label for="q-u7.1.{N}">Фамилия' in page
    assert "Строка 2" in page
    assert 'name="more" value="u7"' in page


def test_block__inside_stand_simple_questions_without_what_belongs_to_the_group():
    inside = KIND.block().child_blocks["items"].child_blocks
    assert not {"group", "indicator", "calculated", "note", "file"} & set(inside)
    assert {"text", "number", "choice", "date"} <= set(inside)
    assert "show_if" not in inside["text"].child_blocks
    assert "required" in inside["text"].child_blocks


@pytest.mark.parametrize(
    ("changes", "where", "words"),
    [
        ({"items": []}, "items", ""),
        ({"items": [INSIDE, INSIDE]}, "items", "не повторяются"),
        ({"items": [INSIDE], "minimum": 3, "maximum": 2}, "maximum", "меньше нижнего"),
    ],
)
@pytest.mark.django_db
def test_block__refuses(changes, where, words):
    with pytest.raises(ValidationError) as refusal:
        KIND.block().clean(stored(GROUP, BLOCK | changes))
    error = refusal.value
    errors = getattr(error, "block_errors", {})
    assert words in str(errors[where])


def test_freeze__retired_questions_are_left_out():
    gone = {"type": "text", "value": {"label": "Отчество", "code": "second", "retired": True}}
    made = KIND.freeze(stored(GROUP, BLOCK | {"items": [INSIDE, gone]}))
    assert [child["code"] for child in made["items"]] == ["name"]
