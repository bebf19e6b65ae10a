"""What other rooms are told: handing over, open work, steps fulfilled by sheets, places."""

import datetime

import pytest

from portal.assignments.models import Assignment
from portal.assignments.services import link_targets
from portal.campaigns.models import Binding, Target, TargetList
from portal.campaigns.ports import Doing, Tally, fulfilment
from portal.organisations.choices import Role
from portal.organisations.models import Appointment
from portal.organisations.ports import open_work
from portal.organisations.services import hand_over
from tests.factories import (
    AssignmentFactory,
    EditionFactory,
    OrganisationFactory,
    ProcedureFactory,
    ResponseFactory,
    appointed,
    orsk,
)

pytestmark = pytest.mark.django_db
State = Assignment.State


@pytest.fixture
def coordinator():
    return appointed(Role.MUNICIPAL_COORDINATOR, orsk())


def test_handing_over__open_sheets_go_to_the_successor(coordinator):
    leaver, successor = (appointed(Role.EXPERT, orsk()) for _each in range(2))
    waiting = AssignmentFactory(assignee=leaver, state=State.IN_PROGRESS)
    sent = AssignmentFactory(assignee=leaver, state=State.SUBMITTED)
    assert hand_over(by=coordinator, leaver=leaver, successor=successor, node=orsk()) == 1
    waiting.refresh_from_db()
    sent.refresh_from_db()
    assert (waiting.assignee, sent.assignee) == (successor, leaver)
    assert leaver.get_short_name() in waiting.reason
    assert hand_over(by=coordinator, leaver=leaver, successor=successor, node=orsk()) == 0


def test_handing_over__a_teacher_s_own_sheet_is_nobody_else_s(coordinator):
    garden = OrganisationFactory()
    leaver, successor = (appointed(Role.TEACHER, garden) for _each in range(2))
    own = AssignmentFactory(assignee=leaver, organisation=garden)
    hand_over(by=coordinator, leaver=leaver, successor=successor, node=garden)
    own.refresh_from_db()
    assert (own.assignee, own.state) == (leaver, State.WITHDRAWN)


def test_handing_over__not_past_a_conflict_of_interest(coordinator):
    leaver, successor = (appointed(Role.EXPERT, orsk()) for _each in range(2))
    task = AssignmentFactory(assignee=leaver)
    Appointment.objects.create(
        person=successor, role=Role.DOO_HEAD, organisation=task.organisation
    )
    Appointment.objects.filter(person=successor, role=Role.DOO_HEAD).update(
        starts=datetime.date(2019, 1, 1), ends=datetime.date.today()
    )
    task.procedure.filler_role = Role.EXPERT
    task.procedure.save()
    assert hand_over(by=coordinator, leaver=leaver, successor=successor, node=orsk()) == 0


def test_handing_over__what_the_successor_has_already_stays(coordinator):
    leaver, successor = (appointed(Role.EXPERT, orsk()) for _each in range(2))
    task = AssignmentFactory(assignee=leaver)
    AssignmentFactory(
        procedure=task.procedure,
        edition=task.edition,
        organisation=task.organisation,
        assignee=successor,
    )
    assert hand_over(by=coordinator, leaver=leaver, successor=successor, node=orsk()) == 0


def test_open_work__is_told_with_its_term():
    expert = appointed(Role.EXPERT, orsk())
    task = AssignmentFactory(assignee=expert)
    AssignmentFactory(assignee=expert, state=State.DONE)
    told = [(work.title, work.until) for work in open_work(expert, orsk())]
    assert (f"4.2 {task.about}", "16 ноября") in told
    assert sum("4.2" in title for title, _until in told) == 1


@pytest.fixture
def bound():
    """A procedure with a form, three targets, and the sheets about them."""
    procedure = ProcedureFactory(target_kind="organisation")
    TargetList.objects.create(procedure=procedure, state="approved")
    binding = Binding.objects.create(procedure=procedure, edition=EditionFactory())
    targets = [
        Target.objects.create(
            procedure=procedure, organisation=OrganisationFactory(), chosen="hand"
        )
        for _each in range(3)
    ]
    return binding, targets


def sheet(bound, number, state):
    binding, targets = bound
    return AssignmentFactory(
        procedure=binding.procedure,
        edition=binding.edition,
        organisation=targets[number].organisation,
        target=targets[number],
        state=state,
    )


def test_fulfilment__a_target_is_done_when_all_its_sheets_are(bound):
    binding, targets = bound
    sheet(bound, 0, State.SUBMITTED)
    sheet(bound, 0, State.DONE)
    sheet(bound, 1, State.SUBMITTED)
    sheet(bound, 1, State.OPEN)
    sheet(bound, 2, State.OPEN)
    sheet(bound, 2, State.WITHDRAWN)
    rows = Target.objects.all()
    assert fulfilment.tallies([binding], rows) == {binding.pk: Tally(done=1, going=1)}
    found = fulfilment.doings([binding], rows)
    assert {key: doing.is_done for key, doing in found.items()} == {
        (binding.pk, targets[0].pk): True,
        (binding.pk, targets[1].pk): False,
    }


def test_fulfilment__the_only_sheet_is_where_the_step_leads(bound):
    binding, targets = bound
    task = sheet(bound, 0, State.SUBMITTED)
    ResponseFactory(
        assignment=task, submitted_at=datetime.datetime(2030, 11, 5, 9, tzinfo=datetime.UTC)
    )
    found = fulfilment.doings([binding], Target.objects.all())
    assert found == {
        (binding.pk, targets[0].pk): Doing(
            True, datetime.date(2030, 11, 5), f"/desk/assignments/{task.uid}/"
        )
    }


def test_fulfilment__silent_about_reports(bound):
    report = Binding.objects.create(procedure=bound[0].procedure, report_kind="doo_profile")
    assert fulfilment.tallies([report], Target.objects.all()) == {}
    assert fulfilment.doings([report], Target.objects.all()) == {}


def test_linking__a_list_approved_after_the_tasks(bound, coordinator):
    binding, targets = bound
    task = AssignmentFactory(
        procedure=binding.procedure,
        edition=binding.edition,
        organisation=targets[1].organisation,
    )
    link_targets(by=coordinator, procedure=binding.procedure)
    task.refresh_from_db()
    assert task.target == targets[1]


def test_linking__a_procedure_about_the_whole_cycle_has_no_targets(coordinator):
    task = AssignmentFactory()
    link_targets(by=coordinator, procedure=task.procedure)
    task.refresh_from_db()
    assert task.target is None
