"""«Мой вход»: who she is here, where she is signed in, a new password."""

import datetime

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from portal.accounts.models import SignIn
from portal.accounts.sessions import SEEN
from portal.organisations.choices import Role
from tests.factories import PersonFactory
from tests.factories.people import PASSWORD, AppointmentFactory, orsk

pytestmark = pytest.mark.django_db
NEW = "совсем-другой-пароль"
CHROME = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0 Safari/537.36"


@pytest.fixture
def person():
    return PersonFactory(email="anna@sad.test")


def signed_in(agent=CHROME, email="anna@sad.test"):
    client = Client(headers={"user-agent": agent})
    client.post("/login/", {"username": email, "password": PASSWORD})
    return client


def change(client, **words):
    typed = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    return client.post("/account/password/", typed | words, follow=True)


def test_account__wants_a_sign_in(client):
    assert client.get("/account/")["Location"] == "/login/?next=/account/"


def test_account__shows_roles_with_their_dates(person):
    AppointmentFactory(
        person=person,
        role=Role.EXPERT,
        organisation=None,
        territory=orsk(),
        starts=datetime.date(2021, 1, 11),
        ends=datetime.date(2021, 6, 30),
    )
    page = signed_in().get("/account/").content.decode()
    assert "город Орск" in page
    assert "с 11 января 2021 по 30 июня 2021" in page


def test_account__lists_own_sessions_only(person):
    PersonFactory(email="vera@sad.test")
    signed_in("Firefox/120.0 (Android 14)", "vera@sad.test")
    page = signed_in().get("/account/").content.decode()
    assert "Chrome, Windows" in page
    assert "Это устройство" in page
    assert "Android" not in page
    assert "Завершить остальные" not in page


def test_account__leaves_expired_sessions_out(person):
    client = signed_in()
    signed_in("Firefox/120.0 (Android 14)")
    late = Session.objects.filter(sign_in__device="Firefox, Android")
    late.update(expire_date=timezone.now() - datetime.timedelta(minutes=1))
    assert "Android" not in client.get("/account/").content.decode()


def test_account__asks_as_little_for_many_sessions(person, django_assert_max_num_queries):
    client = signed_in()
    for _ in range(5):
        signed_in()
    with django_assert_max_num_queries(8):
        client.get("/account/")


def test_end_others__ends_them_and_keeps_this_one(person):
    PersonFactory(email="vera@sad.test")
    foreign, here, there = signed_in(email="vera@sad.test"), signed_in(), signed_in()
    assert here.post("/account/sessions/end/")["Location"] == "/account/"
    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302
    assert foreign.get("/account/").status_code == 200


def test_sign_out__takes_the_row_away(person):
    client = signed_in()
    assert SignIn.objects.filter(person=person).count() == 1
    client.post("/logout/")
    assert not SignIn.objects.exists()


def test_sign_in__over_another_persons_session_is_a_row_of_its_own(person):
    client = signed_in()
    other = PersonFactory()
    client.force_login(other)
    assert [row.person for row in SignIn.objects.all()] == [other]
    assert SignIn.objects.get().session_id == client.session.session_key


def test_session__ends_at_its_time_however_often_it_is_saved(person, settings):
    client = signed_in()
    before = Session.objects.get().expire_date
    session = client.session
    session[SEEN] = 0
    session.save()
    client.get("/account/")
    assert abs(Session.objects.get().expire_date - before) < datetime.timedelta(seconds=2)


def test_last_activity__is_written_at_most_hourly(person):
    client = signed_in()
    past = timezone.now() - datetime.timedelta(hours=2)
    SignIn.objects.update(seen_at=past)
    client.get("/account/")
    assert SignIn.objects.get().seen_at == past
    session = client.session
    session[SEEN] = int(past.timestamp())
    session.save()
    client.get("/account/")
    assert SignIn.objects.get().seen_at > past


def test_password_change__keeps_this_session_and_ends_the_others(person):
    here, there = signed_in(), signed_in()
    page = change(here)
    assert "Пароль изменён" in page.content.decode()
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert there.get("/account/").status_code == 302
    assert [row.session_id for row in SignIn.objects.all()] == [here.session.session_key]
    assert SignIn.objects.get().device == "Chrome, Windows"


@pytest.mark.parametrize(
    "words",
    [
        {"old_password": "не тот"},
        {"new_password2": "с опечаткой"},
        {"new_password1": "123", "new_password2": "123"},
    ],
)
def test_password_change__refuses_and_says_why(person, words):
    page = change(signed_in(), **words)
    assert page.context["form"].errors
    assert 'class="error-summary"' in page.content.decode()
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
