"""The document on a page: everything escaped, nothing inline, numbers beside the chart."""

import re
from html.parser import HTMLParser

import pytest

from portal.documents.html import render_blocks, render_html
from portal.documents.tree import Document, Fact, Heading, KeyFigure, Paragraph, StripChart, Table
from tests.portal.documents.samples import COLUMNS, area_chart, holding, indicator_table, profile

HOSTILE = "<script>alert(1)</script> & <img src=x onerror=alert(1)> \"'"


class Reader(HTMLParser):
    """Collects tags with their attributes, and the text."""

    def __init__(self, markup):
        super().__init__()
        self.tags, self.texts = [], []
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.texts.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.texts).split())

    def all(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


def test_render_html__has_title_facts_and_words():
    text = Reader(render_html(profile())).text
    for words in (
        "Профиль качества: детский сад № 94 «Радуга»",
        "Оренбургская область → г. Орск",
        "Демонстрационные данные",
        "Посещение 12 ноября 2020 года",
        "3,50 Базовый уровень",
        "Показатель под № 77",
    ):
        assert words in text


def test_render_html__one_title_and_headings_in_order():
    names = [tag for tag, _ in Reader(render_html(profile())).tags if re.fullmatch(r"h\d", tag)]
    assert names == ["h1", "h2", "h3"]


def test_render_html__nothing_a_strict_policy_would_refuse():
    for tag, attributes in Reader(render_html(profile())).tags:
        assert tag not in {"script", "style", "link", "iframe"}
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]


def test_render_html__hostile_text_stays_text():
    document = Document(
        HOSTILE,
        HOSTILE,
        HOSTILE,
        (Fact(HOSTILE, HOSTILE),),
        (
            Heading(HOSTILE),
            Paragraph(HOSTILE),
            KeyFigure(HOSTILE, HOSTILE, HOSTILE, 1),
            StripChart(HOSTILE, (), legend=(HOSTILE,)),
            Table(HOSTILE, COLUMNS, ((HOSTILE,), (HOSTILE, HOSTILE, HOSTILE))),
        ),
    )
    page = Reader(render_html(document))
    assert not page.all("script")
    assert not page.all("img")
    assert page.text.count("alert(1)") > 20


def test_render_html__language_is_marked():
    (article,) = Reader(render_html(profile())).all("article")
    assert article["lang"] == "ru"


@pytest.mark.parametrize("part", ["subtitle", "mark"])
def test_render_html__an_empty_part_leaves_no_empty_element(part):
    markup = render_html(holding(Paragraph("слово")))
    assert {"subtitle": "document-subtitle", "mark": "pill"}[part] not in markup


def test_render_blocks__brings_no_title():
    markup = render_blocks([Heading("Итог"), Paragraph("слово")])
    assert "<h1" not in markup
    assert "<h2>Итог</h2>" in markup


def test_render_blocks__chart_has_the_same_numbers_in_a_table():
    chart = area_chart()
    text = Reader(render_blocks([chart]).split("<details>")[1]).text
    for row in chart.rows:
        assert f"{row.label} {row.shown}" in text
    assert "2,40 1,80–3,10" in text
    assert "5 превосходное · 4 хорошее" in text


def test_render_blocks__chart_without_territory_has_no_columns_for_it():
    chart = StripChart("т", area_chart().rows[:1])
    assert "Середина территории" not in render_blocks([chart])


def test_render_blocks__key_figure_carries_its_level():
    assert "level-2" in render_blocks([KeyFigure("2,10", "т", "", 2)])
    assert "level-0" in render_blocks([KeyFigure("0,00", "т", "", 0)])
    assert "level-none" in render_blocks([KeyFigure("–", "т", "", None)])


def test_render_blocks__line_breaks_and_soft_text():
    assert render_blocks([Paragraph("раз\nдва", soft=True)]).split() == (
        ["<p", 'class="soft">раз<br>два</p>']
    )


def test_render_blocks__table_scrolls_by_keyboard_and_has_a_name():
    page = Reader(render_blocks([indicator_table()]))
    (region,) = (attributes for attributes in page.all("div") if "role" in attributes)
    assert region["tabindex"] == "0"
    assert region["aria-label"] == "Показатели по областям"


def test_render_blocks__table_gives_widths_groups_and_numbers():
    page = Reader(render_blocks([indicator_table(7)]))
    assert [column["width"] for column in page.all("col")] == ["10%", "68%", "22%"]
    groups = [cell for cell in page.all("th") if cell.get("scope") == "colgroup"]
    assert [group["colspan"] for group in groups] == ["3", "3"]
    numbers = [cell["class"] for cell in page.all("td") if "class" in cell]
    assert numbers == ["number"] * 5 + ["number is-none", "number"]
