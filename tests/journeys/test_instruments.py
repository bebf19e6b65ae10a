"""Every ready instrument, filled in through the browser and by plain forms: equal answers."""

from functools import cache

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from playwright.sync_api import expect

from forms_builder.questionnaires.reading import read_edition
from portal.bootstrap.demo.instruments import INSTRUMENTS, load_editions
from portal.bootstrap.roles import ensure_roles
from portal.organisations.choices import Role
from portal.organisations.services import appoint
from portal.responses.content import answers_of, missing_of
from portal.responses.models import Response
from tests.factories import (
    AssignmentFactory,
    EditionFactory,
    OrganisationFactory,
    PersonFactory,
    appointed,
    orsk,
)
from tests.factories.people import PASSWORD
from tests.journeys.support.filling import FILES, answers_to, file_for, fill_in, payload
from tests.journeys.support.person import sign_in

pytestmark = pytest.mark.usefixtures("django_db_serialized_rollback")
# One request at a time, and rows are read when the page rests: on SQLite the live server's threads
# share the connection of the test. A focused window sends at once what waits.
SEND = "dispatchEvent(new Event('focus'))"
SAVED = """uids => uids.every(uid => {
  const line = document.getElementById(`s-${uid}`);
  return line !== null && !line.hidden && line.dataset.state === "saved";
}) && document.querySelector(".save-state[data-state=saving]") === null"""


@cache
def contents():
    """The frozen content of every instrument; made once, for it is only data."""
    ensure_roles()
    person = PersonFactory()
    appoint(by=None, person=person, role=Role.METHODOLOGIST, node=orsk().get_parent())
    return {name: edition.data for name, edition in load_editions(person).items()}


def task_on(edition):
    """A sheet of the edition about a kindergarten of its own, and who fills it in."""
    expert = appointed(Role.EXPERT, orsk())
    return AssignmentFactory(assignee=expert, organisation=OrganisationFactory(), edition=edition)


def comparable(response, sheet):
    """Stored answers; of files, which have new numbers every time, how many there are."""
    files = file_items(sheet)
    return {
        uid: len(answer["files"]) if uid in files else answer
        for uid, answer in answers_of(response).items()
    }


def file_items(sheet):
    """The items that ask for files; none of the instruments hides one."""
    return [item["uid"] for item in sheet.items if item["type"] in FILES]


def by_plain_forms(task, sheet, answers, folder):
    """Send chapter by chapter what a page without JavaScript sends."""
    client = Client()
    client.force_login(task.assignee)
    for number, section in enumerate(sheet.sections, start=1):
        fields = {"chapter": section.uid, "next": f"c-{number}"}
        for item in section.items:
            if item["uid"] in answers:
                fields |= payload(item, answers[item["uid"]])
            if item["type"] in FILES:
                path = file_for(item, folder)
                upload = SimpleUploadedFile(path.name, path.read_bytes())
                fields[f"{item['uid']}.upload"] = upload
        sent = client.post(f"/sheets/{task.uid}/", fields)
        assert sent.status_code == 302, sent.content.decode()
    return Response.objects.get(assignment=task)


def by_hand(page, origin, task, sheet, answers, folder):
    """Answer everything on the page, chapter after chapter, with JavaScript."""
    sign_in(page, origin, task.assignee.email, PASSWORD)
    page.goto(f"{origin}/sheets/{task.uid}/")
    expect(page.locator(".sheet[data-ready]")).to_be_visible()
    for number, section in enumerate(sheet.sections, start=1):
        page.evaluate("place => { location.hash = place; }", f"#c-{number}")
        expect(page.locator(f"#c-{number} h1")).to_be_visible()
        for item in section.items:
            if item["uid"] in answers:
                fill_in(page, item, answers[item["uid"]])
                page.evaluate(SEND)
                page.wait_for_function(SAVED, arg=[item["uid"]])
            if item["type"] in FILES:
                place = page.locator(f"#i-{item['uid']}")
                place.locator("input[type=file]").first.set_input_files(file_for(item, folder))
                page.wait_for_function(SAVED, arg=[item["uid"]])
    page.wait_for_function(SAVED, arg=[*answers, *file_items(sheet)])
    return Response.objects.get(assignment=task)


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_instrument__browser_and_plain_form_store_equal_answers(page, live_server, tmp_path, name):
    edition = EditionFactory(data=contents()[name])
    sheet = read_edition(edition)
    answers = answers_to(sheet)
    expected = answers | dict.fromkeys(file_items(sheet), 1)

    plain = by_plain_forms(task_on(edition), sheet, answers, tmp_path)
    calculated = {item["uid"] for item in sheet.items if item["type"] == "calculated"}
    stored = comparable(plain, sheet)
    assert {uid: one for uid, one in stored.items() if uid not in calculated} == expected
    assert missing_of(sheet, answers_of(plain)) == []

    typed = by_hand(page, live_server.url, task_on(edition), sheet, answers, tmp_path)
    assert comparable(typed, sheet) == stored
