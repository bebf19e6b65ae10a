"""Codes that are copied from paper: what is printed is what is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.accounts.codes import ALPHABET, TWINS, make_code, read_code, spell

CODES = st.text(alphabet=ALPHABET, min_size=4, max_size=16)
CYRILLIC = {latin: chr(twin) for twin, latin in TWINS.items()}


@pytest.mark.parametrize("alike", ["0O", "1IL", "8B", "5S", "6G", "2Z"])
def test_alphabet__has_no_signs_that_look_alike(alike):
    assert len(set(alike) & set(ALPHABET)) <= 1


def test_alphabet__has_no_nought_and_no_one():
    assert not set("0O1I") & set(ALPHABET)


@given(st.integers(min_value=1, max_value=5))
def test_make_code__so_many_groups(groups):
    code = make_code(groups)
    assert len(code) == 4 * groups
    assert set(code) <= set(ALPHABET)


def test_make_code__no_two_alike():
    assert len({make_code(3) for _ in range(1000)}) == 1000


@given(CODES)
def test_read_code__reads_what_was_spelt(code):
    assert read_code(spell(code)) == code
    assert read_code(f" {spell(code).lower().replace('-', ' ')} ") == code


@given(CODES)
def test_read_code__from_a_russian_keyboard(code):
    typed = "".join(CYRILLIC.get(sign, sign) for sign in code)
    assert read_code(typed) == code
    assert read_code(typed.lower()) == code


@pytest.mark.parametrize(("code", "shown"), [("ACEH", "ACEH"), ("ACEHKMPT2", "ACEH-KMPT-2")])
def test_spell(code, shown):
    assert spell(code) == shown


@given(st.text())
def test_read_code__never_fails(typed):
    assert set(read_code(typed)) <= set(ALPHABET)
