"""A calculated value: formulas as blocks and back, shown and never taken from a form."""

import json
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from forms_builder.expressions.tree import parse
from forms_builder.fields.catalogue import field_type
from forms_builder.fields.formula import FormulaBlock, formula_of, thaw_formula
from tests.forms_builder.fields.composite import TOTAL, answered, frozen, stored

KIND = field_type("calculated")
BLOCK = {"label": "Доля", "code": "share", "decimals": 1}


def var(code: str) -> dict:
    return {"var": code}


def number(text: str) -> dict:
    return {"number": text}


def asked(code: str) -> dict:
    return {"type": "question", "value": code}


FORMULAS = [
    ({"operation": "sum", "operands": [asked("a"), asked("b")]}, {"sum": [var("a"), var("b")]}),
    ({"operation": "count", "operands": [asked("a")]}, {"count": [var("a")]}),
    (
        {"operation": "*", "operands": [asked("a"), {"type": "number", "value": "2.50"}]},
        {"*": [var("a"), number("2.5")]},
    ),
    (
        {
            "operation": "/",
            "operands": [
                {"type": "formula", "value": {"operation": "mean", "operands": [asked("a")]}},
                {"type": "number", "value": "3"},
            ],
        },
        {"/": [{"mean": [var("a")]}, number("3")]},
    ),
    ({"operation": "sum", "operands": []}, None),
]


@pytest.mark.parametrize(("value", "expression"), FORMULAS)
def test_formula__blocks_build_the_expression(value, expression):
    made = formula_of(FormulaBlock().to_python(value))
    assert made == expression
    if made:
        parse(made)


leaves = st.one_of(
    st.sampled_from("abc").map(var), st.integers(-999, 999).map(lambda it: number(str(it)))
)
operations = st.sampled_from(["sum", "mean", "min", "max", "count"])


def above(inner):
    several = st.lists(inner, min_size=1, max_size=3)
    many = st.builds(lambda op, them: {op: them}, operations, several)
    pairs = st.tuples(st.sampled_from("+-*/"), inner, inner)
    return st.one_of(many, pairs.map(lambda pair: {pair[0]: list(pair[1:])}))


formulas = leaves
for _depth in range(4):
    formulas = above(st.one_of(leaves, formulas))


@given(formulas)
def test_freeze__any_formula_comes_back_whole(formula):
    item = TOTAL | {"formula": formula}
    assert frozen(item, KIND.thaw(item)) == item


@given(formulas)
def test_thaw_formula__what_blocks_show_they_also_give(formula):
    value = thaw_formula(formula)
    if value is not None:
        assert formula_of(FormulaBlock().to_python(value)) == formula


@pytest.mark.parametrize(
    "formula",
    [
        {"round": [var("a"), number("1")]},
        {"if": [{"answered": [var("a")]}, var("a"), number("0")]},
        {"sum": [{"sum": [{"sum": [{"sum": [var("a")]}]}]}]},
        {"-": [var("a")]},
        {"*": [var("a"), number("2.50")]},
    ],
)
def test_thaw__what_blocks_cannot_show_stands_as_text(formula):
    item = TOTAL | {"formula": formula}
    value = KIND.thaw(item)
    assert json.loads(value["expression"]) == formula
    assert frozen(item, value) == item


def test_freeze__an_unfinished_formula_is_none():
    value = stored(TOTAL, BLOCK | {"formula": {"operation": "sum", "operands": []}})
    assert KIND.freeze(value)["formula"] is None


@pytest.mark.parametrize(
    ("changes", "where", "words"),
    [
        ({}, "formula", "Скажите, из чего посчитать"),
        ({"expression": "сумма"}, "expression", "Это не выражение"),
        ({"expression": '{"sum": []}'}, "expression", "Это не выражение"),
        ({"expression": '{"sum": [1]}'}, "expression", "Это не выражение"),
        (
            {"formula": {"operation": "/", "operands": [asked("a")]}},
            "formula",
            "нужно ровно два",
        ),
        (
            {"formula": {"operation": "+", "operands": [asked("a")]}},
            "formula",
            "Добавьте ещё число или вопрос",
        ),
    ],
)
def test_block__refuses(changes, where, words):
    with pytest.raises(ValidationError) as refusal:
        KIND.block().clean(stored(TOTAL, BLOCK | changes))
    error = refusal.value.block_errors[where]
    assert words in str(getattr(error, "block_errors", error))


def test_decode__a_form_never_gives_the_value():
    assert KIND.decode(TOTAL, {"value": ["100"]}) is None
    assert not KIND.asks
    assert KIND.missing(TOTAL | {"required": True}, None) == ""


def test_display__with_decimals_and_unit():
    assert KIND.display(TOTAL, answered("3.5")) == "3,50\u00a0%"
    assert KIND.display(TOTAL | {"unit": "", "decimals": 0}, answered("3")) == "3"
    assert KIND.display(TOTAL, None) == "пока не посчитать"


def test_operand_and_points__are_the_number():
    assert KIND.operand(TOTAL, answered("3.5")) == Decimal("3.5")
    assert KIND.points(TOTAL, answered("3.5")) == Decimal("3.5")


def test_template__carries_the_formula_for_the_script():
    payload = KIND.encode(TOTAL, answered("3.5"))
    parts = KIND.parts(TOTAL, payload, "u7.")
    page = render_to_string(KIND.template, {"item": TOTAL, "parts": parts})
    assert "3,50" in page
    assert "data-formula=" in page
    assert json.loads(parts["formula"]) == TOTAL["formula"]
    assert "<input" not in page


def test_columns__one_with_the_number_as_stored():
    assert KIND.columns(TOTAL) == [("views", "Как Вам сад")]
    assert KIND.cells(TOTAL, answered("3.5")) == ["3.5"]
