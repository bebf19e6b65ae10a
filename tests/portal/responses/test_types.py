"""Every type of question: asked, saved by itself and by a plain form, equal in both."""

import pytest

from portal.organisations.choices import Role
from portal.responses.content import answers_of
from portal.responses.models import AnswerChange, Response
from portal.responses.services import open_sheet, save_answer
from tests.factories import AssignmentFactory, EditionFactory, appointed, orsk
from tests.factories.content import uid
from tests.portal.responses.asked import CHAPTER, TYPES, Form, every_type, item, payload_of

pytestmark = pytest.mark.django_db
CONTENT = every_type()
ITEMS = {one["type"]: one for one in CONTENT["sections"][0]["items"]}
KINDS = list(TYPES)


@pytest.fixture
def assignment(expert):
    return AssignmentFactory(assignee=expert, edition=EditionFactory(data=CONTENT))


@pytest.fixture
def address(assignment):
    return f"/sheets/{assignment.uid}/"


def parts(kind, answer=None):
    return payload_of(ITEMS[kind], answer or TYPES[kind][1])


def chapter(**payloads):
    """The fields of a plain form: kind of question → its parts."""
    fields = {
        f"{uid(kind)}.{part}": values
        for kind, sent in payloads.items()
        for part, values in sent.items()
    }
    return {"chapter": CHAPTER, "next": "submit", **fields}


@pytest.mark.parametrize("kind", KINDS)
def test_autosave_and_plain_form__give_equal_answers(signed_in, response, address, kind):
    sent = signed_in.post(f"{address}answer/", {"item": uid(kind), "version": "0", **parts(kind)})
    assert sent.status_code == 200, sent.content.decode()
    by_itself = answers_of(response)
    assert by_itself == {uid(kind): TYPES[kind][1]}
    response.answers.all().delete()
    AnswerChange.objects.all().delete()
    assert signed_in.post(address, chapter(**{kind: parts(kind)})).status_code == 302
    assert answers_of(response) == by_itself


def fill(expert, response):
    for kind in KINDS:
        save_answer(by=expert, response=response, item=uid(kind), payload=parts(kind), version=0)


def test_page__sends_back_what_it_shows(signed_in, expert, response, address):
    fill(expert, response)
    html = signed_in.get(address).content.decode()
    before = answers_of(response)
    assert len(before) == len(KINDS)
    assert signed_in.post(address, Form(html, "c-1").fields).status_code == 302
    assert answers_of(response) == before
    assert response.changes.count() == len(KINDS)


def test_page__every_question_has_a_name_and_a_place_for_its_state(signed_in, address):
    html = signed_in.get(address).content.decode()
    for kind in ITEMS:
        assert f'id="i-{uid(kind)}"' in html
        assert f"Вопрос {kind}" in html
        assert f'id="s-{uid(kind)}"' in html
    assert 'enctype="multipart/form-data"' in html


def test_page__closed_shows_answers_in_words(client, signed_in, expert, response, address):
    fill(expert, response)
    Response.objects.update(state=Response.State.SUBMITTED)
    client.force_login(appointed(Role.MUNICIPAL_COORDINATOR, orsk()))
    html = client.get(address).content.decode()
    assert "<textarea" not in html
    for words in ("Светло и тихо", "Полдня", "Солнышко", "9:30"):
        assert words in html


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("consent",)])
def test_refused__keeps_what_was_typed_elsewhere(signed_in, response, address, kind):
    wrong = {"number": {"value": ["много"]}, kind: parts(kind)}
    if kind == "number":
        wrong["text"] = parts("text")
        wrong["number"] = {"value": ["много"]}
    answer = signed_in.post(address, chapter(**wrong))
    assert answer.status_code == 422
    html = answer.content.decode()
    fields = Form(html, "c-1").fields
    assert fields[f"{uid('number')}.value"] == ["много"]
    kept = "text" if kind == "number" else kind
    for part, values in parts(kept).items():
        assert fields[f"{uid(kept)}.{part}"] == values
    assert answers_of(response) == {}


def test_group__one_more_row_without_a_script(signed_in, response, address):
    sent = chapter(group=parts("group")) | {"more": uid("group"), "next": ""}
    answer = signed_in.post(address, sent)
    assert answer["Location"] == f"{address}#i-{uid('group')}"
    html = signed_in.get(address).content.decode()
    assert html.count('class="row-of"') == len(TYPES["group"][1]["value"]) + 1


def test_group__refused_names_row_and_question(signed_in, response, address):
    wrong = {f"0.{uid('inner count')}.value": ["сто"]}
    said = signed_in.post(f"{address}answer/", {"item": uid("group"), **wrong})
    assert said.status_code == 422
    assert "Строка 1, «Сколько»" in said.json()["message"]


NA = item("maybe", "text", **TYPES["text"][0]) | {
    "not_applicable": True,
    "reasons": ["Группа на карантине", "Нет участка"],
}


@pytest.fixture
def maybe(expert):
    content = every_type()
    content["sections"][0]["items"] = [NA]
    task = AssignmentFactory(assignee=expert, edition=EditionFactory(data=content))
    return open_sheet(by=expert, assignment=task)


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ({"na_ready": ["Нет участка"], "na_reason": [""]}, "Нет участка"),
        ({"na_ready": ["Нет участка"], "na_reason": ["Забыто"]}, "Нет участка"),
        ({"na_ready": [""], "na_reason": ["Ремонт"]}, "Ремонт"),
        ({"na_reason": ["Ремонт"]}, "Ремонт"),
    ],
)
def test_not_applicable__by_a_ready_reason_or_own_words(signed_in, maybe, sent, reason):
    address, name = f"/sheets/{maybe.assignment.uid}/", uid("maybe")
    answer = signed_in.post(f"{address}answer/", {"item": name, "na": "1", **sent})
    assert answer.status_code == 200
    assert answers_of(maybe) == {name: {"state": "not_applicable", "reason": reason}}
    html = signed_in.get(address).content.decode()
    assert signed_in.post(address, Form(html, "c-1").fields).status_code == 302
    assert maybe.changes.count() == 1


def test_not_applicable__without_a_reason(signed_in, maybe):
    address = f"/sheets/{maybe.assignment.uid}/"
    sent = {"item": uid("maybe"), "na": "1", "na_ready": [""], "na_reason": [" "]}
    answer = signed_in.post(f"{address}answer/", sent)
    assert answer.status_code == 422


def test_not_applicable__not_where_it_is_not_allowed(signed_in, response, address):
    sent = {"item": uid("text"), "na": "1", "na_reason": "Ремонт"}
    assert signed_in.post(f"{address}answer/", sent).json()["is_answered"] is False
    assert "Вопрос здесь не применим" not in signed_in.get(address).content.decode()
