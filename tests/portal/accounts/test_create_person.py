"""Making accounts: an existing one is never changed from here."""

import pytest

from portal.accounts.models import User
from portal.accounts.services import create_person
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
WORDS = {"last_name": "Новая", "first_name": "Вера"}


def test_create_person__makes_an_account():
    person = create_person(by=None, email="Vera@example.org", patronymic="Львовна", **WORDS)
    assert person.email == "vera@example.org"
    assert person.get_full_name() == "Новая Вера Львовна"
    assert not person.has_usable_password()
    assert person.is_active


def test_create_person__with_a_password_can_sign_in():
    person = create_person(by=None, email="vera@example.org", password="длинный-пароль", **WORDS)
    assert person.check_password("длинный-пароль")


@pytest.mark.parametrize("typed", ["anna@example.org", " Anna@Example.org "])
def test_create_person__leaves_a_known_one_as_it_is(typed):
    anna = PersonFactory(email="anna@example.org")
    before = User.objects.values().get(pk=anna.pk)
    found = create_person(by=None, email=typed, password="чужой-пароль", **WORDS)
    assert found == anna
    assert User.objects.values().get(pk=anna.pk) == before


def test_create_person__gives_no_rights():
    person = create_person(by=None, email="vera@example.org", **WORDS)
    assert not person.groups.exists()
    assert not person.is_superuser
    assert not person.appointments.exists()
