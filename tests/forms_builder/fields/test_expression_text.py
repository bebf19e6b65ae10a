"""An expression written out: read as it was written, refused when it is none."""

from random import Random

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from wagtail.blocks import TextBlock

from forms_builder.fields.expression_text import (
    ExpressionTextBlock,
    expression_text,
    read_expression,
)
from tests.forms_builder.expressions.cases import random_tree


@given(st.integers(0, 10_000))
def test_text__is_the_inverse_of_reading(seed):
    tree = random_tree(Random(seed), 3)
    assert read_expression(expression_text(tree)) == tree


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_read__nothing_written_is_no_expression(text):
    assert read_expression(text) is None


@pytest.mark.parametrize("text", ["сумма", "{}", "[1]", '{"nobody": []}', '{"sum": []}', "5"])
def test_read__what_is_no_expression_raises(text):
    with pytest.raises(ValueError):
        read_expression(text)


def test_block__takes_an_expression_as_it_is():
    text = ' {"answered": [{"var": "a"}]} '
    assert read_expression(ExpressionTextBlock().clean(text)) == {"answered": [{"var": "a"}]}


@pytest.mark.parametrize("text", ["сумма", "{}", "[" * 3000])
def test_block__says_what_to_do_about_anything_else(text):
    with pytest.raises(ValidationError, match="вставьте его целиком"):
        ExpressionTextBlock().clean(text)


def test_block__a_migration_knows_a_text_alone():
    path, _arguments, options = ExpressionTextBlock(required=False).deconstruct()
    assert path == f"wagtail.blocks.{TextBlock.__name__}"
    assert options == {"required": False}
