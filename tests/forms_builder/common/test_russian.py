"""Plural forms, folding, order, the decimal comma."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms_builder.common.russian import counted, decimal_comma, fold, plural, sort_key

WORDS = ("показатель", "показателя", "показателей")


@pytest.mark.parametrize(
    ("count", "word"),
    [
        (0, "показателей"),
        (1, "показатель"),
        (2, "показателя"),
        (4, "показателя"),
        (5, "показателей"),
        (11, "показателей"),
        (12, "показателей"),
        (14, "показателей"),
        (21, "показатель"),
        (22, "показателя"),
        (25, "показателей"),
        (101, "показатель"),
        (111, "показателей"),
        (112, "показателей"),
        (1482, "показателя"),
        (-1, "показатель"),
    ],
)
def test_plural(count, word):
    assert plural(count, *WORDS) == word
    assert counted(count, *WORDS) == f"{count}\u00a0{word}"


@given(st.integers(min_value=0, max_value=10**9))
def test_plural__depends_on_the_last_two_digits(count):
    assert plural(count, *WORDS) == plural(count % 100, *WORDS)


@pytest.mark.parametrize("name", ["звёздочка", "звездочка", "ЗВЁЗДОЧКА", " «Звёздочка» "])
def test_fold__one_name_however_it_is_typed(name):
    assert fold(name) == "звездочка"


@given(st.text())
def test_fold__twice_is_once(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Детский сад № 5", "Детский сад № 11"),
        ("№ 9", "№ 10"),
        ("1.2", "1.10"),
        ("Ежевика", "Ёжик"),
        ("Ёжик", "Жук"),
        ("елка", "ёлка"),
        ("А", "б"),
    ],
)
def test_sort_key__natural_order(before, after):
    assert sort_key(before) < sort_key(after)


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_sort_key__numbers_by_value(one, other):
    assert (sort_key(f"№ {one}") < sort_key(f"№ {other}")) == (one < other)


@given(st.text(max_size=400))
def test_sort_key__fits_its_column(text):
    assert len(sort_key(text)) <= 300


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Decimal("3.5"), 2, "3,50"),
        (Decimal("3"), 0, "3"),
        (Decimal("-1.25"), 2, "-1,25"),
        (None, 2, ""),
    ],
)
def test_decimal_comma(value, places, text):
    assert decimal_comma(value, places) == text
