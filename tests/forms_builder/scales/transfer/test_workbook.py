"""A workbook from outside is not trusted; one from here runs nothing."""

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from forms_builder.common.errors import DomainError
from forms_builder.scales.transfer import workbook
from forms_builder.scales.transfer.columns import FRAME_COLUMNS, ROW_COLUMNS, Line
from forms_builder.scales.transfer.workbook import read_workbook, write_workbook


def saved(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def opened(content):
    return load_workbook(io.BytesIO(content))


def with_row(**cells):
    """A workbook of ours with one row whose cells are Python values."""
    book = opened(write_workbook([], []))
    book["Характеристики"].append([cells.get(name) for name in ROW_COLUMNS])
    return saved(book)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_text_like_a_formula__stays_text(text):
    book = opened(write_workbook([], [Line({"text": text})]))
    cell = book["Характеристики"].cell(2, list(ROW_COLUMNS).index("text") + 1)
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix
    [line] = read_workbook(saved(book))[1]
    assert (line["text"], line.faults) == (text, {})


def test_formula__is_named_and_never_computed():
    [line] = read_workbook(with_row(code="1.1", text="=1+1"))[1]
    assert line.faults == {"text": "В ячейке формула: впишите значение."}
    assert line.place == "Лист «Характеристики», строка 2"


@pytest.mark.parametrize(
    ("value", "text"),
    [(1, "1"), (1.0, "1"), (1.5, "1.5"), ("  да \r\nнет ", "да \nнет"), (None, "")],
)
def test_cells__are_read_as_people_see_them(value, text):
    [line] = read_workbook(with_row(code="x", level=value))[1]
    assert line["level"] == text


def test_empty_rows__are_left_out_and_counted():
    book = opened(with_row(code="1.1"))
    book["Характеристики"].append([""] * 5)
    book["Характеристики"].append([None, "1.2"])
    lines = read_workbook(saved(book))[1]
    assert [line.place[-8:] for line in lines] == ["строка 2", "строка 4"]


def test_columns__may_stand_in_any_order():
    book = opened(write_workbook([], []))
    del book["Характеристики"]
    sheet = book.create_sheet("Характеристики")
    sheet.append([str(heading) for heading in reversed(ROW_COLUMNS.values())] + ["Заметки"])
    sheet.append([f"значение {name}" for name in reversed(ROW_COLUMNS)] + ["моё"])
    [line] = read_workbook(saved(book))[1]
    assert all(line[name] == f"значение {name}" for name in ROW_COLUMNS)


def test_columns__a_missing_one_is_named():
    book = opened(write_workbook([], []))
    book["Шкала"].delete_cols(list(FRAME_COLUMNS).index("colour") + 1)
    with pytest.raises(DomainError, match="В листе «Шкала» нет столбцов: Цвет"):
        read_workbook(saved(book))


def test_sheet__a_missing_one_is_named():
    with pytest.raises(DomainError, match="нет листа «Шкала»"):
        read_workbook(saved(Workbook()))


@pytest.mark.parametrize("content", [b"", b"PK", b"%PDF-1.7", b"\xff" * 100])
def test_junk__is_refused_in_words(content):
    with pytest.raises(DomainError, match="не открывается как книга"):
        read_workbook(content)


def test_archive_that_is_no_workbook__is_refused_in_words():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("a.txt", "…")
    with pytest.raises(DomainError, match="не открывается как книга"):
        read_workbook(file.getvalue())


def test_large_file__is_not_opened():
    with pytest.raises(DomainError, match="больше 5 МБ"):
        read_workbook(b"0" * (workbook.MOST_BYTES + 1))


def test_bomb__is_not_opened():
    file = io.BytesIO(write_workbook([], []))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/a.bin", b"0" * (workbook.MOST_UNPACKED + 1))
    assert len(file.getvalue()) < workbook.MOST_BYTES
    with pytest.raises(DomainError, match="слишком много данных"):
        read_workbook(file.getvalue())


def test_many_parts__are_not_opened():
    file = io.BytesIO(write_workbook([], []))
    with zipfile.ZipFile(file, "a") as package:
        for number in range(workbook.MOST_PARTS):
            package.writestr(f"xl/{number}.xml", "<a/>")
    with pytest.raises(DomainError, match="слишком много данных"):
        read_workbook(file.getvalue())


def test_entities__are_not_opened():
    file = io.BytesIO(write_workbook([], []))
    with zipfile.ZipFile(file, "a") as package:
        package.writestr(
            "xl/x.xml", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
        )
    with pytest.raises(DomainError, match="чего в книге Excel не бывает"):
        read_workbook(file.getvalue())


def test_many_rows__are_not_read(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    with pytest.raises(DomainError, match="слишком много строк"):
        read_workbook(write_workbook([], [Line({"code": str(number)}) for number in range(5)]))


def test_control_characters__are_left_out():
    [line] = read_workbook(write_workbook([], [Line({"text": "а\x00б\x0bв"})]))[1]
    assert line["text"] == "абв"
