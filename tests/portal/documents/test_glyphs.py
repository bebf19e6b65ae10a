"""No character is printed as an empty box: it is drawn, dropped because invisible, or refused."""

from decimal import Decimal

import pytest

from portal.documents.errors import RenderFailed
from portal.documents.glyphs import SHOWN_AT_MOST, check_glyphs, legible
from portal.documents.tree import (
    Column,
    Document,
    Fact,
    Heading,
    KeyFigure,
    Paragraph,
    StripChart,
    StripRow,
    Table,
)
from tests.portal.documents.samples import COLUMNS, holding, profile

ONE = Decimal(1)
PLACES = [
    (holding(title="漢"), "название"),
    (Document("т", "漢", "", (), ()), "подзаголовок"),
    (Document("т", "", "漢", (), ()), "пометка"),
    (Document("т", "", "", (Fact("Эксперт", "漢"),), ()), "сведения, «Эксперт»"),
    (holding(Heading("漢")), "текст «漢»"),
    (holding(Paragraph("Итог 漢")), "текст «Итог 漢»"),
    (holding(KeyFigure("漢", "Итог", "", None)), "главное число «Итог»"),
    (holding(StripChart("Области", (), legend=("漢",))), "рисунок «Области»"),
    (
        holding(StripChart("Области", (StripRow("Игра", ONE, 1, "漢"),))),
        "рисунок «Области», «Игра»",
    ),
    (holding(Table("漢", COLUMNS, ())), "таблица «漢»"),
    (holding(Table("Т", (Column("漢", 100),), ())), "таблица «Т», столбец «漢»"),
    (
        holding(Table("Т", COLUMNS, (("группа",), ("1", "漢", "2")))),
        "таблица «Т», строка 2, столбец «Показатель»",
    ),
    (holding(Table("Т", COLUMNS, (("漢",),))), "таблица «Т», строка 1, столбец «Код»"),
]


def test_check_glyphs__lets_a_whole_profile_pass():
    assert check_glyphs(profile()) is None


@pytest.mark.parametrize(("document", "place"), PLACES)
def test_check_glyphs__names_character_and_place(document, place):
    with pytest.raises(RenderFailed) as refusal:
        check_glyphs(document)
    (problem,) = refusal.value.problems
    assert problem.place == place
    assert "漢 (U+6F22)" in problem.message


@pytest.mark.parametrize("character", ["😀", "ق", "\ue123", "\u0334", "א"])
def test_check_glyphs__refuses_what_no_font_has(character):
    with pytest.raises(RenderFailed, match=f"U\\+{ord(character):04X}"):
        check_glyphs(holding(Paragraph(f"а{character}")))


def test_check_glyphs__names_half_a_surrogate_pair_by_its_code_alone():
    with pytest.raises(RenderFailed) as refusal:
        check_glyphs(holding(Paragraph("а\ud83d")))
    assert "U+D83D" in refusal.value.message
    assert refusal.value.message.encode()


def test_check_glyphs__arrows_are_for_text_not_for_drawings():
    check_glyphs(holding(Paragraph("Область → Орск")))
    with pytest.raises(RenderFailed, match="U\\+2192"):
        check_glyphs(holding(StripChart("Область → Орск", ())))


def test_check_glyphs__does_not_list_without_end():
    text = "".join(map(chr, range(0x4E00, 0x4E80)))
    with pytest.raises(RenderFailed) as refusal:
        check_glyphs(holding(Paragraph(text)))
    assert len(refusal.value.problems) == SHOWN_AT_MOST


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("и\u0306", "й"),
        ("е\u0308лка", "ёлка"),
        ("\ufeffначало", "начало"),
        ("мяг\u00adкий", "мягкий"),
        ("лево\u200e\u202eправо", "левоправо"),
        ("раз\r\nдва\u2028три", "раз\nдва\nтри"),
        ("столбец\tстолбец", "столбец столбец"),
        ("ноль\x00\x0b\x1f", "ноль"),
        ("3\u00a0показателя", "3\u00a0показателя"),
    ],
)
def test_legible__keeps_what_can_be_seen(written, drawn):
    assert legible(holding(Paragraph(written))) == holding(Paragraph(drawn))


def test_legible__reaches_every_text():
    dirty = holding(Table("т\u200b", COLUMNS, (("\ufeffгруппа",),)), title="на\u00adзвание")
    clean = holding(Table("т", COLUMNS, (("группа",),)), title="название")
    assert legible(dirty) == clean


def test_legible__leaves_a_clean_document_as_it_is():
    assert legible(profile()) == profile()
