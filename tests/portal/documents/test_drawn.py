"""What both media share: cells with their columns, groups that hold their first row."""

import pytest

from portal.documents.drawn import SHORT, Cell, drawn, table_rows
from portal.documents.tree import Column, Paragraph, Table
from tests.portal.documents.samples import COLUMNS, indicator_table

ONE = (Column("а", 100),)
ROW = ("1.1", "Игра", "3,00")


def holds(*rows):
    return [row.holds for row in table_rows(Table("т", COLUMNS, rows))]


def test_table_rows__each_cell_knows_its_column():
    (row,) = table_rows(Table("т", COLUMNS, (ROW,)))
    assert [(cell.text, cell.column) for cell in row.cells] == list(zip(ROW, COLUMNS, strict=True))


def test_table_rows__one_cell_is_a_group():
    rows = table_rows(indicator_table(7))
    assert [row.group for row in rows] == [True, *[False] * 6, True, False]


def test_table_rows__a_table_of_one_column_has_no_groups():
    assert not any(row.group for row in table_rows(Table("т", ONE, (("а",), ("б",)))))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((ROW, ROW), [1, 1]),
        ((("группа",), ROW, ROW), [2, 0, 1]),
        ((("группа",), ("группа",), ROW), [1, 2, 0]),
        ((ROW, ("группа",)), [1, 1]),
        ((("группа",), ("1", "ы" * SHORT, "")), [1, 1]),
    ],
)
def test_table_rows__group_holds_a_short_first_row(rows, expected):
    assert holds(*rows) == expected


@pytest.mark.parametrize(
    ("text", "align", "is_reason"),
    [
        ("не применимо", "right", True),
        ("3,00", "right", False),
        ("", "right", True),
        ("базовый", "left", False),
    ],
)
def test_cell__reason_is_words_where_a_number_belongs(text, align, is_reason):
    assert Cell(text, Column("а", 100, align)).is_reason is is_reason


@pytest.mark.parametrize("medium", ["page", "pdf"])
def test_drawn__names_the_template_of_the_medium(medium):
    assert drawn(Paragraph("т"), medium).template == f"reports/document/{medium}/paragraph.html"
