"""What answers show, hide and calculate: on the page, at saving, at sending, ever after."""

import pytest

from portal.organisations.choices import Role
from portal.profiles.gather import inputs_of
from portal.responses.content import answers_of, counted_answers, missing_of, seal, sheet_of
from portal.responses.errors import ChapterRefused
from portal.responses.models import AnswerChange
from portal.responses.services import open_sheet, save_answer, save_chapter, submit
from tests.factories import AssignmentFactory, EditionFactory, appointed, orsk
from tests.factories.content import LOOSE, edition_content, uid
from tests.portal.responses.asked import CHAPTER, NUMBER, SINGLE, TEXT, Form, asked, item

pytestmark = pytest.mark.django_db
MODE, WHY, ROOMS, TOTAL = uid("mode"), uid("why"), uid("rooms"), uid("total")
LATER = uid("later chapter")
IS_HALF = {"==": [{"var": "mode"}, "half"]}
MANY = {">": [{"var": "rooms"}, {"number": "3"}]}


def content():
    """Half a day opens «why» and a chapter; more than three rooms open «depth» there."""
    total = item("total", "calculated", decimals=1, unit="м²") | {
        "formula": {"*": [{"var": "rooms"}, {"number": "2.5"}]}
    }
    depth = item("depth", "text", **TEXT, required=True, show_if=MANY)
    later = {"uid": LATER, "title": "Подробно", "show_if": IS_HALF, "items": [depth]}
    return asked(
        item("mode", "choice", **SINGLE, required=True),
        item("why", "text", **TEXT, required=True, show_if=IS_HALF),
        item("rooms", "number", **NUMBER),
        total,
        more=[later],
    )


@pytest.fixture
def assignment(expert):
    return AssignmentFactory(assignee=expert, edition=EditionFactory(data=content()))


@pytest.fixture
def address(assignment):
    return f"/sheets/{assignment.uid}/"


@pytest.fixture
def save(expert, response):
    def one(name, value, version=0):
        payload = {"value": [value]} if value else {}
        return save_answer(
            by=expert, response=response, item=name, payload=payload, version=version
        )

    return one


def names(response):
    missing = missing_of(sheet_of(response), answers_of(response))
    return [problem.uid for problem in missing]


def test_missing__follows_conditions(save, response):
    assert names(response) == [MODE]
    save(MODE, "half")
    assert names(response) == [WHY]
    save(ROOMS, "4")
    assert names(response) == [WHY, uid("depth")]
    save(MODE, "day", version=1)
    assert names(response) == []


def test_page__hides_and_counts_what_is_shown(signed_in, save, address):
    save(MODE, "day")
    html = signed_in.get(address).content.decode()
    assert 'data-code="mode" data-operand="choice"' in html
    assert html.count("data-show-if=") == 3
    assert _tag(html, f'id="i-{WHY}"').endswith(" hidden")
    assert " hidden" not in _tag(html, f'id="i-{ROOMS}"')
    assert "data-off hidden" in _tag(html, 'id="c-2"')
    assert "1 из 1" in html


def _tag(html, mark):
    """The rest of a tag from a mark in it."""
    start = html.index(mark)
    return html[start : html.index(">", start)]


def test_plain_form__leads_to_what_has_opened(signed_in, response, address):
    sent = {"chapter": CHAPTER, "next": "c-2", f"{MODE}.value": "half"}
    answer = signed_in.post(address, sent, follow=True)
    assert answer.redirect_chain[-1][0] == f"{address}#i-{WHY}"
    assert "Открылось: «Вопрос why»" in answer.content.decode()
    fields = Form(answer.content.decode(), "c-1").fields
    again = signed_in.post(address, fields | {f"{WHY}.value": "Болезни", "next": "c-2"})
    assert again["Location"] == f"{address}#c-2"
    assert answers_of(response)[WHY]["value"] == "Болезни"


def test_plain_form__keeps_what_it_has_just_hidden(expert, save, response):
    save(MODE, "half")
    save(WHY, "Болезни")
    payloads = {MODE: {"value": ["day"]}, WHY: {"value": ["Болезни"]}}
    versions = {MODE: 1, WHY: 1}
    save_chapter(
        by=expert, response=response, section=CHAPTER, payloads=payloads, versions=versions
    )
    assert answers_of(response)[WHY]["value"] == "Болезни"


@pytest.mark.parametrize(("mode", "is_refused"), [("day", False), ("half", True)])
def test_plain_form__does_not_judge_what_is_hidden(expert, response, mode, is_refused):
    payloads = {MODE: {"value": [mode]}, WHY: {"value": ["я" * 10_001]}}
    given = {"by": expert, "response": response, "section": CHAPTER, "versions": {}}
    if is_refused:
        with pytest.raises(ChapterRefused) as refused:
            save_chapter(**given, payloads=payloads)
        assert list(refused.value.errors) == [WHY]
    else:
        save_chapter(**given, payloads=payloads)
        assert list(answers_of(response)) == [MODE]


def test_calculated__is_kept_with_history_when_it_changes(save, response):
    save(ROOMS, "4")
    assert answers_of(response)[TOTAL] == {"state": "answered", "value": "10"}
    save(MODE, "day")
    save(ROOMS, "5", version=1)
    save(ROOMS, "", version=2)
    assert TOTAL not in answers_of(response)
    values = [change.after and change.after["value"] for change in _changes(TOTAL)]
    assert values == ["10", "12.5", None]


def _changes(name):
    return AnswerChange.objects.filter(item=name)


def test_calculated__is_the_servers_alone(signed_in, save, response, address):
    save(ROOMS, "4")
    sent = signed_in.post(f"{address}answer/", {"item": TOTAL, "value": "99"})
    assert sent.status_code == 422
    signed_in.post(address, {"chapter": CHAPTER, f"{ROOMS}.value": "4", f"{TOTAL}.value": "99"})
    assert answers_of(response)[TOTAL]["value"] == "10"
    assert "10,0\u00a0м²" in signed_in.get(address).content.decode()


def test_submit__marks_hidden_answers_and_seals_them(expert, save, response):
    save(MODE, "half")
    save(WHY, "Болезни")
    save(MODE, "day", version=1)
    sent = submit(by=expert, response=response)
    assert sent.hidden == sorted([WHY, uid("depth")])
    assert answers_of(sent)[WHY]["value"] == "Болезни"
    assert WHY not in counted_answers(sent)
    sealed = sent.content_sha256
    sent.hidden = []
    assert seal(sent) != sealed


def test_closed_sheet__says_what_was_hidden(client, expert, save, response, address):
    save(MODE, "half")
    save(WHY, "Болезни")
    save(MODE, "day", version=1)
    submit(by=expert, response=response)
    client.force_login(appointed(Role.MUNICIPAL_COORDINATOR, orsk()))
    html = client.get(address).content.decode()
    assert "Скрыто условием" in html
    assert "Болезни" in html
    assert "Вопрос depth" not in html


def test_scoring__takes_no_hidden_indicator(expert):
    data = edition_content()
    data["sections"][2]["items"][0]["show_if"] = {">": [{"var": "groups_seen"}, {"number": "9"}]}
    task = AssignmentFactory(assignee=expert, edition=EditionFactory(data=data))
    response = open_sheet(by=expert, assignment=task)
    payloads = {
        uid("groups"): {"value": ["4"]},
        uid("1.1"): {"none": ["1"]},
        uid("1.2"): {"none": ["1"]},
        LOOSE: {"level": ["3"]},
    }
    for name, payload in payloads.items():
        save_answer(by=expert, response=response, item=name, payload=payload, version=0)
    sent = submit(by=expert, response=response)
    assert sent.hidden == [LOOSE]
    assert LOOSE in answers_of(sent)
    assert LOOSE not in inputs_of(sent)


def test_sheet_without_conditions__hides_nothing(expert):
    response = open_sheet(by=expert, assignment=AssignmentFactory(assignee=expert))
    assert missing_of(sheet_of(response), {})
    assert response.hidden == []
