"""Repeated failures close the door for an account from an address, for a while."""

import datetime

import pytest
from axes.models import AccessAttempt
from django.test import RequestFactory

from portal.accounts.lockout import account_of, client_address, seconds_left
from tests.factories import PersonFactory
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def locking(settings):
    settings.AXES_ENABLED = True
    PersonFactory(email="anna@sad.test", login="anna")


def sign_in(client, password, email="anna@sad.test", address="10.0.0.1"):
    typed = {"username": email, "password": password}
    return client.post("/login/", typed, REMOTE_ADDR=address)


def fail(client, settings, **about):
    answers = [sign_in(client, "не тот", **about) for _ in range(settings.AXES_FAILURE_LIMIT)]
    assert {answer.status_code for answer in answers[:-1]} == {200}
    return answers[-1]


def test_lockout__says_when_to_try_again(client, settings):
    answer = fail(client, settings)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 15 * 60
    assert "через 15\u00a0минут" in answer.content.decode()


def test_lockout__refuses_the_right_password_too(client, settings):
    fail(client, settings)
    assert sign_in(client, PASSWORD).status_code == 429
    assert "_auth_user_id" not in client.session


def test_lockout__counts_an_account_in_any_case(client, settings):
    fail(client, settings, email=" Anna@SAD.test")
    assert sign_in(client, PASSWORD).status_code == 429


def test_lockout__counts_the_mailbox_and_the_login_together(client, settings):
    for email in ("anna@sad.test", "anna") * 2:
        assert sign_in(client, "не тот", email=email).status_code == 200
    assert sign_in(client, "не тот", email="anna").status_code == 429
    assert sign_in(client, PASSWORD).status_code == 429


def test_lockout__tells_nothing_of_who_has_an_account(client, settings):
    known = fail(client, settings)
    unknown = fail(client, settings, email="nobody@sad.test")
    assert (unknown.status_code, unknown.content) == (known.status_code, known.content)


def test_lockout__is_for_one_account_from_one_address(client, settings):
    PersonFactory(email="vera@sad.test")
    fail(client, settings)
    assert sign_in(client, PASSWORD, address="10.0.0.2").status_code == 302
    client.logout()
    assert sign_in(client, PASSWORD, email="vera@sad.test").status_code == 302


def test_lockout__ends_by_itself_and_is_not_prolonged(client, settings):
    fail(client, settings)
    before = seconds_left("anna", "10.0.0.1")
    sign_in(client, "не тот")
    assert seconds_left("anna", "10.0.0.1") <= before
    row = AccessAttempt.objects.get()
    row.attempt_time -= settings.AXES_COOLOFF_TIME + datetime.timedelta(seconds=1)
    row.save()
    assert sign_in(client, PASSWORD).status_code == 302


def test_lockout__a_success_forgets_the_failures(client, settings):
    for _ in range(2):
        for _ in range(settings.AXES_FAILURE_LIMIT - 1):
            assert sign_in(client, "не тот").status_code == 200
        assert sign_in(client, PASSWORD).status_code == 302
        client.logout()


def test_lockout__keeps_no_password(client, settings):
    sign_in(client, "почти-настоящий")
    assert "почти-настоящий" not in AccessAttempt.objects.get().post_data


def test_lockout__leaves_those_who_are_in_alone(client, settings):
    inside = type(client)()
    assert sign_in(inside, PASSWORD).status_code == 302
    fail(client, settings)
    assert inside.get("/account/").status_code == 200


@pytest.mark.parametrize(
    ("header", "proxies", "address"),
    [
        ("", 0, "127.0.0.1"),
        ("203.0.113.7", 0, "127.0.0.1"),
        ("203.0.113.7", 1, "203.0.113.7"),
        ("198.51.100.1, 203.0.113.7", 1, "203.0.113.7"),
        ("198.51.100.1, 203.0.113.7", 2, "198.51.100.1"),
        ("203.0.113.7", 2, "127.0.0.1"),
        ("", 1, "127.0.0.1"),
        ("unknown", 1, "127.0.0.1"),
        ("2001:db8::1", 1, "2001:db8::1"),
    ],
)
def test_client_address__believes_own_proxies_only(settings, header, proxies, address):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", headers={"x-forwarded-for": header})
    assert client_address(request) == address


@pytest.mark.parametrize(
    ("credentials", "posted", "account"),
    [
        ({"username": " Anna@SAD.test "}, {}, "anna"),
        (None, {"username": "Anna@sad.test"}, "anna"),
        ({"username": "ANNA"}, {}, "anna"),
        ({"username": "Nobody@SAD.test "}, {}, "nobody@sad.test"),
        (None, {}, ""),
        ({"username": None}, {}, ""),
    ],
)
def test_account_of(credentials, posted, account):
    assert account_of(RequestFactory().post("/", posted), credentials) == account
