"""The codebook: a row per export column, in order, and nothing in it is a formula."""

import io

import pytest
from openpyxl import load_workbook

from forms_builder.fields.catalogue import field_type
from forms_builder.questionnaires.reading import read_edition
from portal.responses.codebook import codebook
from tests.factories.chain import EditionFactory
from tests.factories.content import edition_content
from tests.factories.every_type import every_type

pytestmark = pytest.mark.django_db


def book_of(data):
    edition = EditionFactory(data=data)
    return edition, load_workbook(io.BytesIO(codebook(edition)))


def rows_of(sheet):
    """Rows as dictionaries by the words of the head."""
    head, *rows = ([cell or "" for cell in row] for row in sheet.iter_rows(values_only=True))
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.fixture
def columns():
    _edition, book = book_of(every_type())
    return {row["Столбец"]: row for row in rows_of(book["Столбцы"])}


def test_codebook__has_every_column_of_an_export_in_its_order():
    edition, book = book_of(every_type())
    expected = [
        column
        for item in read_edition(edition).items
        for column in field_type(item["type"]).columns(item)
    ]
    found = [(row["Столбец"], row["Название"]) for row in rows_of(book["Столбцы"])]
    assert found == expected


def test_codebook__options_stand_with_their_scores(columns):
    options = columns["enough"]["Варианты и баллы"].splitlines()
    assert options == [
        "much = Хватает (балл 5)",
        "none = Не хватает (балл 1)",
        "unsure = Затрудняюсь ответить (в среднее не входит)",
    ]


def test_codebook__a_matrix_names_what_its_rows_measure(columns):
    row = columns["senses_light"]
    assert row["Что измеряет"] == "среда"
    assert "much = Хватает (балл 5)" in row["Варианты и баллы"]


def test_codebook__a_column_of_a_group_describes_the_question_inside(columns):
    assert columns["rooms_state"]["Вид"] == str(field_type("choice").label)
    assert "none = Не хватает" in columns["rooms_state"]["Варианты и баллы"]


def test_codebook__limits_and_conditions_are_words(columns):
    assert "Не меньше: 1" in columns["groups"]["Пределы и настройки"]
    assert "Единица: групп" in columns["groups"]["Пределы и настройки"]
    assert columns["why"]["Показывается, если"]
    assert columns["name"]["Показывается, если"] == ""
    assert (columns["name"]["Обязателен"], columns["why"]["Обязателен"]) == ("да", "нет")


def test_codebook__why_something_does_not_apply_has_a_column(columns):
    assert "Почему не были" in columns["why_na"]["Название"]


def test_codebook__the_scale_has_a_row_per_characteristic():
    _edition, book = book_of(edition_content())
    rows = rows_of(book["Шкала"])
    assert len(rows) == 5 + 6 + 1
    assert rows[0]["Характеристика"] == "Характеристика 1.1/1"
    assert rows[0]["Область"] == "1. Ориентиры"
    assert rows[-1]["Правило"] == "уровень ставится сразу"
    assert rows[-1]["Характеристика"] == ""


def test_codebook__a_form_without_a_scale_has_no_sheet_for_one():
    content = every_type()
    content |= {"scale": None, "sections": content["sections"][:1]}
    _edition, book = book_of(content)
    assert book.sheetnames == ["Столбцы", "Редакция"]


def test_codebook__tells_which_edition_it_belongs_to():
    edition, book = book_of(edition_content())
    about = {row["Что"]: row["Значение"] for row in rows_of(book["Редакция"])}
    assert about["Отпечаток SHA-256"] == edition.sha256
    assert about["Действует с"] == "1 сентября 2020"
    assert about["Общая оценка"] == "среднее областей"


@pytest.mark.parametrize("text", ["=2+2", "+7 900", "-1", "@here"])
def test_codebook__text_that_looks_like_a_formula_stays_text(text):
    content = edition_content()
    content["sections"][0]["items"][0]["label"] = text
    _edition, book = book_of(content)
    cell = book["Столбцы"]["B2"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_codebook__an_unprintable_character_spoils_nothing():
    content = edition_content()
    content["sections"][0]["items"][0]["label"] = "Сколько\x07 групп"
    _edition, book = book_of(content)
    assert book["Столбцы"]["B2"].value == "Сколько групп"
