"""Conditions as rows and groups: what they freeze to, and back."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.blocks import StructBlockValidationError

from forms_builder.expressions.literals import fitted
from forms_builder.fields.catalogue import field_type
from forms_builder.fields.condition_rows import OPERATORS, row_expression, row_value
from forms_builder.fields.conditions import ConditionBlock, condition_of, thaw_condition
from tests.forms_builder.expressions.cases import random_tree

A, B = {"var": "a"}, {"var": "b"}


def row(question: str, operator: str, value: str = "") -> dict:
    return {
        "type": "row",
        "value": {"question": question, "operator": operator, "value": value},
    }


def condition(*conditions: dict, match: str = "all") -> dict:
    return {"match": match, "conditions": list(conditions)}


def group(*conditions: dict, match: str = "any") -> dict:
    return {"type": "group", "value": condition(*conditions, match=match)}


ROWS = [
    (row("a", "==", "x"), {"==": [A, "x"]}),
    (row("a", "!=", " x "), {"!=": [A, "x"]}),
    (row("a", ">", "3"), {">": [A, "3"]}),
    (row("a", ">=", "3"), {">=": [A, "3"]}),
    (row("a", "<", "2026-09-01"), {"<": [A, "2026-09-01"]}),
    (row("a", "<=", "09:30"), {"<=": [A, "09:30"]}),
    (row("a", "one_of", "x, y,"), {"in": [A, ["x", "y"]]}),
    (row("a", "contains", "x"), {"in": ["x", A]}),
    (row("a", "lacks", "x"), {"not": [{"in": ["x", A]}]}),
    (row("a", "answered"), {"answered": [A]}),
    (row("a", "unanswered", "x"), {"not": [{"answered": [A]}]}),
    (row("a", "not_applicable"), {"not_applicable": [A]}),
]


@pytest.mark.parametrize(("one", "expression"), ROWS)
def test_row__freezes_to_its_expression(one, expression):
    assert condition_of(condition(one)) == expression
    assert condition_of(thaw_condition(expression)) == expression


def test_rows__are_all_tried():
    assert [one["value"]["operator"] for one, _expression in ROWS] == [key for key, _ in OPERATORS]


def test_condition__none():
    assert condition_of(None) is None
    assert condition_of(condition()) is None
    assert condition_of({}) is None
    assert thaw_condition(None) == condition()


def test_condition__all_any_and_groups_inside():
    value = condition(
        row("a", "answered"),
        group(row("a", "==", "x"), group(row("b", "==", "y"), row("b", ">", "3"), match="all")),
        row("b", "!=", "z"),
    )
    both = {"and": [{"==": [B, "y"]}, {">": [B, "3"]}]}
    expression = {"and": [{"answered": [A]}, {"or": [{"==": [A, "x"]}, both]}, {"!=": [B, "z"]}]}
    assert condition_of(value) == expression
    assert thaw_condition(expression) == value


def test_condition__a_group_of_one_is_that_one():
    assert condition_of(condition(group(row("a", "==", "x")))) == {"==": [A, "x"]}


def test_condition__cleaned_by_the_block_is_the_same():
    block = ConditionBlock()
    raw = condition(row("a", "==", "x"), group(row("b", "one_of", "x, y"), row("b", "answered")))
    value = block.clean(block.to_python(raw))
    assert condition_of(value) == condition_of(raw)
    assert condition_of(block.to_python(block.get_prep_value(value))) == condition_of(raw)


@pytest.mark.parametrize(
    "expression",
    [
        {"==": [A, True]},
        {"==": [{"+": [A, {"number": "1"}]}, {"number": "3"}]},
        {"and": [{"==": [A, "x"]}]},
        {"not": [{"and": [{"==": [A, "x"]}, {"==": [A, "y"]}]}]},
        {"==": ["x", A]},
        {"==": [A, " x "]},
        {"in": [A, ["a, b"]]},
        {"if": [True, True, False]},
    ],
)
def test_condition__what_rows_cannot_say_is_kept_whole(expression):
    thawed = thaw_condition(expression)
    assert [one["type"] for one in thawed["conditions"]] == ["expression"]
    assert condition_of(thawed) == expression


def test_condition__too_deep_for_groups_is_kept_whole():
    expression = {"==": [A, "x"]}
    for join in ("and", "or", "and", "or"):
        expression = {join: [{"answered": [B]}, expression]}
    assert condition_of(thaw_condition(expression)) == expression


@given(st.integers(0, 10**9))
def test_condition__thawing_any_expression_loses_nothing(seed):
    """Words stay words until the form fits them, so the law holds for fitted expressions."""
    random = Random(seed)
    types = {"a": "number", "b": "choice", "c": "choices", "d": "date"}
    expression = fitted(random_tree(random), types)
    assert fitted(condition_of(thaw_condition(expression)), types) == expression


@given(st.integers(0, 10**9))
def test_row_value__is_a_row_that_says_it(seed):
    expression = random_tree(Random(seed), 2)
    said = row_value(expression)
    if said is not None:
        assert set(said) == {"question", "operator", "value"}
        assert row_value(row_expression(said)) == said


@pytest.mark.parametrize("kind", ["text", "note", "number"])
def test_question__keeps_its_condition(kind):
    built = field_type(kind)
    raw = {"code": "q", "label": "Вопрос", "hint": "", "multiline": False}
    raw["show_if"] = condition(row("a", "==", "x"))
    item = built.freeze(built.block().to_python(raw))
    assert item["show_if"] == {"==": [A, "x"]}
    assert built.freeze(built.block().to_python(built.thaw(item))) == item


def test_row__a_comparison_needs_a_value():
    block = ConditionBlock().child_blocks["conditions"].child_blocks["row"]
    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python({"question": "a", "operator": "==", "value": ""}))
    assert block.clean(block.to_python({"question": "a", "operator": "answered", "value": ""}))


@pytest.mark.parametrize("text", ["не выражение", "{}", '{"nobody": []}', "[1]", "[" * 3000])
def test_expression__written_out_must_be_one(text):
    block = ConditionBlock().child_blocks["conditions"].child_blocks["expression"]
    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python({"text": text}))


def test_expression__written_out_is_taken():
    block = ConditionBlock().child_blocks["conditions"].child_blocks["expression"]
    assert block.clean(block.to_python({"text": '{"answered": [{"var": "a"}]}'}))
