"""Extended, passed on, withdrawn, brought back: by whom, when, with which reason."""

import datetime

import pytest
from django.utils import timezone

from forms_builder.common.errors import DomainError, NotAllowed
from portal.assignments.models import Assignment
from portal.assignments.services import (
    extend,
    open_started,
    reassign,
    restore,
    take_back_extension,
    withdraw,
)
from portal.campaigns.models import CalendarDay
from portal.journal.models import Entry
from portal.organisations.choices import Role
from portal.organisations.policy import may, visible
from portal.responses.services import open_sheet
from tests.factories import (
    AssignmentFactory,
    OrganisationFactory,
    PersonFactory,
    ResponseFactory,
    appointed,
    orsk,
)

pytestmark = pytest.mark.django_db
State = Assignment.State
LATER = datetime.date(2031, 1, 31)
ENDED = [State.SUBMITTED, State.DONE, State.WITHDRAWN]


@pytest.fixture
def coordinator():
    return appointed(Role.MUNICIPAL_COORDINATOR, orsk())


@pytest.fixture
def task():
    return AssignmentFactory(assignee=appointed(Role.EXPERT, orsk()))


def test_extend__keeps_the_former_term_and_the_reason(coordinator, task):
    before = task.due
    extend(by=coordinator, assignment=task, due=LATER, reason=" Карантин ")
    task.refresh_from_db()
    assert (task.due, task.extended_from, task.reason) == (LATER, before, "Карантин")
    entry = Entry.objects.get(action="assignment.extended")
    assert entry.details == {"before": "2030-11-16", "due": "2031-01-31", "reason": "Карантин"}


@pytest.mark.parametrize(
    ("due", "reason", "place"),
    [(LATER, "  ", "reason"), (datetime.date(2030, 11, 16), "Карантин", "due")],
)
def test_extend__refused_beside_its_field(coordinator, task, due, reason, place):
    with pytest.raises(DomainError) as refused:
        extend(by=coordinator, assignment=task, due=due, reason=reason)
    assert [problem.place for problem in refused.value.problems] == [place]


def test_extend__by_working_days_of_the_calendar(coordinator, task):
    """From Saturday 16 November: Monday, Wednesday and Thursday, since Tuesday is a day off."""
    tuesday = datetime.date(2030, 11, 19)
    CalendarDay.objects.create(day=tuesday, kind=CalendarDay.Kind.HOLIDAY, note="Карантин")
    extended = extend(by=coordinator, assignment=task, days=3, reason="Карантин")
    assert extended.due == datetime.date(2030, 11, 21)


def test_extend__by_working_days_of_a_term_that_is_past_counts_from_today(coordinator, task):
    Assignment.objects.update(due=datetime.date(2020, 1, 1))
    extended = extend(by=coordinator, assignment=task, days=1, reason="Карантин")
    assert extended.due > timezone.localdate()


@pytest.mark.parametrize("term", [{}, {"due": LATER, "days": 3}])
def test_extend__wants_one_way_to_say_the_term(coordinator, task, term):
    with pytest.raises(DomainError, match="что-нибудь одно"):
        extend(by=coordinator, assignment=task, reason="Карантин", **term)


def test_extend__not_into_the_past(coordinator, task):
    Assignment.objects.update(due=datetime.date(2020, 1, 1))
    with pytest.raises(DomainError, match="уже прошёл"):
        extend(by=coordinator, assignment=task, due=datetime.date(2020, 2, 1), reason="Карантин")


@pytest.mark.parametrize("state", ENDED)
def test_extend__what_no_longer_waits_is_left_alone(coordinator, task, state):
    Assignment.objects.update(state=state)
    with pytest.raises(DomainError):
        extend(by=coordinator, assignment=task, due=LATER, reason="Карантин")


def test_extension__taken_back(coordinator, task):
    before = task.due
    extend(by=coordinator, assignment=task, due=LATER, reason="Карантин")
    take_back_extension(by=coordinator, assignment=task)
    task.refresh_from_db()
    assert (task.due, task.extended_from, task.reason) == (before, None, "")
    with pytest.raises(DomainError, match="не переносили"):
        take_back_extension(by=coordinator, assignment=task)


def test_reassign__the_sheet_begun_goes_on_with_another(coordinator, task):
    response = ResponseFactory(assignment=task)
    former, successor = task.assignee, appointed(Role.EXPERT, orsk())
    reassign(by=coordinator, assignment=task, assignee=successor, reason="Болезнь")
    task.refresh_from_db()
    assert (task.assignee, task.reason) == (successor, "Болезнь")
    assert open_sheet(by=successor, assignment=task) == response
    assert not visible(former, Assignment).exists()


def test_reassign__an_expert_who_worked_there_is_refused_with_the_reason(coordinator, task):
    worked = appointed(Role.EXPERT, orsk())
    worked.appointments.create(role=Role.SENIOR_TEACHER, organisation=task.organisation)
    task.procedure.filler_role = Role.EXPERT
    task.procedure.save()
    with pytest.raises(DomainError, match="старший воспитатель"):
        reassign(by=coordinator, assignment=task, assignee=worked, reason="Болезнь")


def test_reassign__who_has_the_same_sheet_already(coordinator, task):
    other = AssignmentFactory(
        procedure=task.procedure,
        edition=task.edition,
        organisation=task.organisation,
        assignee=appointed(Role.EXPERT, orsk()),
    )
    with pytest.raises(DomainError, match="уже есть такой лист"):
        reassign(by=coordinator, assignment=task, assignee=other.assignee, reason="Болезнь")


def test_reassign__a_person_without_a_role(coordinator, task):
    with pytest.raises(DomainError, match="нет действующего назначения"):
        reassign(by=coordinator, assignment=task, assignee=PersonFactory(), reason="Болезнь")


def test_reassign__inside_the_kindergarten_by_its_coordinator():
    garden = OrganisationFactory()
    coordinator = appointed(Role.DOO_COORDINATOR, garden)
    task = AssignmentFactory(organisation=garden, assignee=coordinator)
    teacher = appointed(Role.TEACHER, garden)
    reassign(by=coordinator, assignment=task, assignee=teacher, reason="Её группа")
    task.refresh_from_db()
    assert task.assignee == teacher


def test_manage__a_kindergarten_s_coordinator_not_an_expert_s_task(task):
    inside = appointed(Role.DOO_COORDINATOR, task.organisation)
    with pytest.raises(NotAllowed):
        withdraw(by=inside, assignment=task, reason="Не нравится")


def test_manage__the_assignee_herself_does_not(task):
    with pytest.raises(NotAllowed):
        extend(by=task.assignee, assignment=task, due=LATER, reason="Не успеваю")


def test_withdraw__the_expert_reads_why_and_fills_no_more(coordinator, task):
    withdraw(by=coordinator, assignment=task, reason="Ремонт в саду")
    task.refresh_from_db()
    assert (task.state, task.reason) == (State.WITHDRAWN, "Ремонт в саду")
    assert list(visible(task.assignee, Assignment)) == [task]
    verdict = may(task.assignee, "fill", task)
    assert not verdict.allowed
    assert "Ремонт в саду" in verdict.reason
    assert not visible(task.assignee, type(task.organisation)).exists()


def test_withdraw__a_submitted_sheet_stays(coordinator, task):
    Assignment.objects.update(state=State.SUBMITTED)
    with pytest.raises(DomainError):
        withdraw(by=coordinator, assignment=task, reason="Ремонт")


@pytest.mark.parametrize(
    ("begun", "starts", "state"),
    [
        (True, None, State.IN_PROGRESS),
        (False, None, State.OPEN),
        (False, LATER, State.PLANNED),
    ],
)
def test_restore__to_where_it_stood(coordinator, task, begun, starts, state):
    Assignment.objects.update(starts=starts)
    if begun:
        ResponseFactory(assignment=task)
    withdraw(by=coordinator, assignment=task, reason="Ремонт")
    restore(by=coordinator, assignment=task)
    task.refresh_from_db()
    assert (task.state, task.reason) == (state, "")


@pytest.mark.parametrize("state", [State.OPEN, State.IN_PROGRESS, State.SUBMITTED])
def test_restore__only_what_was_withdrawn(coordinator, task, state):
    Assignment.objects.update(state=state)
    with pytest.raises(DomainError, match="не отозвана"):
        restore(by=coordinator, assignment=task)


def test_planned__opens_on_its_day():
    today = timezone.localdate()
    ahead = today + datetime.timedelta(days=3)
    due = AssignmentFactory(state=State.PLANNED, starts=today - datetime.timedelta(days=1))
    later = AssignmentFactory(state=State.PLANNED, starts=ahead)
    assert open_started(by=None) == 1
    due.refresh_from_db()
    later.refresh_from_db()
    assert (due.state, later.state) == (State.OPEN, State.PLANNED)


def test_planned__cannot_be_filled_before_its_day(task):
    Assignment.objects.update(state=State.PLANNED, starts=LATER)
    task.refresh_from_db()
    with pytest.raises(NotAllowed, match="31 января"):
        open_sheet(by=task.assignee, assignment=task)


def test_planned__can_be_filled_on_its_day_though_nobody_opened_it(task):
    Assignment.objects.update(state=State.PLANNED, starts=datetime.date(2020, 1, 1))
    task.refresh_from_db()
    assert open_sheet(by=task.assignee, assignment=task).pk
