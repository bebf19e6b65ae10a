"""Cells of workbooks: what people wrote comes back letter by letter and is never computed."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from forms_builder.common.workbooks import text_cell

# What XML can hold; a carriage return alone comes back as a line feed.
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60)


def written(text):
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append([text_cell(sheet, text)])
    content = io.BytesIO()
    book.save(content)
    return load_workbook(io.BytesIO(content.getvalue())).active.cell(1, 1)


@given(TEXTS)
def test_text_cell__gives_any_text_back(text):
    cell = written(text)
    assert (cell.value, cell.data_type) == (text, "s")


@pytest.mark.parametrize("text", ["=1+1", "+7 3537", "-5", "@SUM(A1)"])
def test_text_cell__what_looks_like_a_formula_is_quoted(text):
    cell = written(text)
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix


@pytest.mark.parametrize("text", ["5", "Солнышко", "1=1"])
def test_text_cell__a_plain_text_is_not_quoted(text):
    assert not written(text).quotePrefix


def test_text_cell__leaves_out_what_xml_cannot_hold():
    assert written("да\x00\x0bнет").value == "данет"


def test_text_cell__an_empty_text_is_an_empty_cell():
    assert written("").value is None
