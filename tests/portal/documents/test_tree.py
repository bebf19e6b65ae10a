"""The tree: lossless as data, and strict about what no medium could draw."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms_builder.common.canonical import canonical_json
from portal.documents.tree import (
    Column,
    Document,
    Fact,
    Heading,
    KeyFigure,
    PageBreak,
    Paragraph,
    StripChart,
    StripRow,
    Table,
    WritingLines,
    as_data,
    from_data,
)
from tests.portal.documents.samples import COLUMNS, holding, profile

texts = st.text(max_size=30)
axis = st.none() | st.decimals(min_value=0, max_value=5, places=3)
levels = st.none() | st.integers(0, 5)
strip_rows = st.builds(StripRow, texts, axis, levels, texts, axis, axis, axis)
table_rows = st.one_of(st.tuples(texts), st.tuples(texts, texts, texts))
blocks = st.one_of(
    st.builds(Heading, texts, st.integers(2, 4)),
    st.builds(Paragraph, texts, st.booleans()),
    st.builds(KeyFigure, texts, texts, texts, levels),
    st.builds(
        StripChart,
        texts,
        st.lists(strip_rows, max_size=4).map(tuple),
        st.just(5),
        st.lists(texts, max_size=3).map(tuple),
    ),
    st.builds(Table, texts, st.just(COLUMNS), st.lists(table_rows, max_size=4).map(tuple)),
    st.builds(PageBreak),
    st.builds(WritingLines, st.integers(1, 9)),
)
documents = st.builds(
    Document,
    texts,
    texts,
    texts,
    st.lists(st.builds(Fact, texts, texts), max_size=3).map(tuple),
    st.lists(blocks, max_size=5).map(tuple),
    st.sampled_from(["ru", "tt"]),
)


@given(documents)
def test_as_data__from_data_gives_the_same_document(document):
    assert from_data(as_data(document)) == document


@given(documents)
def test_as_data__is_canonical(document):
    data = as_data(document)
    assert canonical_json(as_data(from_data(data))) == canonical_json(data)


def test_as_data__writes_decimals_as_plain_strings():
    chart = StripChart("т", (StripRow("а", Decimal("1E+0"), 1, "1", low=Decimal("0.10")),))
    row = as_data(holding(chart))["blocks"][0]["rows"][0]
    assert (row["value"], row["low"], row["high"]) == ("1", "0.10", None)


def test_as_data__names_the_kind_of_each_block():
    kinds = [block["kind"] for block in as_data(profile())["blocks"]]
    assert kinds == [
        "key_figure",
        "heading",
        "strip_chart",
        "paragraph",
        "page_break",
        "heading",
        "table",
        "paragraph",
    ]


def test_from_data__refuses_an_unknown_kind():
    data = {**as_data(holding()), "blocks": [{"kind": "script", "text": "…"}]}
    with pytest.raises(ValueError, match="script"):
        from_data(data)


@pytest.mark.parametrize("number", ["NaN", "1e3", "", "Infinity", "1,5", "0x1"])
def test_from_data__refuses_what_is_no_plain_number(number):
    data = as_data(holding(StripChart("т", (StripRow("а", Decimal(1), 1, "1"),))))
    data["blocks"][0]["rows"][0]["value"] = number
    with pytest.raises(ValueError, match="decimal"):
        from_data(data)


def test_from_data__refuses_surplus_keys():
    with pytest.raises(TypeError):
        from_data({**as_data(holding()), "author": "кто-то"})


@pytest.mark.parametrize("level", [0, 1, 5])
def test_heading__keeps_to_levels_below_the_title(level):
    with pytest.raises(ValueError, match="level"):
        Heading("т", level)


@pytest.mark.parametrize("outside", ["-0.1", "5.01"])
@pytest.mark.parametrize("name", ["value", "low", "high", "median"])
def test_strip_chart__refuses_a_number_outside_the_axis(name, outside):
    numbers = {"value": None, name: Decimal(outside)}
    row = StripRow("Игра", level=None, shown="–", **numbers)
    with pytest.raises(ValueError, match="Игра"):
        StripChart("т", (row,))


def test_strip_chart__needs_an_axis():
    with pytest.raises(ValueError, match="axis"):
        StripChart("т", (), top=0)


def test_table__refuses_widths_that_do_not_fill_it():
    with pytest.raises(ValueError, match="90"):
        Table("т", (Column("а", 40), Column("б", 50)), ())


def test_table__refuses_a_row_of_the_wrong_length():
    with pytest.raises(ValueError, match="row 2"):
        Table("т", COLUMNS, (("группа",), ("1", "2")))


@pytest.mark.parametrize("count", [0, -1])
def test_writing_lines__without_a_line_are_refused(count):
    with pytest.raises(ValueError, match="at least one line"):
        WritingLines(count)
