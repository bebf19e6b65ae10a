"""Consent is a screen of its own, to one version of one text; the privacy policy is public."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from forms_builder.common.errors import DomainError
from portal.accounts import consents
from portal.accounts.choices import Purpose
from portal.accounts.models import Consent, ConsentText
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def publish(version="1", purpose=Purpose.PERSONAL_DATA, days_ago=0, **words):
    day = timezone.localdate() - datetime.timedelta(days=days_ago)
    text = ConsentText.objects.create(
        **{
            "purpose": purpose,
            "version": version,
            "title": f"Согласие, {version}",
            "text": "Первый абзац.\n\nВторой абзац.",
            "valid_from": day,
        }
        | words
    )
    consents.publish(by=None, text=text)
    return text


@pytest.fixture
def person(client):
    person = PersonFactory()
    client.force_login(person)
    return person


def test_nothing_published__nobody_is_asked(client, person):
    assert client.get("/desk/").status_code == 200
    assert "ещё не опубликован" in client.get("/account/consent/").content.decode()


def test_published__is_asked_before_any_work(client, person):
    text = publish()
    for address in ("/desk/", "/results/", "/plans/"):
        assert client.get(address)["Location"] == "/account/consent/"
    page = client.get("/account/consent/").content.decode()
    assert "<p>Первый абзац.</p>" in page
    assert "Версия 1, действует с" in page
    assert client.post("/account/consent/", {"text": text.pk})["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200
    row = Consent.objects.get()
    assert (row.person, row.text, row.text_hash) == (person, text, text.digest)
    assert row.withdrawn_at is None


def test_answer__is_asked_once_for_a_version(client, person, django_assert_max_num_queries):
    text = publish()
    client.post("/account/consent/", {"text": text.pk})
    assert client.get("/desk/").status_code == 200
    client.logout()
    client.force_login(person)
    assert client.get("/desk/").status_code == 200
    assert Consent.objects.count() == 1


def test_new_version__is_asked_anew_and_the_old_answer_stays(client, person):
    first = publish(days_ago=9)
    client.post("/account/consent/", {"text": first.pk})
    second = publish("2")
    assert client.get("/desk/")["Location"] == "/account/consent/"
    client.post("/account/consent/", {"text": second.pk})
    assert client.get("/desk/").status_code == 200
    assert Consent.objects.filter(person=person, withdrawn_at=None).count() == 2


def test_answer__to_what_is_no_longer_in_force_is_not_taken(client, person):
    first = publish(days_ago=9)
    publish("2")
    answer = client.post("/account/consent/", {"text": first.pk}, follow=True)
    assert "вышла новая версия" in answer.content.decode()
    assert not Consent.objects.exists()


@pytest.mark.parametrize("typed", ["", "нет", "-1", "9" * 30, "999999", "1.5"])
def test_answer__to_nothing_is_not_found(client, person, typed):
    publish()
    assert client.post("/account/consent/", {"text": typed}).status_code == 404
    assert not Consent.objects.exists()


def test_answer__to_a_draft_is_not_found(client, person):
    draft = ConsentText.objects.create(
        purpose=Purpose.PERSONAL_DATA, version="1", title="т", text="т", valid_from="2021-01-01"
    )
    assert client.post("/account/consent/", {"text": draft.pk}).status_code == 404


def test_withdrawn__is_asked_again_and_both_answers_stay(client, person):
    text = publish()
    client.post("/account/consent/", {"text": text.pk})
    client.get("/desk/")
    assert "Отозвать согласие" in client.get("/account/consent/").content.decode()
    page = client.post("/account/consent/withdraw/", follow=True)
    assert "Согласие отозвано" in page.content.decode()
    assert client.get("/desk/")["Location"] == "/account/consent/"
    client.post("/account/consent/", {"text": text.pk})
    rows = Consent.objects.order_by("pk")
    assert [row.withdrawn_at is None for row in rows] == [False, True]


def test_saving_sheet__is_not_interrupted(client, person):
    publish()
    fetched = client.get("/desk/", headers={"sec-fetch-mode": "cors"})
    assert fetched.status_code == 200
    assert client.post("/desk/").status_code == 405


def test_public_pages_and_sign_out__ask_nothing(client, person):
    publish()
    assert client.get("/privacy/").status_code == 200
    assert client.get("/account/").status_code == 200
    assert client.post("/logout/")["Location"] == "/login/"


def test_text_in_force__is_the_latest_whose_day_has_come():
    publish("1", days_ago=9)
    publish("2", days_ago=3)
    publish("3", days_ago=-1)
    ConsentText.objects.create(
        purpose=Purpose.PERSONAL_DATA,
        version="4",
        title="черновик",
        text="т",
        valid_from=timezone.localdate(),
    )
    assert consents.text_in_force(Purpose.PERSONAL_DATA).version == "2"
    assert consents.text_in_force(Purpose.PRIVACY) is None


def test_text_in_force__on_one_day_the_later_made():
    publish("1")
    publish("2")
    assert consents.text_in_force(Purpose.PERSONAL_DATA).version == "2"


def test_give__twice_is_one_row():
    person, text = PersonFactory(), publish()
    assert consents.give(by=person, text=text) == consents.give(by=person, text=text)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(person=person, text=text, text_hash=text.digest)


def test_give__refuses_a_stale_version():
    text = publish(days_ago=9)
    publish("2")
    with pytest.raises(DomainError, match="новая версия"):
        consents.give(by=PersonFactory(), text=text)


@pytest.mark.parametrize(
    "change", [{"title": "Другой"}, {"text": "Другой"}, {"title": "", "text": ""}]
)
def test_digest__changes_with_every_word(change):
    text = ConsentText(title="Заголовок", text="Текст")
    changed = ConsentText(**({"title": "Заголовок", "text": "Текст"} | change))
    assert text.digest != changed.digest
    assert len(text.digest) == Consent._meta.get_field("text_hash").max_length


def test_privacy__is_public_and_touches_no_session(client):
    assert "скоро появится" in client.get("/privacy/").content.decode()
    publish("5", Purpose.PRIVACY, title="Как мы бережём сведения")
    page = client.get("/privacy/")
    assert "Как мы бережём сведения" in page.content.decode()
    assert "Версия 5, действует с" in page.content.decode()
    assert not page.cookies
    assert "Cookie" not in page.get("Vary", "")


def test_privacy__links_stand_in_the_foot(client):
    assert 'href="/privacy/"' in client.get("/login/").content.decode()
    client.force_login(PersonFactory())
    assert 'href="/privacy/"' in client.get("/desk/").content.decode()


def test_text__is_no_markup(client):
    publish("1", Purpose.PRIVACY, text="<script>alert(1)</script>")
    assert "<script>alert" not in client.get("/privacy/").content.decode()
