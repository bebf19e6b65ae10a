"""Drafts go to a newer edition while their people write: nothing is lost, nobody is refused."""

import pytest
from django.db import transaction

from forms_builder.questionnaires.ports import Moved, usage
from portal.organisations.choices import Role
from portal.responses.content import answers_of
from portal.responses.models import Response
from portal.responses.services import open_sheet, save_answer
from tests.factories import AssignmentFactory, EditionFactory, PersonFactory, appointed, orsk
from tests.factories.content import edition_content, uid
from tests.support.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
GROUPS = uid("groups")


@pytest.fixture
def expert(transactional_db):
    return appointed(Role.EXPERT, orsk())


@pytest.fixture
def sheet(expert):
    return open_sheet(by=expert, assignment=AssignmentFactory(assignee=expert))


def newer(old, *, without: str = ""):
    data = edition_content()
    for section in data["sections"]:
        section["items"] = [item for item in section["items"] if item["uid"] != without]
    return EditionFactory(questionnaire=old.questionnaire, number=old.number + 1, data=data)


@pytest.fixture
def save(expert, sheet):
    def act():
        payload = {"value": ["40"]}
        return save_answer(by=expert, response=sheet, item=GROUPS, payload=payload, version=0)

    return act


@pytest.fixture
def move(sheet):
    by = PersonFactory()

    def to(edition):
        with transaction.atomic():
            return usage().move_drafts(by=by, old=sheet.edition, new=edition)

    return to


def test_an_answer_during_the_move__enters_the_newer_edition(sheet, save, move):
    edition = newer(sheet.edition)
    moved, answer = at_once(lambda: move(edition), save)
    assert moved == Moved(moved=1)
    row = Response.objects.get(pk=sheet.pk)
    assert (row.edition, answer.response_id) == (edition, row.pk)
    assert answers_of(row)[GROUPS]["value"] == "40"


def test_an_answer_before_the_move__is_judged_by_it(sheet, save, move):
    edition = newer(sheet.edition, without=GROUPS)
    _answer, moved = at_once(save, lambda: move(edition))
    assert moved == Moved(stayed=1)
    assert Response.objects.get(pk=sheet.pk).edition == sheet.edition
