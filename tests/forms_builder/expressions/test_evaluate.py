"""Laws of evaluation that hold for any tree and any answers."""

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms_builder.expressions.evaluate import evaluate, is_shown
from forms_builder.expressions.malformed import Malformed
from forms_builder.expressions.tree import as_data, parse, references, walk
from forms_builder.expressions.values import (
    LIMIT,
    NOT_ANSWERED,
    NOT_APPLICABLE,
    number_as_text,
    number_from,
    settled,
    value_as_data,
    value_from_data,
)
from tests.forms_builder.expressions.cases import CODES, outcome, random_env, random_tree

REASONS = {"literal", "number", "operator", "arguments", "name", "places", "deep", "many"}
SEEDS = st.integers(0, 10**9)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["and", "var", "==", "number", "not", "if", "x"]), inner)
    ),
    max_leaves=8,
)


@given(SEEDS)
def test_evaluate__gives_a_value_for_every_tree(seed):
    random = Random(seed)
    tree, env = random_tree(random), random_env(random)
    result = outcome(tree, env)
    assert result == outcome(tree, env)
    assert list(result) == ["expected"]


@given(JSON)
def test_evaluate__anything_else_is_refused_by_name(data):
    (said,) = outcome(data, {}).items()
    assert said[0] == "expected" or said[1] in REASONS


@given(SEEDS)
def test_parse__and_back_is_the_same_tree(seed):
    tree = parse(random_tree(Random(seed)))
    assert parse(as_data(tree)) == tree


@given(SEEDS)
def test_evaluate__hangs_only_on_what_it_refers_to(seed):
    random = Random(seed)
    tree, env = random_tree(random), random_env(random)
    asked = references(tree)
    assert asked <= set(CODES)
    assert outcome(tree, {code: env[code] for code in asked & env.keys()}) == outcome(tree, env)


@given(SEEDS)
def test_evaluate__a_number_is_always_settled(seed):
    random = Random(seed)
    env = {code: value_from_data(value) for code, value in random_env(random).items()}
    value = evaluate(random_tree(random), env)
    if isinstance(value, Decimal):
        assert abs(value) < LIMIT
        assert settled(value) == value


@given(SEEDS)
def test_kleene__more_answers_never_take_back_what_was_known(seed):
    """A group of comparisons that is known with answers missing stays so when they come."""
    random = Random(seed)
    rows = [{"==": [{"var": random.choice(CODES)}, random.choice("xy")]} for _ in range(4)]
    tree = {random.choice(["and", "or"]): [{"or": rows[:2]}, {"not": [rows[2]]}, rows[3]]}
    full = {code: random.choice("xy") for code in CODES}
    part = {code: word for code, word in full.items() if random.random() < 0.5}
    early = evaluate(tree, part)
    assert early is NOT_ANSWERED or early == evaluate(tree, full)


def test_is_shown__only_when_the_condition_holds():
    condition = {"==": [{"var": "a"}, "x"]}
    assert is_shown(None, {})
    assert is_shown(condition, {"a": "x"})
    assert not is_shown(condition, {"a": "y"})
    assert not is_shown(condition, {})
    assert not is_shown(condition, {"a": NOT_APPLICABLE})
    assert not is_shown("x", {})


def test_is_shown__refuses_what_is_no_expression():
    with pytest.raises(Malformed):
        is_shown({"nobody": []}, {})


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1E+60", "-1E+15"])
def test_settled__a_number_out_of_bounds_is_not_known(number):
    assert settled(Decimal(number)) is NOT_ANSWERED


def test_evaluate__an_answer_with_more_decimals_is_rounded_on_reading():
    assert evaluate({"var": "a"}, {"a": Decimal("0.00000000005")}) == Decimal("0.0000000001")


@given(st.decimals(-(10**15) + 1, 10**15 - 1, places=10))
def test_number__text_and_back(number):
    text = number_as_text(number)
    assert number_from(text) == number
    assert "E" not in text
    assert not text.endswith(".")


@given(SEEDS)
def test_value__data_and_back(seed):
    for data in random_env(Random(seed)).values():
        assert value_as_data(value_from_data(data)) == data


@pytest.mark.parametrize("data", [5, 2.5, [1], {"number": 5}, {"x": 1}, {}, {"a": 1, "b": 2}])
def test_value__what_is_none_is_refused(data):
    with pytest.raises(Malformed):
        value_from_data(data)


def test_walk__meets_every_node_once():
    tree = parse({"and": [{"answered": [{"var": "a"}]}, {"==": [{"var": "b"}, ["x", "y"]]}]})
    assert len(list(walk(tree))) == 6
