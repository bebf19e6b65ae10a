"""The user: one e-mail is one person, a name is written as people write it."""

import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError, transaction
from django.urls import reverse

from portal.accounts.models import User
from tests.factories import PersonFactory
from tests.factories.people import PASSWORD

NAMES = {"last_name": "Примерова", "first_name": "Анна"}


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["Ivan@Example.org", " ivan@example.org ", "IVAN@EXAMPLE.ORG"])
def test_create_user__keeps_one_case(typed):
    person = User.objects.create_user(typed, "пароль-из-многих-букв", **NAMES)
    assert person.email == "ivan@example.org"
    assert User.objects.get_by_natural_key(typed) == person


@pytest.mark.django_db
def test_email__is_unique_whatever_its_case():
    PersonFactory(email="ivan@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email="Ivan@example.org", **NAMES)])


@pytest.mark.django_db
def test_create_user__without_a_password_cannot_sign_in():
    person = User.objects.create_user("ivan@example.org", **NAMES)
    assert not person.has_usable_password()
    assert authenticate(username="ivan@example.org", password="") is None


@pytest.mark.django_db
def test_create_superuser__may_do_everything():
    person = User.objects.create_superuser("root@example.org", "пароль-из-многих-букв", **NAMES)
    assert person.has_perm("organisations.change_organisation")


def test_get_by_natural_key__takes_no_name_for_nobody(db):
    with pytest.raises(User.DoesNotExist):
        User.objects.get_by_natural_key(None)


@pytest.mark.parametrize(
    ("first", "patronymic", "full", "short"),
    [
        ("Анна", "Павловна", "Примерова Анна Павловна", "Примерова\u00a0А.\u00a0П."),
        ("Анна", "", "Примерова Анна", "Примерова\u00a0А."),
        ("", "", "Примерова", "Примерова"),
    ],
)
def test_names(first, patronymic, full, short):
    person = User(last_name="Примерова", first_name=first, patronymic=patronymic)
    assert (person.get_full_name(), person.get_short_name()) == (full, short)
    assert str(person) == full


@pytest.mark.django_db
def test_login__takes_the_email_in_any_case(client):
    PersonFactory(email="anna@example.org")
    typed = {"username": "Anna@Example.ORG", "password": PASSWORD}
    answer = client.post(reverse("login"), typed)
    assert answer.status_code == 302
    assert answer["Location"] == reverse("desk:home")


@pytest.mark.django_db
def test_login__refuses_who_may_not_enter(client):
    PersonFactory(email="anna@example.org", is_active=False)
    answer = client.post(reverse("login"), {"username": "anna@example.org", "password": PASSWORD})
    assert answer.status_code == 200
    assert answer.context["form"].errors


@pytest.mark.django_db
def test_login__who_is_in_goes_on_to_the_desk(client):
    client.force_login(PersonFactory())
    assert client.get(reverse("login"))["Location"] == reverse("desk:home")


@pytest.mark.django_db
def test_logout__wants_a_post(client):
    client.force_login(PersonFactory())
    assert client.get(reverse("logout")).status_code == 405
    assert client.post(reverse("logout"))["Location"] == reverse("login")
    assert "_auth_user_id" not in client.session
