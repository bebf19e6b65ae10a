"""Where an act is known: where its object lies; what is personal stays with its doer."""

import datetime

import pytest

from portal.journal.models import Entry
from portal.journal.ports import NOWHERE, Place, nowhere
from portal.journal.services import record, record_about
from portal.organisations.choices import Role
from portal.organisations.models import Appointment, Territory
from portal.organisations.places import place_of
from tests.factories import (
    AppointmentFactory,
    OrganisationFactory,
    PersonFactory,
    TerritoryFactory,
    appointed,
    orsk,
)
from tests.factories.chain import AssignmentFactory, ProcedureFactory, ResponseFactory
from tests.factories.results import final_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def garden():
    return OrganisationFactory()


@pytest.fixture
def town():
    made = TerritoryFactory(parent=orsk().get_parent(), name="город Ясный")
    return Territory.objects.get(pk=made.pk)


def at(node):
    kind = "territory" if isinstance(node, Territory) else "organisation"
    return Place(**{kind: node.uid})


def test_place_of__a_node_is_its_own_place(garden):
    assert place_of(garden) == at(garden)
    assert place_of(orsk()) == at(orsk())


def test_place_of__a_row_lies_in_its_kindergarten(garden):
    appointment = Appointment.objects.get(person=appointed(Role.DOO_HEAD, garden))
    sheet = ResponseFactory(assignment=AssignmentFactory(organisation=garden))
    report = final_report(garden)
    for row in (appointment, sheet, sheet.assignment, report, report.profile):
        assert place_of(row) == at(garden)


def test_place_of__a_part_lies_where_its_whole_does():
    procedure = ProcedureFactory()
    assert place_of(procedure) == at(procedure.stage.campaign.territory)


def test_place_of__a_teachers_sheet_and_result_stay_with_her(garden):
    teacher = appointed(Role.TEACHER, garden)
    report = final_report(garden, assignee=teacher)
    for row in (report, report.profile, report.profile.response):
        assert place_of(row) == NOWHERE


def test_place_of__a_person_is_where_she_is_appointed(garden):
    person = appointed(Role.TEACHER, garden)
    assert place_of(person) == at(garden)
    AppointmentFactory(person=person, role=Role.EXPERT, territory=orsk())
    assert place_of(person) == at(orsk())


def test_place_of__a_person_of_two_towns_is_known_above_both(garden, town):
    person = appointed(Role.DOO_HEAD, garden)
    AppointmentFactory(person=person, role=Role.EXPERT, territory=town)
    assert place_of(person) == at(orsk().get_parent())


def test_place_of__a_person_who_left_is_where_she_was_last(garden, town):
    person, day = PersonFactory(), datetime.date
    for node, ends in ((town, day(2020, 2, 1)), (orsk(), day(2021, 2, 1))):
        AppointmentFactory(
            person=person, role=Role.EXPERT, territory=node, starts=day(2020, 1, 1), ends=ends
        )
    assert place_of(person) == at(orsk())


def test_place_of__nobodys():
    assert place_of(PersonFactory()) == NOWHERE
    assert place_of(None) == NOWHERE
    assert nowhere(orsk()) == NOWHERE


def test_record__keeps_the_place_of_the_moment(garden):
    entry = record(by=None, action="organisation.changed", obj=garden)
    assert (entry.organisation_uid, entry.territory_uid) == (garden.uid, None)


def test_record__may_be_known_elsewhere(garden):
    sheet = ResponseFactory(
        assignment=AssignmentFactory(
            organisation=garden, assignee=appointed(Role.TEACHER, garden)
        )
    )
    hidden = record(by=None, action="response.submitted", obj=sheet)
    known = record(by=None, action="response.viewed", obj=sheet, place=garden)
    assert hidden.organisation_uid is None
    assert (known.organisation_uid, known.object_uid) == (garden.uid, str(sheet.uid))


def test_record_about__has_a_place_only_when_it_is_told(garden):
    told = record_about(by=None, action="x.y", model=Entry, title="Журнал", place=garden)
    untold = record_about(by=None, action="x.y", model=Entry, title="Журнал")
    assert (told.organisation_uid, untold.organisation_uid) == (garden.uid, None)
