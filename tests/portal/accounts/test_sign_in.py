"""The one door: who may sign in, who may not, and that there is no second one."""

import pytest

from tests.factories import PersonFactory
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db


def sign_in(client, email, password=PASSWORD):
    return client.post("/login/", {"username": email, "password": password})


def test_sign_in__a_person_gets_to_her_tasks(client):
    PersonFactory(email="anna@sad.test")
    assert sign_in(client, "Anna@SAD.test")["Location"] == "/desk/"


def test_sign_in__a_wrong_password_keeps_the_address_and_says_so(client):
    PersonFactory(email="anna@sad.test")
    page = sign_in(client, "anna@sad.test", "не то").content.decode()
    assert "anna@sad.test" in page
    assert "_auth_user_id" not in client.session


def test_sign_in__one_who_may_not_is_refused(client):
    PersonFactory(email="anna@sad.test", is_active=False)
    assert sign_in(client, "anna@sad.test").status_code == 200
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("allowed", [True, False])
def test_sign_in__demo_accounts_only_where_the_demo_is_allowed(client, settings, allowed):
    settings.DEMO_ALLOWED = allowed
    PersonFactory(email="expert@example.org")
    sign_in(client, "expert@example.org")
    assert ("_auth_user_id" in client.session) is allowed


def test_sign_in__wagtails_own_door_leads_to_ours(client):
    assert client.get("/_util/login/?next=/x/")["Location"] == "/login/?next=/x/"
    assert client.post("/_util/login/", {"username": "a", "password": "b"}).status_code == 302


def test_sign_in__goes_nowhere_foreign(client):
    PersonFactory(email="anna@sad.test")
    answer = client.post(
        "/login/?next=https://evil.test/", {"username": "anna@sad.test", "password": PASSWORD}
    )
    assert answer["Location"] == "/desk/"
