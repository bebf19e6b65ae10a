"""The desk shows the time of the person's own territory."""

import datetime

import pytest
from django.utils import timezone

from portal.organisations.choices import Role
from portal.organisations.middleware import ClockMiddleware
from tests.factories import OrganisationFactory, TerritoryFactory, appointed, orsk

pytestmark = pytest.mark.django_db
NOON_UTC = datetime.datetime(2020, 11, 12, 12, 0, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("zone", "shown"), [("Asia/Yekaterinburg", 17), ("Europe/Moscow", 15), ("Asia/Kamchatka", 0)]
)
def test_clock__is_the_territorys(client, zone, shown):
    seen = []
    town = TerritoryFactory(parent=orsk().get_parent(), time_zone=zone)
    person = appointed(Role.DOO_HEAD, OrganisationFactory(territory=town))
    client.force_login(person)
    def view(request):
        seen.append(timezone.localtime(NOON_UTC).hour)

    request = client.get("/desk/").wsgi_request
    ClockMiddleware(view)(request)
    assert seen == [shown]


def test_clock__public_pages_open_no_session(client):
    response = client.get("/look/")
    assert not response.wsgi_request.session.accessed
