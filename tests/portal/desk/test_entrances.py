"""Who signed in and who failed to stands in the journal, without anything secret."""

import json

import pytest
from django.contrib.auth import authenticate
from django.core import serializers

from portal.journal.models import Entry
from tests.factories import PersonFactory
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db


def sign_in(client, username, password=PASSWORD):
    return client.post("/login/", {"username": username, "password": password})


def everything():
    """All that the journal keeps, as one text."""
    return json.dumps(json.loads(serializers.serialize("json", Entry.objects.all())))


def test_sign_in__is_recorded(client):
    person = PersonFactory()
    assert sign_in(client, person.email).status_code == 302
    entry = Entry.objects.get()
    assert (entry.by, entry.action) == (person, "account.signed_in")
    assert (entry.object_kind, entry.object_uid) == ("accounts.user", str(person.pk))


def test_failed_sign_in__names_the_account_and_no_doer(client):
    person = PersonFactory(email="anna@example.org")
    assert sign_in(client, " Anna@example.org", "не-тот-пароль").status_code == 200
    entry = Entry.objects.get()
    assert (entry.by, entry.action) == (None, "account.sign_in_failed")
    assert (entry.object_uid, entry.object_title) == (str(person.pk), str(person))
    assert "не-тот-пароль" not in Entry.objects.values_list("details", "search", "object_title")[0]


@pytest.mark.parametrize("typed", ["ivan.petrov@mail.example", "P@ssw0rd.typed-here", "я" * 254])
def test_failed_sign_in__of_an_unknown_address_keeps_its_beginning(client, typed):
    sign_in(client, typed, "не-тот-пароль")
    entry = Entry.objects.get()
    assert (entry.by, entry.object_uid) == (None, "")
    assert entry.object_title == f"{typed[:2]}…"
    assert typed[2:] not in everything()


def test_failed_sign_in__without_an_address():
    assert authenticate(username=None, password="x") is None
    assert not Entry.objects.exclude(object_title="…").exists()


def test_blocked_person__is_a_failed_sign_in(client):
    person = PersonFactory(is_active=False)
    sign_in(client, person.email)
    assert Entry.objects.get().action == "account.sign_in_failed"
