"""What the gate learns of sheets, and drafts that go over to a newer edition."""

import datetime

import pytest

from forms_builder.questionnaires.models import Edition
from forms_builder.questionnaires.ports import Moved, Usage, usage
from portal.journal.models import Entry
from portal.responses.content import answers_of
from portal.responses.models import Response
from portal.responses.services import add_text_evidence, open_sheet, save_answer
from portal.responses.usage import SheetUsage
from tests.factories import STRICT, AssignmentFactory, EditionFactory, PersonFactory
from tests.factories.content import LOOSE, edition_content, uid

pytestmark = pytest.mark.django_db
GROUPS = uid("groups")


@pytest.fixture
def old(assignment):
    return assignment.edition


def newer(old, change=lambda items: None):
    """A second edition of the same form, changed: items by uid."""
    data = edition_content()
    change({item["uid"]: item for section in data["sections"] for item in section["items"]})
    extra = {**data["sections"][0]["items"][1], "uid": uid("fresh"), "label": "Новый вопрос"}
    data["sections"][0]["items"].append(extra | {"code": "fresh"})
    return EditionFactory(questionnaire=old.questionnaire, number=old.number + 1, data=data)


@pytest.fixture
def draft(expert, response):
    payloads = {GROUPS: {"value": ["40"]}, STRICT: {"none": ["1"]}}
    for item, payload in payloads.items():
        save_answer(by=expert, response=response, item=item, payload=payload, version=0)
    return response


def move(old, new):
    return usage().move_drafts(by=PersonFactory(), old=old, new=new)


def test_port__is_answered_here():
    assert isinstance(usage(), SheetUsage)


def test_touched__counts_sheets_and_answers(draft, old, django_assert_num_queries):
    other = AssignmentFactory(edition=newer(old))
    Response.objects.create(assignment=other, edition=other.edition, state=Response.State.SUBMITTED)
    with django_assert_num_queries(2):
        found = usage().touched(old.questionnaire)
    assert found == Usage(responses=1, drafts=1, by_item={GROUPS: 1, STRICT: 1})


def test_touched__a_form_nobody_fills(old):
    stranger = EditionFactory()
    assert usage().touched(stranger.questionnaire) == Usage()


def test_move__where_every_answer_fits(draft, old, assignment):
    new, before = newer(old), answers_of(draft)
    assert move(old, new) == Moved(moved=1, stayed=0)
    draft.refresh_from_db()
    assignment.refresh_from_db()
    assert (draft.edition, assignment.edition, draft.moved_from) == (new, new, old)
    assert answers_of(draft) == before
    assert Entry.objects.get(action="response.moved").details == {
        "before": old.number,
        "after": new.number,
    }


def test_move__the_person_is_told(signed_in, draft, old, assignment):
    move(old, newer(old))
    html = signed_in.get(f"/sheets/{assignment.uid}/").content.decode()
    assert f"Лист перешёл на редакцию {old.number + 1}" in html
    assert f'href="#i-{uid("fresh")}">Новый вопрос' in html


@pytest.mark.parametrize(
    "change",
    [
        lambda items: items[GROUPS].update(maximum="30"),
        lambda items: items[GROUPS].update(type="text", multiline=False),
        lambda items: items[GROUPS].update(uid=uid("another")),
    ],
    ids=["limit", "type", "gone"],
)
def test_move__stays_when_an_answer_does_not_fit(draft, old, change):
    assert move(old, newer(old, change)) == Moved(moved=0, stayed=1)
    draft.refresh_from_db()
    assert draft.edition == old
    assert not Entry.objects.filter(action="response.moved").exists()


def test_move__stays_when_evidence_would_lose_its_item(expert, draft, old):
    add_text_evidence(by=expert, response=draft, item=LOOSE, text="Видела")
    gone = newer(old, lambda items: None)
    data = gone.data
    data["sections"] = data["sections"][:2]
    smaller = EditionFactory(questionnaire=old.questionnaire, number=old.number + 2, data=data)
    assert move(old, smaller) == Moved(moved=0, stayed=1)


def test_move__leaves_what_was_sent(draft, old):
    Response.objects.update(state=Response.State.SUBMITTED)
    assert move(old, newer(old)) == Moved()


def test_move__leaves_who_has_the_task_already(draft, old, assignment):
    new = newer(old)
    AssignmentFactory(
        edition=new,
        procedure=assignment.procedure,
        organisation=assignment.organisation,
        assignee=assignment.assignee,
        due=datetime.date(2030, 1, 1),
    )
    assert move(old, new) == Moved(moved=0, stayed=1)


def test_move__a_sheet_of_nothing_moves(expert, old, assignment):
    open_sheet(by=expert, assignment=assignment)
    assert move(old, newer(old)) == Moved(moved=1, stayed=0)
    assert Edition.objects.count() == 2
