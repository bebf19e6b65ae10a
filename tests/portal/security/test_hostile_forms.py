"""Forms and addresses of people and target lists, filled in to break a database."""

import datetime

import pytest
from django.urls import reverse

from forms_builder.common.errors import DomainError
from portal.campaigns.models import TargetList
from portal.campaigns.target_lists import absent, found, target_rows
from portal.campaigns.targets import strike_out, top_up
from portal.campaigns.working_days import calendar
from portal.common.keys import key_of
from portal.organisations.choices import Role
from portal.organisations.searching import listed
from tests.factories import appointed, orsk
from tests.factories.targets import TargetFactory

pytestmark = pytest.mark.django_db
ENDLESS = "9" * 5000
BEYOND = "9" * 20


@pytest.fixture
def coordinator():
    return appointed(Role.REGIONAL_COORDINATOR, orsk().get_parent())


@pytest.fixture
def target():
    return TargetFactory()


@pytest.mark.parametrize("typed", ["", "а", "-1", "1.0", "٣", BEYOND, ENDLESS])
def test_key__of_what_is_none(typed):
    assert key_of(typed) == 0


@pytest.mark.parametrize("typed", [BEYOND, ENDLESS])
def test_people__by_keys_that_nobody_has(client, coordinator, typed):
    client.force_login(coordinator)
    assert client.get(reverse("people:choose"), {"person": typed}).status_code == 404
    for address in ("people:slips", "people:letters"):
        assert client.post(reverse(address), {"person": [typed]}).status_code == 302
    assert list(listed(coordinator, {"territory": typed, "state": "\0"})) == []


def test_reason__of_a_list_loses_nul_and_has_an_end(coordinator, target):
    procedure = target.procedure
    for reason in ("\0", "я" * 501):
        with pytest.raises(DomainError) as refused:
            strike_out(by=coordinator, procedure=procedure, uids=[target.uid], reason=reason)
        assert refused.value.problems[0].place == "reason"
    with pytest.raises(DomainError):
        top_up(by=coordinator, procedure=procedure, reason="\0")
    TargetList.objects.update(state=TargetList.State.DRAFT)
    strike_out(by=coordinator, procedure=procedure, uids=[target.uid], reason="ре\0монт")
    target.refresh_from_db()
    assert target.struck_reason == "ремонт"


def test_search__in_a_list_takes_any_words(coordinator, target):
    rows = target_rows(coordinator, target.procedure)
    assert list(found(rows, "\0")) == [target]
    assert list(absent(target.procedure, "са\0д")) == []


def test_working_days__end_with_the_last_day_there_is():
    last = datetime.date.max
    assert calendar().between(last, last) == [last]
