"""Rights begin and end by the calendar of the place they are held at, whoever asks from where."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from portal.organisations.choices import Role
from portal.organisations.policy import Actor
from portal.organisations.services import appoint, dismiss
from tests.factories import OrganisationFactory, PersonFactory
from tests.factories.people import appointed, orsk

pytestmark = pytest.mark.django_db
MOSCOW = ZoneInfo("Europe/Moscow")
# An hour past midnight in Orsk; in Moscow it is still the day before.
NIGHT = datetime.datetime(2027, 3, 10, 23, 0, tzinfo=MOSCOW)
ORSK = ZoneInfo("Asia/Yekaterinburg")


@pytest.fixture(autouse=True)
def night(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NIGHT)


@pytest.fixture
def garden():
    return OrganisationFactory(territory=orsk())


@pytest.fixture
def coordinator():
    return appointed(Role.MUNICIPAL_COORDINATOR, orsk())


@pytest.mark.parametrize("clock", [MOSCOW, ORSK], ids=["moscow", "orsk"])
def test_appointed_and_dismissed__at_once_in_the_night(garden, coordinator, clock):
    person = PersonFactory()
    with timezone.override(ORSK):
        made = appoint(by=coordinator, person=person, role=Role.TEACHER, node=garden)
    with timezone.override(clock):
        assert Actor(person).held == (made,)
    with timezone.override(ORSK):
        over = dismiss(by=coordinator, appointment=made, reason="Уволилась")
    assert over.is_over
    with timezone.override(clock):
        assert Actor(person).held == ()


def test_appointed_for_tomorrow__holds_nothing_before_its_own_midnight(garden, coordinator):
    person = PersonFactory()
    tomorrow = datetime.date(2027, 3, 12)
    appoint(by=coordinator, person=person, role=Role.TEACHER, node=garden, starts=tomorrow)
    assert Actor(person).held == ()
