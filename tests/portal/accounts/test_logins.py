"""Logins out of names, and signing in with either a login or an e-mail."""

import re

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from forms_builder.common.errors import DomainError
from portal.accounts.logins import LOGIN_LENGTH, PATTERN, base_of, free_login
from portal.accounts.models import User
from portal.accounts.services import make_account
from tests.factories import PersonFactory
from tests.factories.people import PASSWORD


@pytest.mark.parametrize(
    ("names", "login"),
    [
        (("Иванова", "Анна", "Павловна"), "ivanova.ap"),
        (("Щукина", "Юлия", ""), "shchukina.y"),
        (("Ёлкина-Жук", "Ольга", "Ильинична"), "elkina-zhuk.oi"),
        (("Объедкова", "Элла", "Ъ"), "obedkova.e"),
        (("О'Нил", "Жанна", "Яковлевна"), "onil.zy"),
        (("Smith", "Ann", ""), "smith.a"),
        (("-", "—", ""), "user"),
    ],
)
def test_base_of(names, login):
    assert base_of(*names) == login


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=80))
def test_base_of__is_always_a_login(last, first, patronymic):
    base = base_of(last, first, patronymic)
    assert re.fullmatch(PATTERN, base)
    assert len(base) <= LOGIN_LENGTH - 10


@given(st.sets(st.sampled_from(["a", "a2", "a3", "a5"])))
def test_free_login__is_free_and_the_smallest(taken):
    login = free_login("a", taken)
    assert login not in taken
    assert login == next(name for name in ("a", "a2", "a3", "a4") if name not in taken)


@pytest.mark.django_db
class TestAccounts:
    def test_make_account__without_a_mailbox(self):
        person = make_account(by=PersonFactory(), full_name=" Иванова  Анна Павловна ")
        assert (person.login, person.email) == ("ivanova.ap", "")
        assert person.get_full_name() == "Иванова Анна Павловна"
        assert not person.has_usable_password()
        assert not person.is_superuser

    def test_make_account__namesakes_differ(self):
        by = PersonFactory()
        logins = [make_account(by=by, full_name="Иванова Анна").login for _ in range(3)]
        assert logins == ["ivanova.a", "ivanova.a2", "ivanova.a3"]

    def test_make_account__takes_what_is_given_in_one_case(self):
        person = make_account(
            by=PersonFactory(), full_name="Иванова Анна", email="Anna@Sad.test", login="Anna.I"
        )
        assert (person.login, person.email) == ("anna.i", "anna@sad.test")

    @pytest.mark.parametrize(
        ("words", "place"),
        [
            ({"full_name": "Иванова"}, "full_name"),
            ({"full_name": "  "}, "full_name"),
            ({"email": "не почта"}, "email"),
            ({"email": "TAKEN@sad.test"}, "email"),
            ({"login": "a@b"}, "login"),
            ({"login": "анна"}, "login"),
            ({"login": "Taken"}, "login"),
            ({"login": "x" * (LOGIN_LENGTH + 1)}, "login"),
        ],
    )
    def test_make_account__says_what_is_wrong(self, words, place):
        by = PersonFactory(email="taken@sad.test", login="taken")
        with pytest.raises(DomainError) as refused:
            make_account(by=by, **({"full_name": "Иванова Анна"} | words))
        assert [problem.place for problem in refused.value.problems] == [place]
        assert User.objects.count() == 1

    def test_empty_mailboxes__are_many_given_ones_are_unique_in_any_case(self):
        PersonFactory(email="")
        PersonFactory(email="")
        anna = PersonFactory(email="anna@sad.test")
        User.objects.filter(pk=anna.pk).update(email="Anna@sad.test")
        with pytest.raises(IntegrityError), transaction.atomic():
            PersonFactory(email="anna@sad.test")

    @pytest.mark.parametrize("typed", ["anna", " ANNA ", "anna@sad.test", "Anna@SAD.test"])
    def test_sign_in__with_either(self, client, typed):
        person = PersonFactory(email="anna@sad.test", login="anna")
        answer = client.post("/login/", {"username": typed, "password": PASSWORD})
        assert answer["Location"] == "/desk/"
        assert client.session["_auth_user_id"] == str(person.pk)

    @pytest.mark.parametrize("typed", ["", " ", "@", "nobody", "%"])
    def test_named__nobody(self, typed):
        PersonFactory(email="")
        assert User.objects.named(typed) is None

    def test_sign_in__a_long_mailbox_fits_the_field(self, client):
        email = f"{'a' * 60}@{'b' * 60}.test"
        PersonFactory(email=email)
        answer = client.post("/login/", {"username": email, "password": PASSWORD})
        assert answer.status_code == 302
        page = client.get("/login/", follow=False)
        assert page.status_code == 302

    def test_sign_in__the_page_asks_for_either(self, client):
        page = client.get("/login/").content.decode()
        assert "Почта или логин" in page
        wrong = client.post("/login/", {"username": "anna", "password": "нет"}).content.decode()
        assert "не подошли" in wrong
