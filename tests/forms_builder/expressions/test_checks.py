"""What is wrong with an expression before anybody answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms_builder.expressions.checks import RESULTS, Fault, faults
from forms_builder.expressions.literals import fitted
from forms_builder.expressions.tree import OPERATORS
from forms_builder.expressions.values import TYPES

KINDS = {kind: kind for kind in TYPES} | {"note": ""}
ONE = {"number": "1"}


def v(code):
    return {"var": code}


def kinds(data, wants="boolean"):
    return [fault.kind for fault in faults(data, KINDS, wants)]


RIGHT = [
    {"==": [v("text"), "x"]},
    {"==": [v("choice"), "x"]},
    {"==": ["x", v("choice")]},
    {"==": [v("choice"), v("text")]},
    {"==": [v("number"), ONE]},
    {"!=": [v("date"), "2026-02-28"]},
    {"<": [v("date"), "2024-02-29"]},
    {"<": [v("date"), v("date")]},
    {">=": [v("time"), "23:59"]},
    {"==": [v("choices"), ["a"]]},
    {"in": ["a", v("choices")]},
    {"in": [v("choice"), ["a", "b"]]},
    {"in": [v("text"), v("choices")]},
    {"answered": [v("note")]},
    {"not_applicable": [v("number")]},
    {"not": [v("boolean")]},
    {"and": [True, {"or": [v("boolean"), {"answered": [v("text")]}]}]},
    {">": [{"count": [v("text"), v("choices"), {"==": [v("choice"), "x"]}]}, ONE]},
    {"<": [{"mean": [v("number"), ONE]}, {"-": [v("number")]}]},
    {"==": [{"if": [v("boolean"), ONE, v("number")]}, ONE]},
    {"==": [{"if": [v("boolean"), "x", v("choice")]}, "x"]},
]


@pytest.mark.parametrize("data", RIGHT)
def test_faults__none(data):
    assert faults(data, KINDS, "boolean") == []


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ({"==": [v("q9"), "x"]}, Fault("unknown", "q9")),
        ({"answered": [v("q9")]}, Fault("unknown", "q9")),
        ({"<": [{"count": [v("q9"), ONE]}, ONE]}, Fault("unknown", "q9")),
        ({"==": [v("note"), "x"]}, Fault("no_value", "note")),
        ({"==": [v("number"), "x"]}, Fault("wrong_type", "number", "==")),
        ({"==": [v("choice"), ONE]}, Fault("wrong_type", "choice", "==")),
        ({"==": [v("choices"), "x"]}, Fault("wrong_type", "choices", "==")),
        ({"<": [v("text"), "x"]}, Fault("wrong_type", "text", "<")),
        ({"<": [v("choice"), v("choice")]}, Fault("wrong_type", "choice", "<")),
        ({"<": [v("date"), v("time")]}, Fault("wrong_type", "date", "<")),
        ({"<": [v("number"), v("date")]}, Fault("wrong_type", "number", "<")),
        ({"<": [v("boolean"), True]}, Fault("wrong_type", "boolean", "<")),
        ({"<": [v("date"), "завтра"]}, Fault("bad_literal", "date", "завтра")),
        ({"==": [v("date"), "2026-02-30"]}, Fault("bad_literal", "date", "2026-02-30")),
        ({"==": [v("date"), "2026-13-01"]}, Fault("bad_literal", "date", "2026-13-01")),
        ({"==": [v("date"), "2026-00-01"]}, Fault("bad_literal", "date", "2026-00-01")),
        ({"==": [v("date"), "2026-01-00"]}, Fault("bad_literal", "date", "2026-01-00")),
        ({">": [v("time"), "24:00"]}, Fault("bad_literal", "time", "24:00")),
        ({"in": ["x", v("choice")]}, Fault("wrong_type", "choice", "in")),
        ({"in": [v("number"), ["1"]]}, Fault("wrong_type", "number", "in")),
        ({"and": [v("text"), True]}, Fault("wrong_type", "text", "and")),
        ({"not": [v("number")]}, Fault("wrong_type", "number", "not")),
        ({"==": [{"+": [v("text"), ONE]}, ONE]}, Fault("wrong_type", "text", "+")),
        ({"if": [v("text"), True, False]}, Fault("wrong_type", "text", "if")),
        ({"if": [True, True, ONE]}, Fault("wrong_type", "", "if")),
        (v("number"), Fault("wrong_type")),
        ("x", Fault("wrong_type")),
        ({"nobody": []}, Fault("malformed", detail="operator")),
        (None, Fault("malformed", detail="literal")),
    ],
)
def test_faults__each_is_named_once(data, fault):
    assert faults(data, KINDS, "boolean") == [fault]


def test_faults__a_formula_is_a_number():
    assert kinds({"+": [v("number"), ONE]}, "number") == []
    assert kinds({"==": [v("number"), ONE]}, "number") == ["wrong_type"]
    assert kinds({"if": [v("boolean"), "x", "y"]}, "number") == ["wrong_type"]


def test_faults__several_at_once_but_no_echo():
    data = {"and": [{"==": [v("q1"), "x"]}, {"<": [v("text"), v("q2")]}, {"==": [v("q1"), "y"]}]}
    assert faults(data, KINDS, "boolean") == [Fault("unknown", "q1"), Fault("unknown", "q2")]


def test_faults__know_every_operator():
    assert {*RESULTS, "if"} == set(OPERATORS)


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        ({"==": [v("number"), "3"]}, {"==": [v("number"), {"number": "3"}]}),
        ({"<": ["−2,50", v("number")]}, {"<": [{"number": "-2.5"}, v("number")]}),
        ({"==": [v("choice"), {"number": "1"}]}, {"==": [v("choice"), "1"]}),
        ({"==": [v("choice"), "1"]}, {"==": [v("choice"), "1"]}),
        ({"==": [v("number"), "три"]}, {"==": [v("number"), "три"]}),
        ({"==": [v("q9"), "3"]}, {"==": [v("q9"), "3"]}),
        ({"==": [v("date"), "2026-09-01"]}, {"==": [v("date"), "2026-09-01"]}),
        ({"in": [v("choice"), ["1", "2"]]}, {"in": [v("choice"), ["1", "2"]]}),
        (
            {"not": [{"and": [{">": [v("number"), "1"]}]}]},
            {"not": [{"and": [{">": [v("number"), ONE]}]}]},
        ),
        ({"nobody": ["3"]}, {"nobody": ["3"]}),
        (None, None),
    ],
)
def test_fitted__literals_take_the_type_of_the_question(data, wanted):
    assert fitted(data, KINDS) == wanted
    assert fitted(wanted, KINDS) == wanted


@given(st.text(max_size=20), st.sampled_from([*TYPES, ""]))
def test_fitted__any_word_is_fitted_or_left(word, kind):
    once = fitted({"==": [v("a"), word]}, {"a": kind})
    assert fitted(once, {"a": kind}) == once
