"""A new password by e-mail: the same answer to everybody, one link, the owner of the mailbox."""

import re

import pytest

from portal.accounts.models import SignIn
from tests.factories import PersonFactory
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db
NEW = "совсем-другой-пароль"


def ask(client, email):
    return client.post("/account/reset/", {"email": email}, follow=True)


def link_in(letter):
    return re.search(r"http://testserver(/\S+)", letter.body)[1]


def set_password(client, link, password=NEW):
    page = client.get(link, follow=True)
    typed = {"new_password1": password, "new_password2": password}
    return client.post(page.request["PATH_INFO"], typed, follow=True)


@pytest.mark.parametrize(
    "email", ["anna@sad.test", "ANNA@sad.test", "nobody@sad.test", "closed@sad.test"]
)
def test_reset__one_answer_for_every_address(client, email):
    PersonFactory(email="anna@sad.test")
    PersonFactory(email="closed@sad.test", is_active=False)
    known = ask(client, "anna@sad.test")
    answer = ask(client, email)
    assert answer.redirect_chain == known.redirect_chain
    assert answer.content == known.content


def test_reset__writes_to_the_owner_alone(client, mailoutbox):
    PersonFactory(email="anna@sad.test", first_name="Анна")
    PersonFactory(email="closed@sad.test", is_active=False)
    for email in ("Anna@SAD.test", "nobody@sad.test", "closed@sad.test"):
        ask(client, email)
    assert [letter.to for letter in mailoutbox] == [["anna@sad.test"]]
    assert mailoutbox[0].subject == "Новый пароль для входа"
    assert "Здравствуйте, Анна." in mailoutbox[0].body


def test_reset__link_sets_a_password_once(client, mailoutbox):
    person = PersonFactory(email="anna@sad.test")
    ask(client, "anna@sad.test")
    link = link_in(mailoutbox[0])
    done = set_password(client, link)
    assert "Пароль задан" in done.content.decode()
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert "_auth_user_id" not in client.session
    again = client.get(link, follow=True).content.decode()
    assert "Ссылка больше не действует" in again


def test_reset__a_person_without_a_password_sets_her_first(client, mailoutbox):
    person = PersonFactory(email="anna@sad.test")
    person.set_unusable_password()
    person.save()
    ask(client, "anna@sad.test")
    set_password(client, link_in(mailoutbox[0]))
    person.refresh_from_db()
    assert person.check_password(NEW)


def test_reset__a_weak_password_is_refused(client, mailoutbox):
    person = PersonFactory(email="anna@sad.test")
    ask(client, "anna@sad.test")
    page = set_password(client, link_in(mailoutbox[0]), "12345")
    assert page.context["form"].errors
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_reset__ends_every_session(client, mailoutbox):
    person = PersonFactory(email="anna@sad.test")
    elsewhere = type(client)()
    elsewhere.force_login(person)
    ask(client, "anna@sad.test")
    set_password(client, link_in(mailoutbox[0]))
    assert not SignIn.objects.exists()
    assert elsewhere.get("/account/").status_code == 302


def test_reset__is_offered_at_the_door(client):
    assert 'href="/account/reset/"' in client.get("/login/").content.decode()
