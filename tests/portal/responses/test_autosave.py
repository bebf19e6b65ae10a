"""The address of autosave: what comes back in every case."""

import pytest
from django.test import Client

from portal.organisations.choices import Role
from portal.responses.models import Answer, Response
from tests.factories import LOOSE, STRICT, appointed, orsk
from tests.factories.content import uid

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(assignment):
    return f"/sheets/{assignment.uid}/answer/"


def test_answer__saved(signed_in, address):
    sent = {"item": STRICT, "version": "0", "confirmed": [uid("1.1/1"), uid("1.1/2")]}
    answer = signed_in.post(address, sent)
    assert answer.status_code == 200
    data = answer.json()
    assert data.keys() == {"saved_at", "version", "is_answered", "level"}
    assert (data["version"], data["level"], data["is_answered"]) == (1, 2, True)
    assert len(data["saved_at"]) == 5


def test_answer__cleared(signed_in, address):
    signed_in.post(address, {"item": LOOSE, "version": "0", "level": "2"})
    data = signed_in.post(address, {"item": LOOSE, "version": "1", "level": ""}).json()
    assert (data["version"], data["is_answered"], data["level"]) == (2, False, None)


def test_answer__of_a_plain_question_has_no_level(signed_in, address):
    data = signed_in.post(address, {"item": uid("groups"), "value": "4"}).json()
    assert data["level"] is None


def test_answer__conflict_brings_both(signed_in, address):
    signed_in.post(address, {"item": LOOSE, "version": "0", "level": "2"})
    answer = signed_in.post(address, {"item": LOOSE, "version": "0", "level": "5"})
    assert answer.status_code == 409
    data = answer.json()
    assert data["version"] == 1
    assert data["theirs"] == {"level": ["2"]}
    assert data["words"] == {"mine": "уровень 5", "theirs": "уровень 2"}
    assert Answer.objects.get().data["level"] == 2


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"item": LOOSE, "level": "9"}, "Такого уровня"),
        ({"item": uid("groups"), "value": "много"}, "Нужно число"),
        ({"item": LOOSE, "na": "1"}, "почему не применимо"),
        ({"item": "нет"}, "Такого вопроса"),
        ({}, "Такого вопроса"),
    ],
)
def test_answer__refused_in_a_sentence(signed_in, address, sent, message):
    answer = signed_in.post(address, sent)
    assert answer.status_code == 422
    assert message in answer.json()["message"]


def test_answer__signed_out_is_json(client, address):
    answer = client.post(address, {"item": LOOSE, "level": "2"})
    assert answer.status_code == 401
    assert "Войдите" in answer.json()["message"]


def test_answer__submitted_meanwhile(signed_in, response, address):
    Response.objects.update(state=Response.State.SUBMITTED)
    answer = signed_in.post(address, {"item": LOOSE, "level": "2"})
    assert answer.status_code == 403
    assert "больше не меняется" in answer.json()["message"]


def test_answer__another_expert(client, response, address):
    client.force_login(appointed(Role.EXPERT, orsk()))
    assert client.post(address, {"item": LOOSE, "level": "2"}).status_code == 404


def test_answer__head_of_the_kindergarten_cannot_write(client, assignment, response, address):
    Response.objects.update(state=Response.State.SUBMITTED)
    client.force_login(appointed(Role.DOO_HEAD, assignment.organisation))
    assert client.post(address, {"item": LOOSE, "level": "2"}).status_code == 403


def test_answer__csrf_is_checked(assignment, expert, address):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(expert)
    assert strict.post(address, {"item": LOOSE, "level": "2"}).status_code == 403


def test_answer__get_is_not_served(signed_in, address):
    assert signed_in.get(address).status_code == 405


def test_answer__bounded_queries(signed_in, response, address, django_assert_max_num_queries):
    signed_in.post(address, {"item": STRICT, "none": "1"})
    with django_assert_max_num_queries(20):
        signed_in.post(address, {"item": STRICT, "version": "1", "confirmed": uid("1.1/1")})
