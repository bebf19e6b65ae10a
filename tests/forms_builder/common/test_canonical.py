"""One value, one text, one hash."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms_builder.common.canonical import canonical_json, sha256_of

SCALARS = st.none() | st.booleans() | st.integers() | st.text()
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20
)


@given(VALUES)
def test_canonical_json__is_lossless(value):
    assert json.loads(canonical_json(value)) == value


@given(VALUES)
def test_canonical_json__is_a_fixed_point(value):
    text = canonical_json(value)
    assert canonical_json(json.loads(text)) == text


@given(st.dictionaries(st.text(), SCALARS))
def test_canonical_json__forgets_the_order_of_keys(value):
    backwards = dict(reversed(value.items()))
    assert canonical_json(backwards) == canonical_json(value)


def test_canonical_json__as_written_by_hand():
    value = {"шкала": None, "a": [1, True, "ё"], "A": {}}
    assert canonical_json(value) == '{"A":{},"a":[1,true,"ё"],"шкала":null}'


@pytest.mark.parametrize("value", [1.5, {"a": 1.0}, [[0.1]], ({"a": [{"b": float("nan")}]},)])
def test_canonical_json__refuses_floats_wherever_they_hide(value):
    with pytest.raises(TypeError, match="no canonical text"):
        canonical_json(value)


@given(st.text())
def test_sha256_of__is_the_hash_of_utf8(text):
    try:
        expected = hashlib.sha256(text.encode("utf-8")).hexdigest()
    except UnicodeEncodeError:
        return
    assert sha256_of(text) == expected


def test_sha256_of__the_empty_text():
    assert sha256_of("").startswith("e3b0c44298fc1c14")
