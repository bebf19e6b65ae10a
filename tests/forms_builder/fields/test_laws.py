"""Laws that hold of every simple type, for any item and any payload."""

import json
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from forms_builder.common.canonical import canonical_json
from forms_builder.common.errors import DomainError
from forms_builder.expressions.values import TYPES
from forms_builder.fields.catalogue import all_types, field_type
from tests.forms_builder.fields.items import KINDS, frozen, payloads

every_kind = pytest.mark.parametrize("kind", KINDS)


def decoded(kind, made, payload):
    """The answer, or None also for what is refused."""
    try:
        return field_type(kind).decode(made, payload)
    except DomainError:
        return None


@every_kind
@given(data=st.data())
def test_thaw__is_undone_by_freeze(kind, data):
    made = data.draw(frozen(kind))
    assert field_type(kind).freeze(field_type(kind).thaw(made)) == made


@every_kind
@given(data=st.data())
def test_thaw__survives_the_block_and_its_storage(kind, data):
    made = data.draw(frozen(kind))
    block = field_type(kind).block()
    stored = json.loads(json.dumps(field_type(kind).thaw(made)))
    again = json.loads(json.dumps(block.get_prep_value(block.to_python(stored)), default=str))
    assert field_type(kind).freeze(block.to_python(again)) == made


@every_kind
@given(data=st.data())
def test_decode__is_undone_by_encode_and_raises_domain_errors_alone(kind, data):
    made = data.draw(frozen(kind))
    answer = decoded(kind, made, data.draw(payloads(made)))
    assert field_type(kind).decode(made, field_type(kind).encode(made, answer)) == answer


@every_kind
@given(data=st.data())
def test_answer__is_data_with_words_cells_and_points(kind, data):
    made, it = data.draw(frozen(kind)), field_type(kind)
    answer = decoded(kind, made, data.draw(payloads(made)))
    assert json.loads(canonical_json(answer)) == answer
    assert len(it.cells(made, answer)) == len(it.columns(made))
    assert all(isinstance(cell, str) for cell in it.cells(made, answer))
    assert it.display(made, answer)
    if answer and answer["state"] == "answered":
        points = it.points(made, answer)
        assert points is None or (it.scorable and isinstance(points, Decimal))
        assert isinstance(it.operand(made, answer), str | Decimal | tuple)


@every_kind
@given(data=st.data())
def test_template__draws_any_payload(kind, data):
    made, it = data.draw(frozen(kind)), field_type(kind)
    typed = data.draw(payloads(made))
    drawn = render_to_string(it.template, {"item": made, "parts": it.parts(made, typed, "ab.")})
    assert 'name="ab.value"' in drawn
    assert "<script>" not in drawn


@every_kind
@given(data=st.data())
def test_columns__of_one_item_are_all_different(kind, data):
    codes = [code for code, _title in field_type(kind).columns(data.draw(frozen(kind)))]
    assert len(codes) == len(set(codes))
    assert codes


def test_operand_type__is_one_an_expression_knows():
    for kind in all_types():
        assert kind.operand_type in ("", *TYPES)
