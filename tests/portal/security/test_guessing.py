"""A session somebody left open is no place to guess the password."""

import pytest

from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/account/password/"


def test_password__guessed_from_an_open_session_locks_the_account(client, settings):
    settings.AXES_ENABLED = True
    client.force_login(PersonFactory())
    new = dict.fromkeys(("new_password1", "new_password2"), "совсем-другой-пароль")
    answers = [client.post(ADDRESS, {"old_password": "не тот", **new}) for _number in range(6)]
    assert [one.status_code for one in answers] == [200, 200, 200, 200, 429, 429]


def test_password__left_empty_is_no_guess(client, settings):
    settings.AXES_ENABLED = True
    client.force_login(PersonFactory())
    assert {client.post(ADDRESS, {}).status_code for _number in range(6)} == {200}
