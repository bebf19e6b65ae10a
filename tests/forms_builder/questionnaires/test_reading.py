"""An edition as a sheet."""

import datetime

import pytest

from forms_builder.questionnaires import services
from forms_builder.questionnaires.reading import read_edition
from forms_builder.questionnaires.sheet import read_content, top_of
from tests.factories import EditionFactory
from tests.forms_builder.builders import COUNT, ONE, THREE, TWO
from tests.forms_builder.questionnaires.expected import EXPECTED
from tests.forms_builder.questionnaires.expected_now import NOW


@pytest.fixture
def sheet():
    return read_content(EXPECTED)


def test_sheet__sections_and_items_in_order(sheet):
    assert (sheet.title, sheet.notice) == ("Малый лист", "Проверочный")
    assert [(section.title, len(section.items)) for section in sheet.sections] == [
        ("Малый лист", 1),
        ("Посещение", 1),
        ("1. Ориентиры", 2),
        ("2. Условия", 1),
        ("В конце", 2),
    ]
    assert [item["code"] for item in sheet.items] == [
        "groups",
        "mode",
        "1.1",
        "1.2",
        "2.1",
        "words",
        "thanks",
    ]


def test_sheet__joins_indicators_with_their_top(sheet):
    assert sheet.item(ONE)["indicator"] == EXPECTED["scale"]["indicators"][0]
    assert [sheet.item(uid)["top"] for uid in (ONE, TWO, THREE)] == [2, 3, 3]
    assert "indicator" not in sheet.item(COUNT)


def test_sheet__an_item_it_does_not_ask(sheet):
    with pytest.raises(KeyError):
        sheet.item("чужой")


def test_sheet__leaves_the_content_alone():
    read_content(EXPECTED)
    item = EXPECTED["sections"][2]["items"][0]
    assert "indicator" not in item


@pytest.mark.parametrize(
    ("gaps", "top"), [([], 5), ([5], 4), ([4, 5], 3), ([2], 5), ([1, 2, 3, 4, 5], 0)]
)
def test_top_of__lowered_by_trailing_gaps(gaps, top):
    assert top_of({"gaps": gaps}, [1, 2, 3, 4, 5]) == top


@pytest.mark.django_db
def test_read_edition__once_per_content():
    edition = EditionFactory()
    same = type(edition).objects.get(pk=edition.pk)
    assert read_edition(edition) is read_edition(same)
    other = EditionFactory(data=EXPECTED)
    assert read_edition(other).item(ONE)["top"] == 2


def test_read_edition__of_a_frozen_form(methodologist, questionnaire):
    edition = services.freeze_edition(
        by=methodologist, questionnaire=questionnaire, valid_from=datetime.date(2020, 9, 1)
    )
    assert read_edition(edition).items == read_content(NOW).items
