"""The page of the sheet: whole, bounded, for the right eyes; a plain form is enough."""

import re

import pytest

from portal.organisations.choices import Role
from portal.responses.content import answers_of
from portal.responses.models import AnswerChange, Response
from portal.responses.services import add_text_evidence, save_answer
from tests.factories import (
    LOOSE,
    STRICT,
    TALK,
    AppointmentFactory,
    AssignmentFactory,
    EditionFactory,
    OrganisationFactory,
    appointed,
    orsk,
)
from tests.factories.content import uid
from tests.factories.sheet import large_content

pytestmark = pytest.mark.django_db
AREA = uid("area1")
QUERIES = 12
COMPLETE = {
    uid("groups"): {"value": ["4"]},
    STRICT: {"none": ["1"]},
    TALK: {"none": ["1"]},
    LOOSE: {"level": ["3"]},
}


@pytest.fixture
def address(assignment):
    return f"/sheets/{assignment.uid}/"


@pytest.fixture
def large(expert):
    edition = EditionFactory(data=large_content())
    return AssignmentFactory(assignee=expert, edition=edition)


def submitted(response):
    Response.objects.filter(pk=response.pk).update(state=Response.State.SUBMITTED)


def test_get__writes_nothing(signed_in, address):
    assert signed_in.get(address).status_code == 200
    assert not Response.objects.exists()


def test_get__every_chapter_in_one_page(signed_in, address):
    text = signed_in.get(address).content.decode()
    assert text.count('class="chapter"') == 3
    for name in (STRICT, TALK, LOOSE, uid("groups"), uid("impression")):
        assert f'id="i-{name}"' in text


def test_get__what_is_stored_is_ticked_and_worded(signed_in, expert, response, address):
    ticked = {"confirmed": [uid("1.1/1"), uid("1.1/2")]}
    save_answer(by=expert, response=response, item=STRICT, payload=ticked, version=0)
    text = signed_in.get(address).content.decode()
    assert len(re.findall(rf'name="{STRICT}.confirmed"[^>]* checked', text)) == 2
    assert "<b>Уровень 2</b>" in text
    assert "До уровня 3 не хватает одного: «Характеристика 1.1/3»." in text
    assert "1 из 4" in text
    assert f'name="{STRICT}.version" value="1"' in text


def test_get__markup_in_answers_stays_text(signed_in, expert, response, address):
    payload = {"na": ["1"], "na_reason": ["<script>alert(1)</script>"]}
    save_answer(by=expert, response=response, item=LOOSE, payload=payload, version=0)
    add_text_evidence(by=expert, response=response, item=LOOSE, text="<b onclick=x>жирно</b>")
    text = signed_in.get(address).content.decode()
    assert "<script>alert" not in text
    assert "<b onclick" not in text


def test_get__large_sheet_in_bounded_queries(
    signed_in, expert, large, django_assert_max_num_queries
):
    with django_assert_max_num_queries(QUERIES):
        text = signed_in.get(f"/sheets/{large.uid}/").content.decode()
    assert text.count("data-item=") == 78
    assert text.count(".confirmed") == 1482
    assert "0 из 78" in text


def test_get__a_large_sheet_filled_in_needs_no_more(
    signed_in, expert, large, django_assert_max_num_queries
):
    response = Response.objects.create(assignment=large, edition=large.edition)
    for row in large_content()["scale"]["indicators"]:
        payload = {"confirmed": [row["characteristics"][0]["uid"]]}
        save_answer(by=expert, response=response, item=row["uid"], payload=payload, version=0)
        add_text_evidence(by=expert, response=response, item=row["uid"], text="Видела")
    with django_assert_max_num_queries(QUERIES):
        text = signed_in.get(f"/sheets/{large.uid}/").content.decode()
    assert "78 из 78" in text


def test_get__each_chapter_sends_fewer_than_a_thousand_fields(signed_in, large):
    text = signed_in.get(f"/sheets/{large.uid}/").content.decode()
    for form in text.split("<form")[1:]:
        assert len(re.findall(r'name="', form)) < 1000


def test_get__light_on_a_telephones_line(signed_in, large):
    page = signed_in.get(f"/sheets/{large.uid}/", headers={"Accept-Encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"
    assert len(page.content) < 120_000


def test_post__saves_as_autosave_does(signed_in, expert, response, address):
    sent = {
        "chapter": AREA,
        "next": "c-3",
        f"{STRICT}.confirmed": [uid("1.1/2"), uid("1.1/1")],
        f"{STRICT}.na_reason": "",
        f"{STRICT}.version": "0",
        f"{TALK}.na": "1",
        f"{TALK}.na_reason": "Летний период",
        f"{TALK}.version": "0",
    }
    answer = signed_in.post(address, sent)
    assert answer["Location"] == f"{address}#c-3"
    by_form = answers_of(response)
    response.answers.all().delete()
    AnswerChange.objects.all().delete()
    for item in (STRICT, TALK):
        parts = {
            name.split(".")[1]: values for name, values in sent.items() if name.startswith(item)
        }
        posted = signed_in.post(f"{address}answer/", {"item": item, **parts})
        assert posted.status_code == 200
    assert answers_of(response) == by_form


def test_post__refused_shows_what_was_typed(signed_in, response, address):
    sent = {
        "chapter": AREA,
        f"{STRICT}.confirmed": [uid("1.1/1")],
        f"{TALK}.na": "1",
        f"{TALK}.na_reason": "",
    }
    answer = signed_in.post(address, sent)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Не сохранено: проверьте, пожалуйста" in text
    assert f'href="#i-{TALK}"' in text
    assert re.search(rf'value="{uid("1.1/1")}"[^>]* checked', text)
    assert answers_of(response) == {}


def test_post__unknown_chapter(signed_in, response, address):
    assert signed_in.post(address, {"chapter": "нет такой"}).status_code == 422


def test_post__last_chapter_leads_to_submitting(signed_in, address):
    answer = signed_in.post(address, {"chapter": AREA, "next": "submit"})
    assert answer["Location"] == f"{address}submit/"


def test_eyes__another_expert(client, address):
    client.force_login(appointed(Role.EXPERT, orsk()))
    assert client.get(address).status_code == 404


def test_eyes__expert_whose_appointment_ended(signed_in, expert, address):
    expert.appointments.update(starts="2019-01-01", ends="2020-01-01")
    assert signed_in.get(address).status_code == 404


def test_eyes__coordinator_sees_submitted_only(client, response, address):
    client.force_login(appointed(Role.MUNICIPAL_COORDINATOR, orsk()))
    refused = client.get(address)
    assert refused.status_code == 403
    assert "Лист ещё заполняется" in refused.content.decode()
    submitted(response)
    text = client.get(address).content.decode()
    assert "<textarea" not in text
    assert 'class="sheet-next"' not in text
    assert not re.search(r'type="checkbox"(?![^>]* disabled)', text)


def test_eyes__teachers_personal_sheet(client, assignment, response, address):
    AppointmentFactory(
        person=assignment.assignee, role=Role.TEACHER, organisation=assignment.organisation
    )
    submitted(response)
    client.force_login(appointed(Role.MUNICIPAL_COORDINATOR, orsk()))
    assert client.get(address).status_code == 404
    client.force_login(appointed(Role.DOO_HEAD, assignment.organisation))
    assert client.get(address).status_code == 200


def test_eyes__head_of_another_kindergarten(client, response, address):
    submitted(response)
    client.force_login(appointed(Role.DOO_HEAD, OrganisationFactory()))
    assert client.get(address).status_code == 404


def test_eyes__nobody(client, address):
    assert client.get(address)["Location"] == f"/login/?next={address}"


def test_post__after_submitting(signed_in, response, address):
    submitted(response)
    assert signed_in.post(address, {"chapter": AREA}).status_code == 403


def test_submit_page__missing_links_to_items(signed_in, address):
    text = signed_in.get(f"{address}submit/").content.decode()
    assert "Осталось 4" in text
    assert f'href="{address}#i-{STRICT}">1.1 Показатель 1.1' in text
    assert signed_in.post(f"{address}submit/").status_code == 422


def fill(expert, response):
    for item, payload in COMPLETE.items():
        save_answer(by=expert, response=response, item=item, payload=payload, version=0)


@pytest.mark.parametrize("is_teacher", [True, False])
def test_submit_page__says_who_will_see_it(signed_in, expert, response, address, is_teacher):
    if is_teacher:
        garden = response.assignment.organisation
        AppointmentFactory(person=expert, role=Role.TEACHER, organisation=garden)
    fill(expert, response)
    text = signed_in.get(f"{address}submit/").content.decode()
    assert ("больше никто" in text) is is_teacher
    assert ("муниципальный и региональный" in text) is not is_teacher


def test_submit_page__to_receipt(signed_in, expert, response, address):
    fill(expert, response)
    assert "Лист заполнен" in signed_in.get(f"{address}submit/").content.decode()
    assert signed_in.post(f"{address}submit/").status_code == 302
    response.refresh_from_db()
    text = signed_in.get(f"{address}submit/").content.decode()
    assert str(response.uid) in text
    assert response.fingerprint in text
    assert signed_in.post(f"{address}submit/").status_code == 403
