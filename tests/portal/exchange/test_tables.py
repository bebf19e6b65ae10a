import contextlib
import csv
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms_builder.common.errors import DomainError
from portal.exchange import tables
from portal.exchange.tables import read_table
from tests.portal.exchange.files import COLLECTED, GOOD, workbook

READ = (
    ["Номер", "Краткое название", "Состояние"],
    [(2, ["5", "Детский сад № 5", "открыт"]), (3, ["11", "Детский сад № 11", "закрыт"])],
)


def refusal(content: bytes) -> str:
    with pytest.raises(DomainError) as refused:
        read_table(content)
    return refused.value.message


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(GOOD.encode(), id="UTF-8"),
        pytest.param(GOOD.encode("utf-8-sig"), id="UTF-8 with a mark"),
        pytest.param(GOOD.replace("№ ", "").encode("cp1251"), id="Windows-1251"),
        pytest.param(GOOD.encode("utf-16"), id="Unicode text of Excel"),
        pytest.param(GOOD.replace(";", ",").encode(), id="commas"),
        pytest.param(GOOD.replace(";", "\t").encode(), id="tabs"),
        pytest.param(GOOD.replace("\n", "\r\n").encode(), id="Windows line ends"),
        pytest.param(GOOD.replace("\n", "\r").encode(), id="old Mac line ends"),
    ],
)
def test_csv__of_any_habit_reads_the_same(content):
    header, rows = read_table(content)
    bare = [(number, [cell.replace("№ ", "") for cell in cells]) for number, cells in rows]
    expected = [(number, [cell.replace("№ ", "") for cell in cells]) for number, cells in READ[1]]
    assert (header, bare) == (READ[0], expected)


def test_csv__of_windows_keeps_the_number_sign_and_dashes():
    text = "Номер;Краткое название\n5;МДОАУ № 5 «Ёлочка» – центр\n"
    assert read_table(text.encode("cp1251"))[1] == [(2, ["5", "МДОАУ № 5 «Ёлочка» – центр"])]


def test_csv__collected_from_open_sources_reads_whole():
    header, rows = read_table(COLLECTED.read_bytes())
    assert header[:3] == ["number", "name", "address"]
    assert len(rows) == 12
    assert rows[0][1][2] == "Орск, пос. Строителей, корпус: ул. Краснодонская, 14"


def test_rows__keep_their_number_when_empty_ones_are_left_out():
    assert read_table(b"a;b\n;\n\n1;2\n")[1] == [(4, ["1", "2"])]


def test_xlsx__reads_as_text():
    content = workbook(["Номер", "Название"], [5, "=1+1"], [5.5, None], [None, None], ["05", True])
    assert read_table(content) == (
        ["Номер", "Название"],
        [(2, ["5", "=1+1"]), (3, ["5.5", ""]), (5, ["05", "True"])],
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Файл пуст"),
        (b"\n;;\n", "Файл пуст"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "старый формат Excel"),
        (b"PK\x03\x04broken", "не открывается как таблица Excel"),
        ("Номер".encode() + b"\xff\x98", "Кодировка"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "Кодировка"),
        (b"\xff\xfe\x00", "Кодировка"),
        (b"a;b\n1;" + b"x" * 200_000, "проверьте кавычки"),
        (b"x" * (5 * 1024 * 1024 + 1), "больше 5 МБ"),
        (b"a\n" + b"1\n" * 20_001, "больше 20 000 строк"),
    ],
)
def test_file__that_is_no_table_is_refused_in_a_sentence(content, message):
    assert message in refusal(content)


def test_file__of_exactly_the_largest_size_is_read():
    assert len(read_table(b"a\n" + b"1\n" * 20_000)[1]) == 20_000


def test_xlsx__that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(tables, "MAX_UNPACKED", 1000)
    assert "слишком велика" in refusal(workbook(["Номер"], [1]))


def test_xlsx__that_is_another_archive_is_refused():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert "не открывается" in refusal(content.getvalue())


CELL = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from(";,\"'="), max_size=20
).map(str.strip)


@given(st.lists(st.lists(CELL, min_size=2, max_size=2), max_size=5))
def test_csv__gives_back_any_text_that_was_written(rows):
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([["Номер", "Название"], *rows])
    expected = [(place, row) for place, row in enumerate(rows, start=2) if any(row)]
    assert read_table(text.getvalue().encode())[1] == expected


@given(st.binary(max_size=300))
def test_file__of_any_bytes_is_read_or_refused(content):
    with contextlib.suppress(DomainError):
        header, _rows = read_table(content)
        assert any(header)


@pytest.mark.parametrize("start", [b"%PDF-1.7\n1 0 obj", b"<!DOCTYPE html><p>", b"{\\rtf1 text}"])
def test_read__other_kinds_of_file_are_named_so(start):
    with pytest.raises(DomainError, match="Это не таблица"):
        read_table(start)
