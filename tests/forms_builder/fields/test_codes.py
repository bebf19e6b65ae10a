"""Codes inside questions: one shape for options, rows and columns, and none of them twice."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from forms_builder.fields.base import code_block, inner_code_block, reasons_block, repeats
from forms_builder.fields.catalogue import all_types
from forms_builder.fields.files import HOLDS_FILES, FilesType
from forms_builder.fields.group import NOT_INSIDE

CODES = st.lists(st.text("ab_1", min_size=1, max_size=3), max_size=6)


@given(CODES)
def test_repeats__tells_whether_a_code_stands_twice(codes):
    assert repeats(codes) == any(codes.count(code) > 1 for code in codes)


@pytest.mark.parametrize("code", ["a", "1", "_", "a_1", "a" * 40])
def test_inner_code__small_letters_digits_and_lines(code):
    assert inner_code_block().clean(code) == code


@pytest.mark.parametrize("code", ["", "A", "ж", "a b", "a-b", "a" * 41, "a\n"])
def test_inner_code__refuses_the_rest(code):
    with pytest.raises(ValidationError):
        inner_code_block().clean(code)


@pytest.mark.parametrize("code", ["1a", "_a", "", "a" * 41, "a\n"])
def test_code__of_an_item_begins_with_a_letter(code):
    with pytest.raises(ValidationError):
        code_block().clean(code)


def test_reasons__may_be_left_empty():
    assert reasons_block().clean("") == ""


def test_files__the_types_that_hold_files_are_those_of_the_class():
    assert {kind.name for kind in all_types() if isinstance(kind, FilesType)} == HOLDS_FILES


def test_files__never_stand_inside_a_repeating_group():
    assert HOLDS_FILES < NOT_INSIDE
