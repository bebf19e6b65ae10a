"""Patterns: what is taken, what is refused, and that nothing taken can hang."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms_builder.fields.patterns import (
    OWN,
    PATTERN_LIMIT,
    READY,
    TEXT_LIMIT,
    UnsafePattern,
    demand_safe,
    ready_name,
)

SAFE = [
    "",
    "[0-9]+",
    r"[А-Я]{2}-\d+",
    r"[А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+",
    r"(?:\+7|8)\d{10}",
    r"(\d{3}-)?\d{2}",
    r"[^\]]{1,5}",
    r"[]a]+",
    r"да|нет|не знаю",
    r"a{2,}b{,3}",
    r"^\w+\.$",
    r"x{y",
    r"a{}",
    r".*?;",
    "(?:[0-9]{1,3}\\.){3}[0-9]{1,3}",
]
UNSAFE = [
    ("a" * (PATTERN_LIMIT + 1), "длиннее 200"),
    ("[а-", "не регулярное"),
    ("(", "не регулярное"),
    ("*", "не регулярное"),
    ("a{5,2}", "не регулярное"),
    (r"(a)\1", "здесь нельзя"),
    (r"\bслово\b", "здесь нельзя"),
    (r"(?=a)a", "кроме"),
    (r"(?i)a", "кроме"),
    (r"(?P<имя>a)", "кроме"),
    (r"(?>a+)", "кроме"),
    (r"a++", "Два знака"),
    (r"(a+)+", "слишком сложное"),
    (r"(a*)*", "слишком сложное"),
    (r"(a|aa)+", "слишком сложное"),
    (r"(\w+\s?)*", "слишком сложное"),
    (r"(?:a?){100}a{100}", "слишком сложное"),
    (r"\d+\d+\d+\d+", "слишком сложное"),
    (r"(?:x*){,9}", "слишком сложное"),
    (r"a{500}", "Повторов больше"),
    (r"(?:(?:(?:(?:){200}){200}){200}){200}", "слишком сложное"),
]


@pytest.mark.parametrize("pattern", SAFE)
def test_demand_safe__takes(pattern):
    demand_safe(pattern)


@pytest.mark.parametrize(("pattern", "message"), UNSAFE)
def test_demand_safe__refuses(pattern, message):
    with pytest.raises(UnsafePattern, match=message):
        demand_safe(pattern)


@pytest.mark.filterwarnings("ignore:Possible nested set")
@given(st.text("ab(?:)[]^|*+?{}0129,\\dws.-$", max_size=25))
def test_demand_safe__of_anything_raises_nothing_else(pattern):
    try:
        demand_safe(pattern)
    except UnsafePattern:
        return
    re.compile(pattern)


HARDEST = [r"\w*\w*\w*!", r".*.*.*!", r"(?:a?){22}!", r"(?:a|b|ab){13}!", r"[^x]*[^x]*[^x]*x"]


@pytest.mark.parametrize("pattern", HARDEST)
def test_demand_safe__the_hardest_taken_end(pattern):
    demand_safe(pattern)
    assert not re.fullmatch(pattern, "a" * TEXT_LIMIT)


RIGHT = [
    ("digits", "0042", True),
    ("digits", "4 2", False),
    ("digits", "٤٢", False),
    ("letters", "Анна-Мария Ёлкина", True),
    ("letters", "Anna", False),
    ("phone", "+7 353 212-34-56", True),
    ("phone", "8(353)2123456", True),
    ("phone", "212-34-56", False),
    ("email", "sad94@orsk.ru", True),
    ("email", "sad94", False),
    ("inn", "5614012345", True),
    ("inn", "561401234567", True),
    ("inn", "56140123456", False),
    ("postcode", "462403", True),
    ("postcode", "046240", False),
]


@pytest.mark.parametrize(("name", "text", "fits"), RIGHT)
def test_ready__fits(name, text, fits):
    assert bool(re.fullmatch(READY[name][1], text)) is fits


@pytest.mark.parametrize("name", READY)
def test_ready__is_safe_and_found_by_its_expression(name):
    _title, expression, hint = READY[name]
    demand_safe(expression)
    assert ready_name(expression, str(hint)) == name
    assert ready_name(expression, "другими словами") == OWN


def test_ready_name__of_none():
    assert ready_name("", "") == ""
