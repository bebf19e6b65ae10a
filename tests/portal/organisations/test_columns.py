import pytest

from forms_builder.common.errors import DomainError
from portal.organisations import columns
from portal.organisations.columns import (
    clean_cell,
    registry_table,
    short_name,
    unknown_columns,
)


@pytest.mark.parametrize(
    ("number", "official", "short"),
    [
        ("5", "Детский сад № 5", "Детский сад № 5"),
        (
            "31",
            "МДОАУ «Детский сад № 31 комбинированного вида «Звёздочка» г. Орска»",
            "Детский сад № 31 «Звёздочка»",
        ),
        ("60", "МДОАУ «Детский сад № 60»", "Детский сад № 60"),
        (
            "94",
            "МДОАУ «Центр развития ребенка – детский сад № 94 «Радуга» г. Орска»",
            "Детский сад № 94 «Радуга»",
        ),
        (
            "116",
            "МДОАУ «Центр развития ребенка – детский сад № 116 г. Орска «Ералашка»",
            "Детский сад № 116 «Ералашка»",
        ),
        ("124", "МДОАУ № 124 «Василек»", "Детский сад № 124 «Василек»"),
        ("", "Детский сад «Солнышко»", "Детский сад «Солнышко»"),
        ("7", "", ""),
    ],
)
def test_short_name__is_derived_from_the_official_one(number, official, short):
    assert short_name(number, official) == short


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("  Детский   сад ", "Детский сад"),
        ("'слово'", "'слово'"),
        ("=СУММ(A1)", "=СУММ(A1)"),
        ("-5", "-5"),
    ],
)
def test_cell__loses_stray_spaces_only(text, clean):
    assert clean_cell(text) == clean


def test_table__takes_russian_headers_in_any_order_and_case():
    table = registry_table(["АДРЕС", " номер ", "Краткое  название"], [(2, ["Орск", "5", "Сад"])])
    assert table.dict == [
        {columns.NUMBER: "5", columns.SHORT_NAME: "Сад", columns.ADDRESS: "Орск", "строка": 2}
    ]


def test_table__derives_short_names_for_a_collected_list():
    table = registry_table(
        ["number", "name", "status", "source"],
        [(2, ["19", "Детский сад № 19 «Капитошка»", "active", "где-то"])],
    )
    assert table[columns.SHORT_NAME] == ["Детский сад № 19 «Капитошка»"]
    assert "source" not in table.headers


def test_table__fills_short_rows_with_nothing():
    table = registry_table(["Номер", "Краткое название", "Адрес"], [(2, ["5", "Сад"])])
    assert table[columns.ADDRESS] == [""]


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (["Номер", "Адрес"], "строка 1: Нет столбца «Краткое название»."),
        (["Краткое название"], "строка 1: Нет столбца «Номер»."),
        (["Номер", "Номер", "Краткое название"], "строка 1: Столбец «Номер» стоит дважды."),
        (["что-то"], "Нет столбца «Номер»."),
    ],
)
def test_table__with_wrong_columns_says_which(header, message):
    with pytest.raises(DomainError) as refused:
        registry_table(header, [])
    assert message in refused.value.message


def test_table__with_a_row_too_long_names_the_row():
    with pytest.raises(DomainError) as refused:
        registry_table(["Номер", "Краткое название"], [(2, ["5", "Сад"]), (3, ["6", "Сад", "ул."])])
    assert refused.value.message == "строка 3: Ячеек больше, чем столбцов."


def test_unknown_columns__are_named_as_the_file_writes_them():
    assert unknown_columns(["Номер", "Заведующая ", "source", ""]) == ["Заведующая", "source"]
