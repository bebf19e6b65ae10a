"""A scale's file with anything in any place: refused in words, or taken without a fault."""

import contextlib
import copy
import io
import random
import zipfile

import pytest

from forms_builder.common.errors import DomainError
from forms_builder.scales.models import Area, Indicator, Scale
from forms_builder.scales.transfer.document import document_of
from forms_builder.scales.transfer.files import read_document, read_file, write_file
from forms_builder.scales.transfer.plan import plan_of
from forms_builder.scales.transfer.services import digest_of, import_document
from forms_builder.scales.transfer.workbook import read_workbook
from tests.forms_builder.builders import ONE
from tests.forms_builder.strange import spoiled


@pytest.fixture
def document(scale):
    return document_of(scale)


@pytest.fixture
def take(scale, methodologist, document):
    def act(wanted):
        row, seen = Scale.objects.get(pk=scale.pk), digest_of(document)
        return import_document(by=methodologist, scale=row, document=wanted, seen=seen)

    return act


@pytest.fixture
def book(document):
    return write_file(document, "xlsx")


def test_anything_anywhere__is_refused_in_words_or_compared(document):
    short = document | {"indicators": document["indicators"][:1]}
    for _place, data in spoiled(short):
        try:
            read = read_document(data)
        except DomainError:
            continue
        if not read.problems:
            plan_of(document, read.document)
            assert digest_of(read.document)


def test_control_characters__stay_outside(document, take):
    document = copy.deepcopy(document)
    document["indicators"][0]["hint"] = "а\x00б\ud800в\x0bг"
    take(read_document(document).document)
    hint = Indicator.objects.get(uid=ONE).get_latest_revision_as_object().hint
    assert hint == "абвг"


def test_a_level_of_many_digits__is_a_fault_of_its_cell(document):
    document = copy.deepcopy(document)
    document["indicators"][0]["gaps"] = ["9" * 5000]
    [problem] = read_document(document).problems
    assert "столбец «Пропуски»" in problem.place


def test_area_with_a_number_that_another_had__is_an_area_of_its_own(document, take):
    """The first area takes a new number, a new area takes the number that was free by it."""
    wanted = copy.deepcopy(document)
    first = wanted["areas"][0]
    old = first["code"]
    for row in wanted["indicators"]:
        row["area"] = "9" if row["area"] == old else row["area"]
    wanted["areas"][0] = first | {"code": "9"}
    wanted["areas"].append({"uid": "", "code": old, "title": "Новая", "weight": "1"})
    take(wanted)
    assert Area.objects.get(uid=first["uid"]).code == "9"
    assert Area.objects.get(code=old).title == "Новая"


@pytest.mark.parametrize("seed", range(200))
def test_workbook_with_broken_bytes__is_refused_in_words_or_read(book, seed):
    chance, broken = random.Random(seed), bytearray(book)
    for _step in range(chance.choice([1, 3, 20])):
        broken[chance.randrange(len(broken))] = chance.randrange(256)
    with contextlib.suppress(DomainError):
        read_file("шкала.xlsx", bytes(broken))


def replaced(book, name, old, new):
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as source, zipfile.ZipFile(file, "w") as target:
        for part in source.namelist():
            content = source.read(part)
            target.writestr(part, content.replace(old, new, 1) if part == name else content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b't="inlineStr"', b't="s"'),
        (b't="inlineStr"', b't="d"'),
        (b't="inlineStr"', b't="n"'),
        (b'r="1"', b'r="-1"'),
        (b'r="1"', b'r="99999999999999999999"'),
        (b"<row", b"<riw"),
        (b"<sheetData>", b""),
    ],
)
def test_workbook_with_broken_rows__is_refused_in_words_or_read(book, old, new):
    with contextlib.suppress(DomainError):
        read_workbook(replaced(book, "xl/worksheets/sheet1.xml", old, new))
