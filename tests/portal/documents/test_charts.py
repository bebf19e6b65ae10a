"""The strip chart: one geometry, classes for a page, literal colours for paper."""

import re
import xml.etree.ElementTree as ET
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from svglib.svglib import svg2rlg

from portal.documents import palette
from portal.documents.charts import NARROW, WIDE, paper_parts, strip_svg
from portal.documents.tree import StripChart, StripRow
from tests.portal.documents.samples import LEGEND, area_chart

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</title><script>alert('x')</script> & \"кавычки\""


def page_drawings(chart):
    """Return the wide and the narrow drawing of a page as parsed trees."""
    return list(ET.fromstring(f"<div>{strip_svg(chart, literal=False)}</div>"))


def paper_drawing(chart):
    return ET.fromstring(strip_svg(chart, literal=True))


def one_row(**numbers):
    row = {"label": "Игра", "value": Decimal("2.5"), "level": 2, "shown": "2,50", **numbers}
    return StripChart("Игра на втором уровне", (StripRow(**row),))


def test_strip_svg__page_gets_a_wide_and_a_narrow_drawing():
    wide, narrow = page_drawings(area_chart())
    assert (wide.get("class"), narrow.get("class")) == ("strip-wide", "strip-narrow")
    assert wide.get("viewBox").startswith("0 0 720 ")
    assert narrow.get("viewBox").startswith("0 0 340 ")


@pytest.mark.parametrize("which", [0, 1])
def test_strip_svg__page_drawing_is_an_image_with_a_name(which):
    drawing = page_drawings(area_chart())[which]
    assert drawing.get("role") == "img"
    assert drawing.find("title").text == "Сильнее всего здоровье и уход"


def test_strip_svg__page_has_neither_style_nor_colour():
    markup = strip_svg(area_chart(), literal=False)
    assert "style=" not in markup.replace("font-style=", "")
    assert "<style" not in markup
    assert not re.search(r"#[0-9a-f]{6}", markup)


def test_strip_svg__paper_has_no_class_and_no_variable():
    markup = strip_svg(area_chart(), literal=True)
    assert "class=" not in markup
    assert "var(" not in markup
    assert 'font-family="PT Sans"' in markup


@pytest.mark.parametrize("level", range(6))
def test_strip_svg__dot_carries_its_level(level):
    chart = one_row(value=Decimal(level), level=level)
    (dot,) = page_drawings(chart)[0].iter("circle")
    assert dot.get("class") == f"strip-dot level-{level}"
    (dot,) = paper_drawing(chart).iter(f"{SVG}circle")
    assert dot.get("fill") == palette.LEVELS[level]
    assert dot.get("stroke") == palette.EDGES[level]


def test_strip_svg__dot_without_a_level_is_quiet():
    (dot,) = page_drawings(one_row(level=None))[0].iter("circle")
    assert dot.get("class") == "strip-dot level-none"


@pytest.mark.parametrize(("value", "x"), [("0", "276"), ("2.5", "438"), ("5", "600")])
def test_strip_svg__axis_runs_from_zero_to_top(value, x):
    (dot,) = page_drawings(one_row(value=Decimal(value)))[0].iter("circle")
    assert dot.get("cx") == x


def test_strip_svg__a_dot_at_zero_is_drawn():
    wide, narrow = page_drawings(one_row(value=Decimal(0), level=0))
    assert len(list(wide.iter("circle"))) == len(list(narrow.iter("circle"))) == 1


def test_strip_svg__axis_is_labelled_with_every_level():
    wide, _ = page_drawings(one_row())
    steps = [text.text for text in wide.iter("text") if text.get("class") == "strip-axis"]
    assert steps == ["0", "1", "2", "3", "4", "5"]


def test_strip_svg__reason_stands_where_a_number_would():
    chart = one_row(value=None, level=None, shown="не оценивалось")
    wide, _ = page_drawings(chart)
    reasons = [text for text in wide.iter("text") if text.get("class") == "strip-none"]
    assert [reason.text for reason in reasons] == ["не оценивалось"]
    assert not list(wide.iter("circle"))


def test_strip_svg__territory_is_a_bar_and_a_tick():
    chart = one_row(low=Decimal(1), high=Decimal(4), median=Decimal(2))
    wide, _ = page_drawings(chart)
    (bar,) = wide.iter("rect")
    assert (bar.get("x"), bar.get("width")) == ("340.8", "194.4")
    (tick,) = (line for line in wide.iter("line") if line.get("class") == "strip-median")
    assert tick.get("x1") == "405.6"


@pytest.mark.parametrize("numbers", [{"low": Decimal(1)}, {"high": Decimal(4)}, {}])
def test_strip_svg__half_a_range_is_not_drawn(numbers):
    assert not list(page_drawings(one_row(**numbers))[0].iter("rect"))


def test_strip_svg__narrow_name_stands_above_its_strip():
    _, narrow = page_drawings(one_row())
    (name,) = (text for text in narrow.iter("text") if text.get("class") == "strip-name")
    (dot,) = narrow.iter("circle")
    assert float(name.get("y")) < float(dot.get("cy")) - 10


def test_strip_svg__long_name_breaks_into_lines():
    label = "Условия получения дошкольного образования лицами с ограниченными возможностями"
    wide, _ = page_drawings(one_row(label=label))
    lines = [text.text for text in wide.iter("text") if text.get("class") == "strip-name"]
    assert len(lines) > 1
    assert " ".join(lines) == label


def test_strip_svg__legend_dots_belong_to_levels():
    chart = StripChart("т", (), legend=LEGEND)
    dots = [dot.get("class") for dot in page_drawings(chart)[0].iter("circle")]
    assert dots == [f"strip-dot level-{level}" for level in (5, 4, 3, 2, 1)]


@pytest.mark.parametrize("entry", ["80 % садов", "серая полоса", "9 из 10", "", "1ый"])
def test_strip_svg__legend_text_without_a_level_has_no_dot(entry):
    assert not list(page_drawings(StripChart("т", (), legend=(entry,)))[0].iter("circle"))


@pytest.mark.parametrize("literal", [True, False])
def test_strip_svg__hostile_text_stays_text(literal):
    row = StripRow(HOSTILE, None, None, HOSTILE)
    markup = strip_svg(StripChart(HOSTILE, (row,), legend=(HOSTILE,)), literal)
    assert "<script" not in markup
    root = ET.fromstring(f"<div>{markup}</div>")
    assert any(HOSTILE in (node.text or "") for node in root.iter())


def test_strip_svg__numbers_have_a_point_whatever_the_language(settings):
    settings.LANGUAGE_CODE = "ru"
    markup = strip_svg(area_chart(), literal=True)
    places = re.findall(r' (?:x|y|cx|cy|r|x1|x2|y1|y2|width|height|font-size)="([^"]*)"', markup)
    assert len(places) > 50
    assert all(re.fullmatch(r"-?\d+(\.\d+)?", place) for place in places)


def test_strip_svg__paper_drawing_is_read_by_the_pdf_library():
    drawing = svg2rlg(BytesIO(strip_svg(area_chart(), literal=True).encode()))
    assert drawing.width > 0
    assert len(drawing.contents) > 0


rows = st.builds(
    StripRow,
    st.text(alphabet="абвгд «»", max_size=200),
    st.none() | st.decimals(0, 5, places=2),
    st.none() | st.integers(0, 5),
    st.just("не оценивалось"),
)


@given(st.lists(rows, max_size=40))
def test_strip_svg__everything_stands_inside_the_drawing(several):
    for frame, drawing in zip(
        (WIDE, NARROW), page_drawings(StripChart("т", tuple(several), legend=LEGEND)), strict=True
    ):
        height = float(drawing.get("viewBox").split()[-1])
        for text in drawing.iter("text"):
            assert 0 <= float(text.get("y")) <= height
            assert 0 <= float(text.get("x")) <= frame.width


@given(st.lists(rows, max_size=60))
def test_paper_parts__lose_no_row_and_fit(several):
    chart = StripChart("т", tuple(several), legend=("5 превосходное",))
    parts = list(paper_parts(chart, 900))
    assert tuple(row for part in parts for row in part.rows) == chart.rows
    assert [part.legend for part in parts] == [()] * (len(parts) - 1) + [chart.legend]
    assert all(float(paper_drawing(part).get("height")) <= 900 for part in parts)
