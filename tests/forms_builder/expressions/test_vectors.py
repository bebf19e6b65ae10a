"""Every hand-written vector, and that the file covers what it must."""

import pytest

from forms_builder.expressions.tree import OPERATORS, Operation, parse, walk
from tests.forms_builder.expressions.cases import expected, outcome, vectors


@pytest.mark.parametrize("case", vectors(), ids=[case["case"] for case in vectors()])
def test_vector__comes_out_as_written(case):
    assert outcome(case["expression"], case["env"]) == expected(case), case["why"]


def test_vectors__are_many_and_each_has_its_reason():
    cases = vectors()
    assert len(cases) >= 180
    assert len({case["case"] for case in cases}) == len(cases)
    assert all(case["why"].endswith(".") for case in cases)
    assert all(len(expected(case)) == 1 for case in cases)


@pytest.mark.parametrize("operator", OPERATORS)
def test_vectors__know_every_operator_with_and_without_a_value(operator):
    told = [case for case in vectors() if "expected" in case and _uses(case, operator)]
    assert any(case["expected"] is not None for case in told)
    always_known = operator in ("answered", "not_applicable", "count")
    assert always_known or any(case["expected"] is None for case in told)


def _uses(case, operator):
    nodes = walk(parse(case["expression"]))
    return any(isinstance(node, Operation) and node.operator == operator for node in nodes)


@pytest.mark.parametrize("missing", [None, {"not_applicable": True}])
@pytest.mark.parametrize("operator", OPERATORS)
def test_vectors__know_every_operator_beside_what_is_missing(operator, missing):
    def meets(case):
        nodes = walk(parse(case["expression"]))
        return any(case["env"].get(node.code) == missing for node in nodes if _is_name(node))

    told = [case for case in vectors() if "expected" in case and _uses(case, operator)]
    assert any(meets(case) for case in told)


def _is_name(node):
    return hasattr(node, "code")
