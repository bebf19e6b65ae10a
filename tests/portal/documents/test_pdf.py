"""PDFs read back: words, numbers, page numbers, fonts, metadata; hostile documents are safe."""

import re
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from portal.documents.errors import RenderFailed
from portal.documents.pdf import paper, render_many, render_pdf
from portal.documents.tree import (
    Column,
    Document,
    Heading,
    KeyFigure,
    PageBreak,
    Paragraph,
    StripChart,
    StripRow,
    Table,
)
from tests.portal.documents.samples import area_chart, holding, indicator_table, profile

TWO = (Column("Название", 50), Column("Значение", 50))
A4 = (595, 842)


def read(pdf):
    return PdfReader(BytesIO(pdf))


def words(pdf):
    """Return the text of all pages with every run of spaces made one."""
    return " ".join(" ".join(page.extract_text() for page in read(pdf).pages).split())


@pytest.fixture(scope="module")
def profile_pdf():
    return render_pdf(profile())


def test_render_pdf__says_what_the_document_says(profile_pdf):
    text = words(profile_pdf)
    for expected in (
        "Профиль качества: детский сад № 94 «Радуга»",
        "Оренбургская область → г. Орск",
        "Демонстрационные данные",
        "12 ноября 2020 года",
        "Базовый уровень",
        "Девять областей качества",
        "Эксперты побывали в саду: всё обязательное есть — и ещё немного.",
        "Уровень 3 ≥ всех характеристик уровней 1…3. Две строки.",
    ):
        assert expected in text


def test_render_pdf__chart_has_its_numbers_and_reasons(profile_pdf):
    text = words(profile_pdf)
    for row in area_chart().rows:
        assert row.shown in text
    assert "Взаимодействие с родителями" in text
    assert "серая полоса – 80 % садов Орска" in text


def test_render_pdf__table_is_whole(profile_pdf):
    text = words(profile_pdf)
    for row in indicator_table().rows:
        assert " ".join(row) in text


def test_render_pdf__every_page_is_numbered_and_marked(profile_pdf):
    pages = read(profile_pdf).pages
    assert len(pages) >= 3
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert f"стр. {number} из {len(pages)}" in text
        assert "Демонстрационные данные" in text
        assert "детский сад № 94 «Радуга»" in text


def test_render_pdf__table_head_is_repeated(profile_pdf):
    pages = [page.extract_text() for page in read(profile_pdf).pages]
    with_rows = [text for text in pages if "Показатель под №" in text]
    assert len(with_rows) >= 2
    assert all("Код" in text and "Балл" in text for text in with_rows)


def test_render_pdf__pages_are_a4(profile_pdf):
    for page in read(profile_pdf).pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == A4


def test_render_pdf__metadata(profile_pdf, settings):
    reader = read(profile_pdf)
    assert reader.metadata.title == "Профиль качества: детский сад № 94 «Радуга»"
    assert reader.metadata.author == settings.WAGTAIL_SITE_NAME
    assert reader.trailer["/Root"]["/Lang"] == "ru"


def test_render_pdf__headings_are_bookmarks(profile_pdf):
    titles = {item.title for item in flat(read(profile_pdf).outline)}
    assert {"Девять областей качества", "Показатели"} <= titles


def flat(outline):
    for item in outline:
        if isinstance(item, list):
            yield from flat(item)
        else:
            yield item


def test_render_pdf__text_uses_embedded_fonts_only(profile_pdf):
    used = set()
    for page in read(profile_pdf).pages:
        for font in page["/Resources"]["/Font"].values():
            used.add(font.get_object()["/BaseFont"])
    ours = {name for name in used if re.match(r"/[A-Z]{6}\+(PTS|PT-|Portal)", name)}
    assert used - ours <= {"/Helvetica"}  # named by the library on every page, never drawn with
    assert any("PTSans" in name for name in ours)
    assert any("PTSerif" in name for name in ours)


def test_render_pdf__hostile_text_stays_text():
    hostile = "<script>alert(1)</script> & <b>x</b> &amp; <pdf:nextpage> <img src='/etc/passwd'>"
    pdf = render_pdf(holding(Paragraph(hostile), Heading(hostile), title=hostile))
    assert len(read(pdf).pages) == 1
    assert words(pdf).count(hostile) >= 3


def test_render_pdf__style_and_template_marks_stay_text():
    text = "</style><style>p{color:red}</style> {{ document.title }} {% include 'x' %}"
    assert text in words(render_pdf(holding(Paragraph(text))))


def test_render_pdf__very_long_word_stays_on_the_page():
    long = "Щ" * 700
    table = Table("т", TWO, ((long, "1"),))
    document = Document(long, "", long, (), (Paragraph(long), table))
    text = words(render_pdf(document)).replace(" ", "")
    assert text.count("Щ") >= 3 * 700


def test_render_pdf__table_of_400_rows():
    rows = tuple((f"строка-{number}", str(number)) for number in range(400))
    pdf = render_pdf(holding(Table("Много", TWO, rows)))
    text = words(pdf)
    assert len(read(pdf).pages) > 5
    assert all(f"{name} {number}" in text for name, number in rows)


def test_render_pdf__cell_higher_than_a_page_is_continued():
    pdf = render_pdf(holding(Table("т", TWO, (("слово " * 1500, "1"),))))
    assert words(pdf).count("слово") == 1500
    assert len(read(pdf).pages) > 1


@pytest.mark.parametrize("count", range(30, 54, 4))
def test_render_pdf__a_group_is_never_left_alone_at_the_foot(count):
    rows = [(f"строка-{number}", "1") for number in range(count)]
    rows[count - 2 : count - 2] = [("Группа",)]
    pdf = render_pdf(holding(Table("т", TWO, tuple(rows)), Paragraph("слово " * 400)))
    first, *_ = [page.extract_text() for page in read(pdf).pages if "Группа" in page.extract_text()]
    assert f"строка-{count - 2}" in first


def test_render_pdf__a_group_before_a_row_higher_than_a_page():
    table = Table("т", TWO, (("Группа",), ("слово " * 1500, "1"), ("Группа",), ("Группа",)))
    assert words(render_pdf(holding(table))).count("слово") == 1500


def test_render_pdf__long_chart_goes_on():
    rows = tuple(StripRow(f"Строка-{n}", Decimal(n % 6), n % 6, str(n)) for n in range(60))
    pdf = render_pdf(holding(StripChart("Много строк", rows, legend=("5 высший",))))
    text = words(pdf)
    assert len(read(pdf).pages) > 1
    assert all(row.label in text for row in rows)
    assert text.count("5 высший") == 1


@pytest.mark.parametrize(
    "blocks",
    [
        (),
        (StripChart("Пусто", ()),),
        (Table("Пусто", TWO, ()),),
        (Paragraph(""),),
        (KeyFigure("", "", "", None),),
    ],
)
def test_render_pdf__empty_parts_are_no_error(blocks):
    assert len(read(render_pdf(holding(*blocks))).pages) == 1


def test_render_pdf__page_break_begins_a_page():
    pages = read(render_pdf(holding(Paragraph("один"), PageBreak(), Paragraph("два")))).pages
    assert ["один" in page.extract_text() for page in pages] == [True, False]
    assert ["два" in page.extract_text() for page in pages] == [False, True]


@pytest.mark.parametrize("character", ["漢", "😀"])
def test_render_pdf__missing_glyph_fails(character):
    with pytest.raises(RenderFailed, match=f"символа «{character}"):
        render_pdf(holding(Paragraph(f"Игра {character}")))


def test_render_many__one_child_gives_each_document_its_own_words_and_charts():
    charts = (
        StripChart(f"Рисунок {n}", (StripRow(f"Имя-{n}", Decimal(n), n, f"{n},00"),))
        for n in range(3)
    )
    texts = [words(pdf) for pdf in render_many(holding(chart) for chart in charts)]
    assert len(texts) == 3
    for number, text in enumerate(texts):
        names = re.findall(r"Имя-\d", text)
        assert names == [f"Имя-{number}"]
        assert f"{number},00" in text


def test_render_many__of_nothing_is_nothing():
    assert list(render_many([])) == []


def test_paper__names_one_file_for_each_drawing():
    laid_out = paper(holding(area_chart(), area_chart()))
    assert list(laid_out["images"]) == ["chart-1.svg", "chart-2.svg"]
    assert all(f'src="{name}"' in laid_out["html"] for name in laid_out["images"])
