"""Which items a sheet shows under given answers, and what calculated ones come to."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms_builder.expressions.values import NOT_ANSWERED, NOT_APPLICABLE
from forms_builder.questionnaires.sheet import Section, Sheet
from forms_builder.questionnaires.showing import showing


def choice(uid: str, show_if: Any = None) -> dict[str, Any]:
    options = [{"value": value, "label": value} for value in ("yes", "no")]
    return {
        "uid": uid,
        "type": "choice",
        "code": uid,
        "label": uid.upper(),
        "choices": options,
        "show_if": show_if,
    }


def number(uid: str, show_if: Any = None) -> dict[str, Any]:
    return {"uid": uid, "type": "number", "code": uid, "label": uid.upper(), "show_if": show_if}


def calculated(uid: str, formula: Any, decimals: int = 2) -> dict[str, Any]:
    row = {"uid": uid, "type": "calculated", "code": uid, "label": uid.upper()}
    return row | {"formula": formula, "decimals": decimals, "unit": ""}


def sheet(*items: dict[str, Any]) -> Sheet:
    return Sheet("Лист", "", (Section("s", "Раздел", items),), None)


def is_yes(code: str) -> dict[str, Any]:
    return {"==": [{"var": code}, "yes"]}


def given_value(value: str) -> dict[str, str]:
    return {"state": "answered", "value": value}


YES, NO = given_value("yes"), given_value("no")
NA = {"state": "not_applicable", "reason": "Нет такого"}


def test_showing__without_conditions_everything_is_shown():
    result = showing(sheet(choice("a"), number("b")), {})
    assert result.hidden == frozenset()
    assert result.calculated == {}


def test_showing__an_early_edition_knows_no_conditions():
    old = {key: value for key, value in choice("a").items() if key != "show_if"}
    assert showing(sheet(old), {"a": YES}).hidden == frozenset()


@pytest.mark.parametrize(
    ("answers", "hidden"),
    [({"a": YES}, set()), ({"a": NO}, {"b"}), ({}, {"b"}), ({"a": NA}, {"b"})],
)
def test_showing__a_condition_on_another_answer(answers, hidden):
    assert showing(sheet(choice("a"), number("b", is_yes("a"))), answers).hidden == hidden


def test_showing__the_order_of_asking_does_not_matter():
    both = (number("b", is_yes("a")), choice("a"))
    assert showing(sheet(*both), {"a": YES}).hidden == frozenset()


def test_showing__a_hidden_answer_counts_as_not_answered():
    chain = sheet(choice("a"), choice("b", is_yes("a")), number("c", is_yes("b")))
    assert showing(chain, {"a": YES, "b": YES}).hidden == frozenset()
    result = showing(chain, {"a": NO, "b": YES})  # the answer to b is kept, and says nothing
    assert result.hidden == {"b", "c"}
    assert "b" not in result.env


def test_showing__a_hidden_section_hides_all_its_items():
    first = Section("s1", "Начало", (choice("a"),))
    second = Section("s2", "Дальше", (number("b"), number("c", is_yes("a"))), is_yes("a"))
    form = Sheet("Лист", "", (first, second), None)
    assert showing(form, {"a": NO}).hidden == {"b", "c"}
    assert showing(form, {"a": YES}).hidden == frozenset()


def test_showing__a_section_may_ask_about_a_hidden_section():
    first = Section("s1", "Начало", (choice("a"),))
    second = Section("s2", "Дальше", (choice("b"),), is_yes("a"))
    third = Section("s3", "Конец", (number("c"),), is_yes("b"))
    form = Sheet("Лист", "", (first, second, third), None)
    assert showing(form, {"a": NO, "b": YES}).hidden == {"b", "c"}


def test_showing__calculated_values_are_rounded_and_may_stand_in_conditions():
    total = calculated("t", {"/": [{"var": "a"}, {"var": "b"}]}, 1)
    asked = number("c", {">": [{"var": "t"}, {"number": "0.3"}]})
    form = sheet(asked, total, number("a"), number("b"))
    result = showing(form, {"a": given_value("1"), "b": given_value("3")})
    assert result.calculated == {"t": {"state": "answered", "value": "0.3"}}
    assert result.hidden == {"c"}  # 0.3, as shown, not 0.333…
    assert showing(form, {"a": given_value("2"), "b": given_value("3")}).hidden == frozenset()


def test_showing__what_is_stored_of_a_calculated_item_is_not_believed():
    form = sheet(number("a"), calculated("t", {"+": [{"var": "a"}, {"var": "a"}]}))
    result = showing(form, {"a": given_value("2"), "t": given_value("99")})
    assert result.calculated["t"]["value"] == "4"


def test_showing__a_value_that_cannot_be_calculated_is_left_out():
    form = sheet(number("a"), calculated("t", {"+": [{"var": "a"}, {"var": "b"}]}))
    result = showing(form, {"a": given_value("2")})
    assert result.calculated == {}
    assert result.env == {"a": Decimal(2), "t": NOT_ANSWERED}


def test_showing__not_applicable_reaches_expressions_as_such():
    form = sheet(number("a"), number("b", {"not_applicable": [{"var": "a"}]}))
    result = showing(form, {"a": NA})
    assert result.hidden == frozenset()
    assert result.env["a"] is NOT_APPLICABLE


def test_showing__a_draft_with_faults_hides_and_does_not_break():
    faulty = sheet(
        number("a", {"nobody": []}),
        number("b", is_yes("gone")),
        choice("c", is_yes("d")),
        choice("d", is_yes("c")),
        calculated("t", None),
    )
    result = showing(faulty, {"c": YES, "d": YES})
    assert result.hidden == {"a", "b", "c", "d"}
    assert result.calculated == {}


@given(st.permutations("abcdef"), st.dictionaries(st.sampled_from("abcdef"), st.just(YES)))
def test_showing__of_a_chain_ends_at_the_first_answer_missing(order, answers):
    chain = {"a": None} | {code: is_yes(chr(ord(code) - 1)) for code in "bcdef"}
    form = sheet(*(choice(code, chain[code]) for code in order))
    reached = len("abcdef")
    for place, code in enumerate("abcdef"):
        if code not in answers:
            reached = place + 1
            break
    assert showing(form, answers).hidden == set("abcdef"[reached:])
