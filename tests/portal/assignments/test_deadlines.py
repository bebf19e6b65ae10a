"""A deadline in words."""

import datetime

import pytest
from django.utils import timezone

from portal.assignments.deadlines import deadline_of
from portal.assignments.models import Assignment
from tests.factories import AssignmentFactory

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2030, 11, 10, 7, tzinfo=datetime.UTC)


@pytest.fixture
def tenth_of_november(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)


@pytest.mark.parametrize(
    ("day", "text", "kind"),
    [
        (16, "до 16 ноября · осталось 6\u00a0дней", ""),
        (13, "до 13 ноября · осталось 3\u00a0дня", "wait"),
        (11, "до 11 ноября · остался 1\u00a0день", "wait"),
        (10, "до 10 ноября · сегодня последний день", "wait"),
        (9, "просрочен на 1\u00a0день", "late"),
        (8, "просрочен на 2\u00a0дня", "late"),
    ],
)
def test_deadline__in_words(tenth_of_november, day, text, kind):
    deadline = deadline_of(AssignmentFactory(due=datetime.date(2030, 11, day)))
    assert (deadline.text, deadline.kind) == (text, kind)


def test_deadline__submitted_is_never_late(tenth_of_november):
    assignment = AssignmentFactory(
        due=datetime.date(2030, 11, 1), state=Assignment.State.SUBMITTED
    )
    assert deadline_of(assignment).text == "до 1 ноября"
    assert deadline_of(assignment).kind == ""
