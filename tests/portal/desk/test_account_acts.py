"""What happens to an account stands in the journal: who did it, to whom, and no secret."""

import pytest
from django.utils import timezone
from django_otp.oath import totp

from portal.accounts import consents, invitations, second_factor
from portal.accounts.choices import Purpose
from portal.accounts.models import ConsentText, Invitation
from portal.desk.account_acts import HEARD
from portal.journal.choices import ACTIONS
from portal.journal.models import Entry
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return PersonFactory(email="", login="anna")


def entries():
    return list(Entry.objects.order_by("pk").values_list("action", "by__login", "object_title"))


def test_every_act__has_its_words():
    assert set(HEARD.values()) <= set(ACTIONS)


def test_invitation(person):
    by = PersonFactory(login="vera")
    _row, code = invitations.invite(by=by, person=person)
    invitations.accept(by=person, invitation=Invitation.objects.get(), password="пароль")
    name = person.get_full_name()
    assert entries() == [
        ("account.invited", "vera", name),
        ("account.invitation_used", "anna", name),
    ]
    assert not any(code in str(entry) for entry in Entry.objects.values())


def test_second_factor(person):
    device = second_factor.begin(by=person)
    second_factor.confirm(by=person, code=f"{totp(device.bin_key):06d}")
    second_factor.reset(by=PersonFactory(login="vera"), person=person)
    assert [entry[:2] for entry in entries()] == [
        ("account.second_factor_on", "anna"),
        ("account.second_factor_off", "vera"),
    ]


def test_consent(person):
    text = ConsentText.objects.create(
        purpose=Purpose.PERSONAL_DATA,
        version="1",
        title="Согласие",
        text="Текст",
        valid_from=timezone.localdate(),
    )
    consents.publish(by=None, text=text)
    consents.give(by=person, text=text)
    consents.give(by=person, text=text)
    consents.withdraw(by=person, text=text)
    consents.withdraw(by=person, text=text)
    assert [entry[0] for entry in entries()] == [
        "account.consent_given",
        "account.consent_withdrawn",
    ]
