"""Saving: versions, history, conflicts, the life of the task."""

import pytest

from forms_builder.common.errors import DomainError, NotAllowed
from portal.assignments.models import Assignment
from portal.organisations.choices import Role
from portal.responses.content import answers_of, version_of, versions_of
from portal.responses.errors import AnswerConflict, ChapterRefused
from portal.responses.models import Answer, AnswerChange, Response
from portal.responses.services import open_sheet, save_answer, save_chapter
from tests.factories import LOOSE, STRICT, TALK, appointed, orsk
from tests.factories.content import uid

pytestmark = pytest.mark.django_db
FIRST, SECOND = uid("1.1/1"), uid("1.1/2")
GROUPS, AREA = uid("groups"), uid("area1")


@pytest.fixture
def save(expert, response):
    """save(item, version, **parts) as the expert."""

    def one(item, version=0, **parts):
        return save_answer(
            by=expert, response=response, item=item, payload=parts, version=version
        )

    return one


def test_open_sheet__twice_is_one_sheet(expert, assignment):
    first = open_sheet(by=expert, assignment=assignment)
    assert open_sheet(by=expert, assignment=assignment) == first
    assert first.edition == assignment.edition
    assignment.refresh_from_db()
    assert assignment.state == Assignment.State.OPEN


def test_open_sheet__somebody_else(assignment):
    with pytest.raises(NotAllowed):
        open_sheet(by=appointed(Role.EXPERT, orsk()), assignment=assignment)
    with pytest.raises(NotAllowed, match="кому он поручен"):
        open_sheet(by=appointed(Role.MUNICIPAL_COORDINATOR, orsk()), assignment=assignment)
    assert not Response.objects.exists()


def test_save_answer__first_one_begins_the_task(save, assignment):
    answer = save(STRICT, confirmed=[SECOND, FIRST])
    assert answer.version == 1
    assert answer.data["confirmed"] == sorted([FIRST, SECOND])
    assignment.refresh_from_db()
    assert assignment.state == Assignment.State.IN_PROGRESS


def test_save_answer__nothing_said_is_no_answer(save, response, assignment):
    assert save(STRICT) is None
    assert not AnswerChange.objects.exists()
    assignment.refresh_from_db()
    assert assignment.state == Assignment.State.OPEN


def test_save_answer__none_confirmed_is_an_answer(save):
    data = save(STRICT, none=["1"]).data
    assert data == {"state": "answered", "confirmed": [], "not_applicable": {}}


def test_save_answer__every_change_is_kept(save, response, expert):
    save(LOOSE, level=["2"])
    save(LOOSE, version=1, level=["3"])
    save(LOOSE, version=2, na=["1"], na_reason=["Нет прогулочных площадок"])
    changes = response.changes.filter(item=LOOSE)
    assert [change.before and change.before.get("level") for change in changes] == [None, 2, 3]
    assert changes.last().after["reason"] == "Нет прогулочных площадок"
    assert {change.by for change in changes} == {expert}


def test_save_answer__clearing_keeps_history_and_versions_go_on(save, response):
    save(LOOSE, level=["2"])
    assert save(LOOSE, version=1) is None
    assert answers_of(response) == {}
    assert version_of(response, None, LOOSE) == 2
    assert save(LOOSE, version=2, level=["4"]).version == 3
    assert versions_of(response) == {LOOSE: 3}


def test_save_answer__conflict_carries_both_and_changes_nothing(save):
    save(LOOSE, level=["2"])
    save(LOOSE, version=1, level=["3"])
    with pytest.raises(AnswerConflict) as conflict:
        save(LOOSE, version=1, level=["5"])
    assert conflict.value.mine["level"] == 5
    assert conflict.value.theirs["level"] == 3
    assert conflict.value.version == 2
    assert Answer.objects.get().data["level"] == 3


def test_save_answer__conflict_with_a_cleared_answer(save):
    save(LOOSE, level=["2"])
    save(LOOSE, version=1)
    with pytest.raises(AnswerConflict) as conflict:
        save(LOOSE, version=1, level=["5"])
    assert conflict.value.theirs is None


def test_save_answer__repeated_over_a_broken_line_is_no_conflict(save):
    save(LOOSE, level=["2"])
    assert save(LOOSE, version=0, level=["2"]).version == 1
    assert AnswerChange.objects.count() == 1


@pytest.mark.parametrize("item", [uid("nobody asks"), "", "не uuid"])
def test_save_answer__unknown_item(save, item):
    with pytest.raises(DomainError, match="Такого вопроса"):
        save(item, level=["2"])


def test_save_answer__foreign_characteristic(save):
    with pytest.raises(DomainError, match="нет такой характеристики"):
        save(STRICT, confirmed=[uid("1.2/1")])


def test_save_answer__not_applicable_wants_a_reason(save):
    with pytest.raises(DomainError, match="почему не применимо"):
        save(TALK, na=["1"], na_reason=["  "])
    assert not Answer.objects.exists()


def test_save_chapter__equals_autosave(expert, save, response):
    save(STRICT, confirmed=[FIRST])
    save(TALK, na=["1"], na_reason=["Летний период"])
    by_autosave = answers_of(response)
    response.answers.all().delete()
    response.changes.all().delete()
    payloads = {
        STRICT: {"confirmed": [FIRST], "na_reason": [""]},
        TALK: {"na": ["1"], "na_reason": ["Летний период"]},
    }
    saved = save_chapter(
        by=expert, response=response, section=AREA, payloads=payloads, versions={}
    )
    assert saved == 2
    assert answers_of(response) == by_autosave


def test_save_chapter__all_or_nothing_with_a_message_per_item(expert, response):
    payloads = {STRICT: {"confirmed": [FIRST]}, TALK: {"na": ["1"]}}
    with pytest.raises(ChapterRefused) as refused:
        save_chapter(by=expert, response=response, section=AREA, payloads=payloads, versions={})
    assert list(refused.value.errors) == [TALK]
    assert refused.value.problems[0].place == "1.2 Показатель 1.2"
    assert not Answer.objects.exists()


def test_save_chapter__conflict_in_one_item(expert, save, response):
    save(STRICT, confirmed=[FIRST])
    save(STRICT, version=1, confirmed=[SECOND])
    payloads = {STRICT: {"confirmed": [FIRST]}, TALK: {"none": ["1"]}}
    with pytest.raises(ChapterRefused) as refused:
        save_chapter(
            by=expert, response=response, section=AREA, payloads=payloads, versions={STRICT: 1}
        )
    assert "на другом устройстве" in refused.value.errors[STRICT]
    assert answers_of(response)[STRICT]["confirmed"] == [SECOND]


def test_save_chapter__leaves_other_chapters_alone(expert, save, response):
    save(GROUPS, value=["4"])
    save_chapter(by=expert, response=response, section=AREA, payloads={}, versions={})
    assert answers_of(response)[GROUPS]["value"] == "4"


def test_save_chapter__unknown_section(expert, response):
    with pytest.raises(DomainError, match="Такого раздела"):
        save_chapter(by=expert, response=response, section="x", payloads={}, versions={})
