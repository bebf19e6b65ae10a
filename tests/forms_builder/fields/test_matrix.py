"""A matrix: answered row by row, required in every row, a column of an export per row."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from forms_builder.common.errors import DomainError
from forms_builder.fields import lists
from forms_builder.fields.catalogue import field_type
from tests.forms_builder.fields.composite import COMMON, MATRIX, answered, frozen, option, stored

KIND = field_type("matrix")
BLOCK = {"label": "Как Вам сад", "code": "views", "rows": [{"label": "Еда", "code": "food"}]}


@pytest.mark.parametrize(
    ("payload", "value"),
    [
        ({"r-food": ["yes"], "r-walks": ["x"]}, {"food": "yes", "walks": "x"}),
        ({"r-food": ["no"]}, {"food": "no"}),
        ({"r-food": [""], "r-walks": ["no"]}, {"walks": "no"}),
        ({"r-food": ["yes"], "r-other": ["no"]}, {"food": "yes"}),
    ],
)
def test_decode__rows_answered_so_far(payload, value):
    assert KIND.decode(MATRIX, payload) == answered(value)


@pytest.mark.parametrize("payload", [{}, {"r-food": ["  "]}, {"food": ["yes"]}])
def test_decode__nothing(payload):
    assert KIND.decode(MATRIX, payload) is None


def test_decode__a_column_that_is_not_there():
    with pytest.raises(DomainError) as refusal:
        KIND.decode(MATRIX, {"r-food": ["maybe"]})
    assert refusal.value.problems[0].place == "Как Вам сад"
    assert "Такого варианта нет" in refusal.value.problems[0].message


def test_decode__not_applicable():
    item = MATRIX | {"not_applicable": True}
    answer = KIND.decode(item, {"na": ["1"], "na_reason": ["Ребёнок не ходит"]})
    assert answer == {"state": "not_applicable", "reason": "Ребёнок не ходит"}
    assert KIND.missing(item | {"required": True}, answer) == ""
    assert KIND.cells(item, answer) == ["", "", "Ребёнок не ходит"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"food": "yes", "walks": "no"}, ""),
        ({"food": "yes"}, "нет ответа в строке «Прогулки»"),
        (None, "нет ответа"),
    ],
)
def test_missing__required_means_every_row(value, words):
    item = MATRIX | {"required": True}
    assert KIND.missing(item, value and answered(value)) == words
    assert KIND.missing(MATRIX, value and answered(value)) == ""


def test_missing__names_every_row():
    rows = [*MATRIX["rows"], {"code": "staff", "label": "Люди"}]
    item = MATRIX | {"required": True, "rows": rows}
    words = "нет ответа в строках «Еда», «Прогулки»"
    assert KIND.missing(item, answered({"staff": "no"})) == words


def test_columns__a_row_each_whatever_is_answered():
    assert KIND.columns(MATRIX) == [
        ("views_food", "Как Вам сад: Еда"),
        ("views_walks", "Как Вам сад: Прогулки"),
    ]
    assert KIND.cells(MATRIX, answered({"walks": "no"})) == ["", "no"]
    assert KIND.cells(MATRIX, None) == ["", ""]


def test_display__a_line_per_row():
    words = "Еда: нет ответа\nПрогулки: Не знаю"
    assert KIND.display(MATRIX, answered({"walks": "x"})) == words


@pytest.mark.parametrize(
    ("value", "points"),
    [
        ({"food": "yes", "walks": "no"}, Decimal(3)),
        ({"food": "yes", "walks": "x"}, Decimal(5)),
        ({"food": "x"}, None),
    ],
)
def test_points__the_mean_of_rows_that_carry_a_score(value, points):
    assert KIND.points(MATRIX, answered(value)) == points


@pytest.mark.parametrize(
    ("preset", "first", "last"),
    [("agreement", "Да", "Нет"), ("frequency", "Всегда", "Никогда")],
)
def test_freeze__a_preset_gives_five_scored_columns_and_unsure(preset, first, last):
    columns = frozen(MATRIX, BLOCK | {"preset": preset})["columns"]
    assert [column["score"] for column in columns] == ["5", "4", "3", "2", "1", None]
    assert (columns[0]["label"], columns[4]["label"]) == (first, last)
    assert columns[5] == option("unsure", "Затрудняюсь ответить", None, True)


class Lists:
    def titles(self):
        return [("u1", "Готовность")]

    def options(self, uid):
        return [option("ready", "Готов", "2"), option("not", "Нет", "0")] if uid == "u1" else []


@pytest.fixture
def ready_lists(monkeypatch):
    monkeypatch.setattr(lists, "_source", [Lists()])


def test_freeze__columns_of_a_ready_list(ready_lists):
    made = frozen(MATRIX, BLOCK | {"preset": "u1"})
    assert made["list"] == "u1"
    assert [column["value"] for column in made["columns"]] == ["ready", "not"]
    assert KIND.thaw(made)["preset"] == "u1"
    assert frozen(MATRIX, KIND.thaw(made)) == {"type": "matrix", **made}


def test_freeze__a_list_that_is_gone_leaves_the_columns_it_had():
    own = [option("a", "А"), option("b", "Б")]
    made = frozen(MATRIX, BLOCK | {"preset": "gone", "columns": own})
    assert (made["list"], made["columns"]) == ("", own)


@pytest.mark.parametrize(
    ("changes", "where", "words"),
    [
        ({"preset": "own"}, "columns", "Добавьте два столбца"),
        ({"preset": "own", "columns": [option("a", "А")] * 2}, "columns", "не повторяются"),
        ({"rows": BLOCK["rows"] * 2}, "rows", "не повторяются"),
        ({"rows": []}, "rows", ""),
    ],
)
@pytest.mark.django_db
def test_block__refuses(changes, where, words):
    value = stored(MATRIX, BLOCK | {"preset": "agreement"} | changes)
    with pytest.raises(ValidationError) as refusal:
        KIND.block().clean(value)
    assert words in str(refusal.value.block_errors[where])


def test_template__rows_named_by_their_words_and_the_answer_marked():
    parts = KIND.parts(MATRIX, {"r-food": ["no"]}, "u7.")
    page = render_to_string(KIND.template, {"item": MATRIX, "parts": parts})
    assert page.count('role="radiogroup"') == 2
    assert 'aria-labelledby="q-u7.r-food"' in page
    assert page.count("checked") == 1
    assert 'name="u7.r-food" value="no" checked' in page


def test_parts__names_are_what_decode_reads():
    parts = KIND.parts(MATRIX, {}, "u7.")
    names = [row["name"].removeprefix("u7.") for row in parts["rows"]]
    payload = {name: [MATRIX["columns"][0]["value"]] for name in names}
    assert KIND.decode(MATRIX, payload) == answered({"food": "yes", "walks": "yes"})
    assert parts["is_group"]


def test_common_keys__are_frozen():
    made = frozen(MATRIX, BLOCK | {"preset": "agreement", "hint": "Прочтите"})
    assert set(COMMON) <= set(made)
    assert made["hint"] == "Прочтите"
