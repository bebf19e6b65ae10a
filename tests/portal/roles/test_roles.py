"""The role table: every address, every visitor, the answers written by hand in roles.csv."""

import logging

import pytest

from tests.portal.roles import checks
from tests.portal.roles.asking import Answer, Asker
from tests.portal.roles.people import CMS_COLUMNS
from tests.portal.roles.table import idle, questions, read_table, unknown, visitors
from tests.portal.roles.world import World
from tests.support.addresses import every_address

ROWS = read_table()
MARKS = checks.read_marks()
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def answers(world: World) -> list[Answer]:
    """The whole walk: every question of the table as every visitor."""
    asker = Asker(world, [mark.words for mark in MARKS])
    asked = questions(ROWS, every_address())
    logging.disable(logging.ERROR)  # thousands of refusals are meant
    walk = [asker.ask(question, visitor) for question, visitor in visitors(asked)]
    logging.disable(logging.NOTSET)
    return walk


def test_table__knows_every_address():
    assert unknown(ROWS, every_address()) == []


def test_table__asks_with_every_row():
    assert idle(ROWS, every_address()) == []


def test_table__groups_hide_nothing():
    """A row for many addresses may only refuse those who do not work in the CMS."""
    told = {row.line: row.expected for row in ROWS if row.is_group}
    open_to = [
        (line, visitor)
        for line, expected in told.items()
        for visitor, word in expected.items()
        if visitor not in CMS_COLUMNS and word not in {"login", "403", "404"}
    ]
    assert open_to == []


def test_answers__as_written(answers):
    assert checks.wrong(answers) == []


def test_answers__leave_no_trace(answers):
    assert checks.traces(answers) == []


def test_answers__headers_of_their_area(answers):
    assert checks.headers(answers) == []


def test_marks__only_where_written(answers):
    assert checks.leaks(answers, MARKS) == []


def test_marks__met_by_those_who_may(answers):
    assert checks.unmet(answers, MARKS) == []
