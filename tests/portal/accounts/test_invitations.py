"""Invitations: a code opens the door once, for one person, for a fortnight."""

import datetime
import re

import pytest
from axes.models import AccessAttempt
from django.utils import timezone

from forms_builder.common.errors import DomainError
from portal.accounts import invitations, signals
from portal.accounts.models import Invitation, SignIn
from tests.factories import PersonFactory
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db
NEW = "совсем-другой-пароль"
WRONG = "Логин и код не подошли друг к другу"


@pytest.fixture
def person():
    person = PersonFactory(email="", login="anna", first_name="Анна")
    person.set_unusable_password()
    person.save()
    return person


@pytest.fixture
def code(person):
    return invitations.invite(by=PersonFactory(), person=person)[1]


def show(client, login, code):
    return client.post("/account/invitation/", {"username": login, "code": code})


def set_password(client, password=NEW):
    typed = {"new_password1": password, "new_password2": password}
    return client.post("/account/invitation/password/", typed)


def test_invite__keeps_the_hash_alone(person, code):
    row = Invitation.objects.get()
    assert re.fullmatch(r"\w{4}-\w{4}-\w{4}", code)
    assert code.replace("-", "") not in row.code
    assert row.valid_until - row.made_at == datetime.timedelta(days=14)
    assert row.person == person


def test_invite__is_announced(person):
    heard = []
    by = PersonFactory()

    def hear(sender, person, by, **about):
        heard.append((person, by))

    signals.invited.connect(hear)
    invitations.invite(by=by, person=person)
    assert heard == [(person, by)]


def test_invite__not_into_a_closed_account():
    with pytest.raises(DomainError, match="закрыта"):
        invitations.invite(by=None, person=PersonFactory(is_active=False))


def test_invitation__leads_to_a_password_and_signs_in(client, person, code):
    assert show(client, " ANNA ", code.lower())["Location"] == "/account/invitation/password/"
    page = client.get("/account/invitation/password/").content.decode()
    assert "Здравствуйте, Анна" in page
    assert "Не короче 10 знаков" in page
    answer = set_password(client)
    assert answer["Location"] == "/account/second-factor/?first=1"
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert client.session["_auth_user_id"] == str(person.pk)
    assert "Позже" in client.get(answer["Location"]).content.decode()
    assert Invitation.objects.get().used_at


def test_invitation__with_the_mailbox_instead_of_the_login(client):
    person = PersonFactory(email="vera@sad.test")
    _row, code = invitations.invite(by=None, person=person)
    assert show(client, "Vera@sad.test", code).status_code == 302


def test_invitation__signs_her_out_elsewhere(client, person, code):
    other = type(client)()
    other.force_login(person)
    show(client, "anna", code)
    set_password(client)
    assert other.get("/account/").status_code == 302
    assert SignIn.objects.count() == 1


def test_invitation__takes_the_place_of_whoever_is_signed_in_here(client, person, code):
    client.force_login(PersonFactory())
    show(client, "anna", code)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(("login", "typed"), [("vera", None), ("anna", "ACEH-ACEH-ACEH"), ("", "")])
def test_invitation__wrong_login_and_wrong_code_are_one_answer(client, person, code, login, typed):
    PersonFactory(login="vera")
    answer = show(client, login or "nobody", typed or code)
    assert answer.status_code == 200
    assert WRONG in answer.content.decode()
    assert "invitation" not in client.session


def test_invitation__of_a_closed_account_is_as_if_wrong(client, person, code):
    person.is_active = False
    person.save()
    assert WRONG in show(client, "anna", code).content.decode()


@pytest.mark.parametrize(
    ("state", "words"),
    [("used", "уже воспользовались"), ("late", "Срок кода вышел"), ("newer", "новый код")],
)
def test_invitation__says_what_became_of_a_true_code(client, person, code, state, words):
    now = timezone.now()
    if state == "used":
        Invitation.objects.update(used_at=now)
    elif state == "late":
        Invitation.objects.update(valid_until=now - datetime.timedelta(seconds=1))
    else:
        invitations.invite(by=None, person=person)
    page = show(client, "anna", code)
    assert words in page.content.decode()
    assert page.status_code == 200


def test_invitation__the_newer_one_works(client, person, code):
    _row, newer = invitations.invite(by=None, person=person)
    assert show(client, "anna", newer).status_code == 302


def test_invitation__cannot_be_used_up_from_two_windows(client, person, code):
    other = type(client)()
    show(client, "anna", code)
    show(other, "anna", code)
    set_password(client)
    assert set_password(other, "третий-пароль-тут")["Location"] == "/account/invitation/"
    person.refresh_from_db()
    assert person.check_password(NEW)


def test_accept__refuses_what_is_used_up(person, code):
    row = Invitation.objects.get()
    invitations.accept(by=person, invitation=row, password=NEW)
    with pytest.raises(DomainError, match="уже воспользовались"):
        invitations.accept(by=person, invitation=row, password="третий-пароль-тут")


@pytest.mark.parametrize("password", ["1", "1234567890", "qwertyuiop"])
def test_invitation__a_weak_password_leaves_the_code_good(client, person, code, password):
    show(client, "anna", code)
    assert set_password(client, password).context["form"].errors
    assert Invitation.objects.get().used_at is None
    assert set_password(client).status_code == 302


def test_password_page__is_nobodys_without_a_code(client):
    assert client.get("/account/invitation/password/")["Location"] == "/account/invitation/"


def test_invitation__guessing_closes_the_door(client, person, code, settings):
    settings.AXES_ENABLED = True
    answers = [show(client, "anna", "ACEH-ACEH-ACEH").status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    assert show(client, "anna", code).status_code == 429
    assert "ACEH" not in AccessAttempt.objects.get().post_data


def test_invitation__a_true_code_ends_a_lock_out_at_the_sign_in(client, person, code, settings):
    settings.AXES_ENABLED = True
    for _ in range(3):
        client.post("/login/", {"username": "anna", "password": "не тот"})
    show(client, "anna", code)
    set_password(client)
    assert not AccessAttempt.objects.exists()


def test_link_of_a_letter__fills_the_form_in_and_does_nothing(client, person, code):
    page = client.get("/account/invitation/", {"login": "anna", "code": code})
    assert f'value="{code}"' in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"
    assert page["Referrer-Policy"] == "same-origin"
    assert Invitation.objects.get().used_at is None


def test_send__writes_a_letter_that_works(client, mailoutbox):
    person = PersonFactory(email="anna@sad.test", login="anna", first_name="Анна")
    row = invitations.send(by=PersonFactory(), person=person)
    (letter,) = mailoutbox
    assert letter.to == ["anna@sad.test"]
    assert letter.subject == "Приглашение на портал"
    assert "Здравствуйте, Анна." in letter.body
    link = re.search(r"http://127\.0\.0\.1:8000(/account/invitation/\?\S+)", letter.body)[1]
    form = client.get(link).context["form"]
    assert show(client, form.initial["username"], form.initial["code"]).status_code == 302
    assert Invitation.objects.get() == row


def test_send__needs_a_mailbox(person, mailoutbox):
    with pytest.raises(DomainError, match="напечатайте"):
        invitations.send(by=None, person=person)
    assert not mailoutbox
    assert not Invitation.objects.exists()


def test_send__a_mail_server_that_is_away_is_a_sentence(person, monkeypatch):
    def away(*args, **options):
        raise ConnectionRefusedError

    monkeypatch.setattr(invitations, "send_mail", away)
    person.email = "anna@sad.test"
    with pytest.raises(DomainError, match="Письмо не ушло"):
        invitations.send(by=None, person=person)


def test_sign_in__an_invitation_is_no_password(client, person, code):
    typed = {"username": "anna", "password": code, "invitation_code": code}
    assert client.post("/login/", typed).status_code == 200
    assert PASSWORD not in code
