"""Words for numbers."""

from decimal import Decimal

import pytest

from portal.profiles import words
from tests.factories.content import edition_content

SCALE = edition_content()["scale"]


@pytest.mark.parametrize(
    ("score", "shown", "short"),
    [
        ("0", "0,00", "0"),
        ("2.545", "2,55", "2,55"),
        ("2.544999", "2,54", "2,54"),
        ("3", "3,00", "3"),
        ("3.0001", "3,00", "3,00"),
    ],
)
def test_number__is_rounded_half_up(score, shown, short):
    assert words.number(Decimal(score)) == shown
    assert words.short_number(Decimal(score)) == short


@pytest.mark.parametrize(("score", "rounded"), [("2.5", False), ("2.55", False), ("2.555", True)])
def test_number__knows_when_it_says_less(score, rounded):
    assert words.is_rounded(Decimal(score)) is rounded


@pytest.mark.parametrize(
    ("level", "word"),
    [(None, ""), (0, "Ниже первого уровня"), (3, "Базовый уровень"), (5, "Превосходное качество")],
)
def test_level__has_its_title(level, word):
    assert words.level_word(SCALE, level) == word


@pytest.mark.parametrize(
    ("level", "top", "word"),
    [
        (3, 5, "третий из пяти"),
        (1, 1, "первый из одного"),
        (8, 8, "восьмой из восьми"),
        (4, 12, "4 из 12"),
        (0, 5, ""),
        (None, 5, ""),
    ],
)
def test_place__in_words(level, top, word):
    assert words.place_word(level, top) == word


@pytest.mark.parametrize(
    ("answered", "applicable", "said"),
    [
        (1, 1, "оценено всё применимое: 1\u00a0показатель"),
        (64, 78, "оценено 64\u00a0показателя из 78 применимых"),
        (11, 12, "оценено 11\u00a0показателей из 12 применимых"),
    ],
)
def test_coverage__counts_in_russian(answered, applicable, said):
    assert words.coverage_words(answered, applicable) == said


@pytest.mark.parametrize(
    ("reason", "word"),
    [("", ""), ("not_assessed", "не оценивалось"), ("not_applicable", "не применимо")],
)
def test_reason__in_words(reason, word):
    assert words.reason_word(reason) == word


@pytest.mark.parametrize("rule", ["cumulative", "cumulative_by_strand", "direct"])
def test_rule__has_a_sentence(rule):
    assert words.rule_words(rule).endswith(".")


def test_rule__an_unknown_one_is_an_error():
    with pytest.raises(ValueError, match="luck"):
        words.rule_words("luck")


def test_method__the_two_differ():
    methods = {words.method_words(name) for name in ("mean_of_areas", "mean_of_indicators")}
    assert len(methods) == 2


def test_bands__in_one_line():
    line = words.band_words(SCALE)
    assert line.startswith("от 0 и меньше 1 — ниже первого уровня; от 1 и меньше 2 — ")
    assert line.endswith("от 5 — превосходное качество")


def test_bands__decimals_have_a_comma():
    scale = {**SCALE, "bands": [{"level": 3, "from": "2.5", "to": "3.5"}]}
    assert words.band_words(scale) == "от 2,5 и меньше 3,5 — базовый уровень"
