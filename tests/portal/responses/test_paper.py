"""The paper form: everything the edition asks, drawn so that a hand can fill it in."""

import copy
import io

import pytest
from pypdf import PdfReader

from forms_builder.fields.catalogue import all_types
from portal.documents.pdf import render_pdf
from portal.documents.tree import Heading, Paragraph, Table, WritingLines
from portal.responses import paper_items
from portal.responses.paper import HASH_SHOWN, paper_form
from tests.factories.chain import EditionFactory
from tests.factories.content import edition_content
from tests.factories.every_type import CHILDREN, QUESTIONS, every_type, question

pytestmark = pytest.mark.django_db


def words(document):
    """Everything a document says, as one text."""
    parts = [document.title, document.subtitle, document.mark]
    parts += [f"{fact.label} {fact.value}" for fact in document.facts]
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph):
            parts.append(block.text)
        if isinstance(block, Table):
            parts += [column.title for column in block.columns]
            parts += [cell for row in block.rows for cell in row]
    return "\n".join(parts)


def drawn(kind, **keys):
    return paper_items.control(question(kind, "code", "Вопрос", **keys))


def said(blocks):
    return "\n".join(block.text for block in blocks if isinstance(block, Paragraph))


@pytest.fixture
def edition():
    return EditionFactory(data=every_type(), number=3)


def test_paper__head_says_which_edition_it_is(edition):
    document = paper_form(edition)
    facts = {fact.label: fact.value for fact in document.facts}
    assert document.title == "Лист со всеми вопросами"
    assert document.mark == "Редакция 3"
    assert facts["Действует с"] == "1 сентября 2020"
    assert facts["Отпечаток"] == edition.sha256[:HASH_SHOWN]
    assert "Проверочный лист" in words(document)


def test_paper__names_every_question_in_its_order(edition):
    document = paper_form(edition)
    titles = [block.text for block in document.blocks if isinstance(block, Heading)]
    expected = ["Все вопросы", *(row["label"] for row in QUESTIONS)]
    assert [title.removesuffix(" *") for title in titles[: len(expected)]] == expected
    assert "Название *" in titles
    assert "1.1. Показатель 1.1 *" in titles


def test_paper__condition_stands_in_words_before_the_question(edition):
    text = words(paper_form(edition))
    assert text.count("Отвечайте, если: ") == 1
    assert text.index("Почему не были") < text.index("Отвечайте, если: ")


def test_paper__condition_of_a_section_stands_under_its_heading():
    content = every_type()
    content["sections"][1]["show_if"] = {"==": [{"var": "visited"}, "yes"]}
    document = paper_form(EditionFactory(data=content))
    places = [place for place, block in enumerate(document.blocks) if isinstance(block, Heading)]
    heading = next(n for n in places if document.blocks[n].text.startswith("1. "))
    assert document.blocks[heading + 1].text.startswith("Заполняйте раздел, если: ")


def test_paper__tells_what_an_answer_needs_besides(edition):
    text = words(paper_form(edition))
    assert "☐ Не применимо, потому что (Сад закрыт): ____" in text
    assert "Доказательства (обязательны): ____" in text
    assert "Доказательства (обязательны с уровня 4): ____" in text


def test_paper__an_edition_of_the_first_schema_is_read_as_well():
    text = words(paper_form(EditionFactory(data=edition_content())))
    assert "Сколько групп посещено *" in text
    assert "☐ Характеристика 1.1/5" in text
    assert "☐ 0 — ниже первого уровня" in text


def test_paper__is_a_pdf_with_the_same_words_and_numbered_pages(edition):
    reader = PdfReader(io.BytesIO(render_pdf(paper_form(edition))))
    text = " ".join(page.extract_text() for page in reader.pages)
    flat = " ".join(text.split())
    for item in QUESTIONS:
        assert item["label"] in flat
    assert f"стр. 1 из {len(reader.pages)}" in flat
    assert "☐ Хватает" in flat


def test_control__every_type_has_its_own_way():
    assert {kind.name for kind in all_types()} <= paper_items._DRAWN.keys()


def test_control__a_long_text_gets_more_lines_than_a_short_one():
    (short,) = drawn("text", multiline=False)
    (long,) = drawn("text", multiline=True)
    assert isinstance(short, WritingLines)
    assert long.count > short.count


def test_control__a_type_without_a_way_of_its_own_gets_lines():
    assert drawn("heartbeat") == [WritingLines(1)]


def test_control__a_number_names_its_unit():
    assert said(drawn("number", unit="групп")).endswith("_ групп")
    assert said(drawn("number")).endswith("_")


def test_control__choices_are_boxes_with_a_line_for_one_s_own():
    options = [{"value": "a", "label": "Первое"}, {"value": "b", "label": "Второе"}]
    text = said(drawn("choice", choices=options, other=True))
    assert "Отметьте одно." in text
    assert "☐ Первое\n☐ Второе\n☐ другое: ____" in text
    assert "другое" not in said(drawn("choice", choices=options))


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({}, "Отметьте всё, что подходит."),
        ({"minimum": None, "maximum": 3}, "не больше 3."),
        ({"minimum": 1, "maximum": 3}, "от 1 до 3."),
    ],
)
def test_control__several_choices_say_how_many(limits, expected):
    options = [{"value": "a", "label": "Первое"}]
    assert expected in said(drawn("choices", choices=options, **limits))


def test_control__a_level_has_words_where_the_form_gives_them():
    text = said(drawn("level", minimum=1, top=3, labels=["плохо", "", "хорошо"]))
    assert text.splitlines()[1:] == ["☐ 1 — плохо", "☐ 2", "☐ 3 — хорошо"]


def test_control__a_matrix_is_a_table_with_a_box_in_every_cell():
    item = next(row for row in QUESTIONS if row["type"] == "matrix")
    (table,) = paper_items.control(item)
    assert [row[0] for row in table.rows] == ["Света", "Воздуха"]
    assert all(cell == "☐" for row in table.rows for cell in row[1:])
    assert sum(column.width_percent for column in table.columns) == 100


def test_control__a_matrix_of_narrow_columns_numbers_them_and_tells_what_they_mean():
    words = ["Полностью согласен", "Скорее согласен", "Отчасти", "Скорее нет", "Нет", "Не знаю"]
    columns = [{"value": f"v{n}", "label": word} for n, word in enumerate(words)]
    legend, table = drawn("matrix", rows=[{"code": "a", "label": "Света"}], columns=columns)
    assert legend.text.startswith("1 — Полностью согласен; 2 — Скорее согласен;")
    assert [column.title for column in table.columns][1:] == ["1", "2", "3", "4", "5", "6"]


def test_control__a_repeating_group_is_an_empty_table_told_what_to_choose_from():
    told, table = drawn("group", items=CHILDREN, minimum=0, maximum=9)
    assert told.text == "Состояние: Хватает; Не хватает; Затрудняюсь ответить."
    assert len(table.rows) == paper_items.ROWS_AT_LEAST
    assert [column.title for column in table.columns] == ["№", "Помещение", "Состояние"]


def test_control__a_group_of_many_rows_stays_on_the_page():
    (*_told, table) = drawn("group", items=CHILDREN, minimum=40, maximum=50)
    assert len(table.rows) == paper_items.ROWS_AT_MOST


def test_control__ranking_has_a_place_to_write_before_each_option():
    (table,) = drawn("ranking", choices=[{"value": "a", "label": "Первое"}])
    assert table.rows[0][1] == "Первое"
    assert table.rows[0][0].isspace()


def test_control__consent_shows_its_text_and_a_place_to_sign():
    text = said(drawn("consent", text="Согласна на обсуждение.", link="https://example.org/"))
    assert text.startswith("Согласна на обсуждение.\nhttps://example.org/\n☐ Согласие даю")
    assert "подпись" in text


def test_control__what_is_not_asked_takes_no_place():
    assert drawn("note") == []
    assert "портал посчитает сам" in said(drawn("calculated"))


def test_control__an_indicator_by_levels_leaves_declared_gaps_out():
    content = copy.deepcopy(edition_content())
    content["scale"]["indicators"][2]["gaps"] = [2, 5]
    text = words(paper_form(EditionFactory(data=content)))
    assert "☐ 1\n☐ 3\n☐ 4" in text
    assert "☐ 2\n" not in text
