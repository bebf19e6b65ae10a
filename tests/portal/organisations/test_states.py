"""Closing, suspending, opening again: days, journal, and what a file may do."""

import datetime

import pytest
from django.db import IntegrityError
from django.utils.timezone import localdate

from forms_builder.common.errors import DomainError, NotAllowed
from portal.journal.models import Entry
from portal.organisations.choices import OrganisationState, Role
from portal.organisations.columns import registry_table
from portal.organisations.models import Organisation
from portal.organisations.planning import plan_import
from portal.organisations.services import (
    close_organisation,
    import_organisations,
    reopen_organisation,
    suspend_organisation,
)
from portal.organisations.states import state_words
from tests.factories import OrganisationFactory, appointed, orsk

pytestmark = pytest.mark.django_db
DAY = datetime.date(2024, 6, 1)
LATER = datetime.date(2024, 8, 31)
HEADER = ["Номер", "Краткое название", "Состояние", "Приостановлен с", "Закрыт с"]


@pytest.fixture
def coordinator():
    return appointed(Role.REGIONAL_COORDINATOR, orsk().get_parent())


@pytest.fixture
def garden():
    return OrganisationFactory(number="5", short_name="Сад № 5")


def write(by, *cells):
    return import_organisations(
        by=by, territory=orsk(), table=registry_table(HEADER, [(2, ["5", "Сад № 5", *cells])])
    )


def wrong(*cells):
    table = registry_table(HEADER, [(2, ["5", "Сад № 5", *cells])])
    return [str(problem) for problem in plan_import(orsk(), table).preview.problems]


def test_close__needs_a_day_and_is_recorded(coordinator, garden):
    with pytest.raises(DomainError) as refused:
        close_organisation(by=coordinator, organisation=garden, closed_on=None)
    assert refused.value.problems[0].place == "closed_on"
    closed = close_organisation(
        by=coordinator, organisation=garden, closed_on=DAY, reason="Аварийное здание."
    )
    assert state_words(closed) == "закрыт с 1 июня 2024"
    assert Entry.objects.get(action="organisation.closed").details == {
        "before": "open",
        "closed_on": "2024-06-01",
        "reason": "Аварийное здание.",
    }


def test_close__of_the_future_or_before_its_opening_is_refused(coordinator, garden):
    garden.opened_on = LATER
    garden.save()
    for day in (DAY, localdate() + datetime.timedelta(days=1)):
        with pytest.raises(DomainError):
            close_organisation(by=coordinator, organisation=garden, closed_on=day)


def test_close__twice_is_refused(coordinator):
    with pytest.raises(DomainError, match="уже в этом состоянии: закрыт"):
        close_organisation(
            by=coordinator, organisation=OrganisationFactory(closed=True), closed_on=DAY
        )


def test_suspend__has_both_days_and_reopening_drops_them(coordinator, garden):
    suspended = suspend_organisation(
        by=coordinator, organisation=garden, suspended_from=DAY, suspended_until=LATER
    )
    assert state_words(suspended) == "приостановлен с 1 июня 2024 по 31 августа 2024"
    opened = reopen_organisation(by=coordinator, organisation=garden)
    assert (opened.state, opened.suspended_from, opened.suspended_until) == ("open", None, None)
    assert state_words(opened) == "работает"
    assert Entry.objects.filter(action="organisation.reopened").exists()


def test_suspend__that_ends_before_it_begins_is_refused(coordinator, garden):
    with pytest.raises(DomainError, match="раньше, чем начинается"):
        suspend_organisation(
            by=coordinator, organisation=garden, suspended_from=LATER, suspended_until=DAY
        )


def test_states__are_not_changed_by_those_inside(garden):
    with pytest.raises(NotAllowed):
        close_organisation(
            by=appointed(Role.DOO_HEAD, garden), organisation=garden, closed_on=DAY
        )


def test_database__knows_no_closed_one_without_a_day(garden):
    with pytest.raises(IntegrityError):
        Organisation.objects.update(state=OrganisationState.CLOSED, closed_on=None)


def test_file__closes_with_its_day_and_suspends(coordinator, garden):
    write(coordinator, "приостановлен", "01.06.2024", "")
    garden.refresh_from_db()
    assert (garden.state, garden.suspended_from) == ("suspended", DAY)
    write(coordinator, "закрыт", "", "31.08.2024")
    garden.refresh_from_db()
    assert (garden.state, garden.closed_on, garden.suspended_from) == ("closed", LATER, None)


def test_file__ends_a_suspension(coordinator, garden):
    write(coordinator, "приостановлен", "01.06.2024", "")
    write(coordinator, "работает", "", "")
    garden.refresh_from_db()
    assert (garden.state, garden.suspended_from) == ("open", None)


def test_file__without_a_state_loses_none(coordinator, garden):
    close_organisation(by=coordinator, organisation=garden, closed_on=DAY)
    assert write(coordinator, "", "", "").counts["same"] == 1


def test_file__opens_no_closed_one(coordinator, garden):
    close_organisation(by=coordinator, organisation=garden, closed_on=DAY)
    assert "Этот сад закрыт" in wrong("открыт", "", "")[0]


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        (("открыт", "", "01.06.2024"), "«Закрыт с»"),
        (("открыт", "01.06.2024", ""), "«Приостановлен с»"),
        (("закрыт", "", "июнь"), "«Закрыт с»"),
        (("закрыт", "", "01.06.2099"), "«Закрыт с»"),
    ],
)
def test_file__with_days_that_do_not_fit_is_wrong(garden, cells, place):
    (problem,) = wrong(*cells)
    assert place in problem
