"""Which questions are named though nobody asks them."""

from typing import Any

from forms_builder.questionnaires.blocks import BodyBlock
from forms_builder.questionnaires.usages import lost_codes

ASKS_FIRST = {
    "match": "all",
    "conditions": [
        {"type": "row", "value": {"question": "first", "operator": "answered", "value": ""}}
    ],
}


def lost(*blocks: tuple[str, dict[str, Any]]) -> dict[str, list[str]]:
    body = BodyBlock().to_python([{"type": kind, "value": value} for kind, value in blocks])
    return lost_codes(body)


def text(code: str, **keys: Any) -> tuple[str, dict[str, Any]]:
    return "text", {"code": code, "label": code.title(), "multiline": False, **keys}


def calculated(expression: str) -> tuple[str, dict[str, Any]]:
    formula = {"operation": "sum", "operands": []}
    value = {"code": "sum", "label": "Сумма", "formula": formula, "expression": expression}
    return "calculated", value | {"decimals": 0}


def test_lost__nothing():
    assert lost(text("first"), text("second", show_if=ASKS_FIRST)) == {}


def test_lost__by_a_question_a_section_and_a_note():
    named = lost(
        ("section", {"title": "Дальше", "show_if": ASKS_FIRST}),
        text("second", show_if=ASKS_FIRST),
        ("note", {"code": "note", "label": "Пояснение", "hint": "", "show_if": ASKS_FIRST}),
    )
    assert named == {"first": ["Дальше", "Second", "Пояснение"]}


def test_lost__by_a_formula():
    assert lost(calculated('{"sum":[{"var":"first"},{"var":"third"}]}'), text("first")) == {
        "third": ["Сумма"]
    }


def test_lost__an_unfinished_formula_names_nothing():
    assert lost(calculated("")) == {}


def test_lost__a_retired_question_is_not_asked():
    assert lost(text("first", retired=True), text("second", show_if=ASKS_FIRST)) == {
        "first": ["Second"]
    }
