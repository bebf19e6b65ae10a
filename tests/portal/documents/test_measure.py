"""Estimated widths: near PT Sans, and lines that fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from portal.documents.glyphs import FONTS
from portal.documents.measure import broken_lines, fitted, text_width
from tests.portal.documents.samples import AREAS, LEGEND

words = st.text(alphabet="абвгжшщёЖ «»–-.5 ", max_size=120)


@pytest.fixture(scope="module")
def exact():
    pdfmetrics.registerFont(TTFont("measured", str(FONTS / "pt-sans-regular.ttf")))
    return lambda text, size: pdfmetrics.stringWidth(text, "measured", size)


@pytest.mark.parametrize("text", [label for label, _ in AREAS] + list(LEGEND))
def test_text_width__is_within_a_tenth_of_the_font(exact, text):
    assert text_width(text, 10) == pytest.approx(exact(text, 10), rel=0.1)


def test_text_width__bold_is_wider():
    assert text_width("Орск", 10, bold=True) > text_width("Орск", 10)


@given(words)
def test_broken_lines__loses_no_letter(text):
    assert "".join(broken_lines(text, 80, 10)).replace(" ", "") == text.replace(" ", "")


@given(words)
def test_broken_lines__fit(text):
    assert all(text_width(line, 10) <= 80 for line in broken_lines(text, 80, 10))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ("",)),
        ("один", ("один",)),
        ("один два", ("один два",)),
        ("один два три четыре", ("один два", "три четыре")),
    ],
)
def test_broken_lines__breaks_at_spaces(text, lines):
    assert broken_lines(text, 55, 10) == lines


def test_broken_lines__cuts_a_word_that_is_too_long():
    lines = broken_lines("до ы" + "ы" * 40, 60, 10)
    assert lines[0] == "до"
    assert len(lines) > 3


def test_fitted__leaves_a_short_line():
    assert fitted("детский \n сад", 200, 8) == "детский сад"


@given(words)
def test_fitted__never_grows_wider(text):
    assert text_width(fitted(text, 60, 8, bold=True), 8, bold=True) <= 60


def test_fitted__says_that_it_was_cut():
    assert fitted("Ж" * 200, 60, 8).endswith("Ж…")
