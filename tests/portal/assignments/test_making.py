"""All tasks of an approved schedule: for whom, once each, again only what is missing."""

import datetime

import pytest
from django.utils import timezone

from forms_builder.common.errors import DomainError, NotAllowed
from portal.assignments.fillers import without_filler
from portal.assignments.models import Assignment
from portal.assignments.objects import objects_of
from portal.assignments.services import assign, withdraw
from portal.assignments.services.making import make_again, make_batch
from portal.assignments.tasks import make
from portal.campaigns.models import Schedule
from portal.campaigns.signals import schedule_approved, schedule_withdrawn
from portal.jobs.models import Job
from portal.jobs.run import run_job
from portal.journal.models import Entry
from portal.organisations.choices import Role
from tests.factories import OrganisationFactory, appointed, orsk
from tests.portal.assignments.plans import approved, cycle, grouped

pytestmark = pytest.mark.django_db
State = Assignment.State


def announce(schedule):
    """Approve a schedule as the room below does, and let the queue work."""
    schedule_approved.send(Schedule, schedule=schedule, by=schedule.approved_by)
    work()


def work():
    for job in Job.objects.filter(kind="assignments.make", state=Job.State.QUEUED):
        run_job(job.pk)


def people_of(schedule):
    rows = schedule.assignments.order_by("organisation__sort", "pk")
    return list(rows.values_list("organisation__number", "assignee__last_name"))


def test_making__one_sheet_per_kindergarten_for_its_coordinator():
    schedule = approved(cycle("organisation", Role.DOO_COORDINATOR), gardens=3, coordinators=2)
    announce(schedule)
    assert people_of(schedule) == [("501", "КД-501"), ("502", "КД-502")]
    task = schedule.assignments.first()
    assert (task.starts, task.due) == (schedule.starts, schedule.ends)
    assert task.place == orsk()


def test_making__the_one_without_a_coordinator_is_named():
    schedule = approved(cycle("organisation", Role.DOO_COORDINATOR), gardens=3, coordinators=2)
    announce(schedule)
    log = " ".join(words for _at, words in Job.objects.get(kind="assignments.make").log)
    assert "Некому поручить (координатор ДОО), 1" in log
    assert "Детский сад № 503" in log
    missing = without_filler(schedule.procedure, objects_of(schedule.procedure, schedule.node))
    assert [one.title for one in missing] == ["Детский сад № 503"]


def test_making__again_adds_only_what_is_missing():
    schedule = approved(cycle("organisation", Role.DOO_COORDINATOR), gardens=3, coordinators=2)
    announce(schedule)
    before = set(schedule.assignments.values_list("pk", flat=True))
    garden = schedule.procedure.stage.campaign.participants.get(organisation__number="503")
    appointed(Role.DOO_COORDINATOR, garden.organisation, last_name="Новая")
    make_again(by=schedule.approved_by, schedule=schedule)
    work()
    added = schedule.assignments.exclude(pk__in=before)
    assert list(added.values_list("assignee__last_name", flat=True)) == ["Новая"]
    make_again(by=schedule.approved_by, schedule=schedule)
    work()
    assert schedule.assignments.count() == 3


def test_making__a_second_coordinator_makes_no_second_sheet():
    schedule = approved(cycle("organisation", Role.DOO_COORDINATOR), gardens=1, coordinators=1)
    garden = schedule.procedure.stage.campaign.participants.get().organisation
    appointed(Role.DOO_COORDINATOR, garden, last_name="Вторая")
    announce(schedule)
    assert people_of(schedule) == [("501", "КД-501")]


def test_making__every_teacher_fills_her_own():
    schedule = approved(cycle("teacher", Role.TEACHER), gardens=2)
    for participant in schedule.procedure.stage.campaign.participants.all():
        for number in (1, 2):
            name = f"П-{participant.organisation.number}-{number}"
            appointed(Role.TEACHER, participant.organisation, last_name=name)
    announce(schedule)
    assert people_of(schedule) == [
        ("501", "П-501-1"),
        ("501", "П-501-2"),
        ("502", "П-502-1"),
        ("502", "П-502-2"),
    ]


def test_making__three_groups_make_three_tasks():
    schedule = approved(cycle("group", Role.TEACHER), gardens=1, coordinators=1)
    grouped(schedule, "Солнышко", "Ромашка", "Лучик")
    announce(schedule)
    names = schedule.assignments.values_list("group__name", "assignee__last_name")
    assert sorted(names) == [("Лучик", "КД-501"), ("Ромашка", "КД-501"), ("Солнышко", "КД-501")]


def test_making__a_kindergarten_s_own_schedule_reaches_no_other():
    schedule = approved(cycle("organisation", Role.DOO_COORDINATOR), gardens=2, coordinators=2)
    garden = schedule.procedure.stage.campaign.participants.get(organisation__number="502")
    Schedule.objects.filter(pk=schedule.pk).update(
        territory=None, organisation=garden.organisation
    )
    schedule.refresh_from_db()
    announce(schedule)
    assert people_of(schedule) == [("502", "КД-502")]


def test_making__a_municipality_s_sheet_goes_to_its_coordinator():
    schedule = approved(cycle("territory", Role.MUNICIPAL_COORDINATOR), gardens=1)
    announce(schedule)
    tasks = schedule.assignments.values_list("territory__name", "assignee")
    assert list(tasks) == [(orsk().name, schedule.approved_by.pk)]


def test_making__nothing_about_a_kindergarten_that_does_not_work():
    schedule = approved(cycle("organisation", Role.DOO_COORDINATOR), gardens=1, coordinators=1)
    garden = schedule.procedure.stage.campaign.participants.get().organisation
    type(garden).objects.filter(pk=garden.pk).update(state="suspended")
    announce(schedule)
    assert not schedule.assignments.exists()


def test_making__before_its_first_day_a_task_is_planned():
    soon = timezone.localdate() + datetime.timedelta(days=10)
    schedule = approved(
        cycle("organisation", Role.DOO_COORDINATOR), gardens=1, coordinators=1, starts=soon
    )
    announce(schedule)
    assert schedule.assignments.get().state == State.PLANNED


def test_making__experts_are_chosen_by_people():
    schedule = approved(cycle("organisation", Role.EXPERT), gardens=2)
    announce(schedule)
    assert not Job.objects.exists()
    with pytest.raises(DomainError):
        make_again(by=schedule.approved_by, schedule=schedule)


def test_making__a_procedure_without_a_form_has_nothing_to_make():
    schedule = approved(cycle("organisation", Role.DOO_COORDINATOR, forms=0), gardens=2)
    announce(schedule)
    assert not Job.objects.exists()


def test_making__two_forms_are_two_sheets():
    schedule = approved(
        cycle("organisation", Role.DOO_COORDINATOR, forms=2), gardens=1, coordinators=1
    )
    announce(schedule)
    assert schedule.assignments.count() == 2


def test_making__stops_when_the_schedule_is_withdrawn_meanwhile():
    schedule = approved(cycle("organisation", Role.DOO_COORDINATOR), gardens=1, coordinators=1)
    objects = objects_of(schedule.procedure, schedule.node)
    Schedule.objects.filter(pk=schedule.pk).update(state=Schedule.State.WITHDRAWN)
    with pytest.raises(DomainError, match="отозван"):
        make_batch(by=schedule.approved_by, schedule=schedule, objects=objects)


def test_making__killed_between_batches_and_begun_again(monkeypatch):
    schedule = approved(cycle("organisation", Role.DOO_COORDINATOR), gardens=5, coordinators=5)
    monkeypatch.setattr("portal.assignments.tasks.BATCH", 2)
    job = make_again(by=schedule.approved_by, schedule=schedule)

    class Killed(BaseException):
        pass

    class Dying:
        def __init__(self):
            self.job = job

        def step(self, done, total, message):
            if done >= 2:
                raise Killed

    with pytest.raises(Killed):
        make(Dying())
    assert schedule.assignments.count() == 2
    run_job(job.pk)
    assert schedule.assignments.count() == 5
    assert schedule.assignments.values("organisation").distinct().count() == 5


def test_withdrawn__the_untouched_go_and_come_back_with_the_next_schedule():
    schedule = approved(cycle("organisation", Role.DOO_COORDINATOR), gardens=3, coordinators=3)
    announce(schedule)
    begun, by_hand, untouched = schedule.assignments.order_by("organisation__sort")
    Assignment.objects.filter(pk=begun.pk).update(state=State.IN_PROGRESS)
    withdraw(by=schedule.approved_by, assignment=by_hand, reason="Ремонт")
    Schedule.objects.filter(pk=schedule.pk).update(
        state=Schedule.State.WITHDRAWN, withdrawn_because="Перенос на весну"
    )
    schedule.refresh_from_db()
    schedule_withdrawn.send(Schedule, schedule=schedule, by=schedule.approved_by)
    states = {row.pk: (row.state, row.reason) for row in Assignment.objects.all()}
    assert states == {
        begun.pk: (State.IN_PROGRESS, ""),
        by_hand.pk: (State.WITHDRAWN, "Ремонт"),
        untouched.pk: (State.WITHDRAWN, "Перенос на весну"),
    }
    anew = approved(schedule.procedure)
    announce(anew)
    assert Assignment.objects.count() == 3
    untouched.refresh_from_db()
    by_hand.refresh_from_db()
    assert (untouched.state, untouched.schedule) == (State.OPEN, anew)
    assert by_hand.state == State.WITHDRAWN


def test_making__what_stands_already_stays_as_it_is():
    schedule = approved(cycle("organisation", Role.DOO_COORDINATOR), gardens=1, coordinators=1)
    garden = schedule.procedure.stage.campaign.participants.get().organisation
    given = assign(
        by=schedule.approved_by,
        procedure=schedule.procedure,
        edition=schedule.procedure.bindings.get().edition,
        organisation=garden,
        assignee=appointed(Role.SENIOR_TEACHER, garden),
        due=datetime.date(2031, 1, 1),
    )
    announce(schedule)
    assert Assignment.objects.get() == given


def test_making__stands_in_the_journal():
    schedule = approved(cycle("organisation", Role.DOO_COORDINATOR), gardens=2, coordinators=2)
    announce(schedule)
    assert Entry.objects.get(action="assignment.made").details == {"tasks": 2}


def test_make_again__only_those_who_assign_there():
    schedule = approved(cycle("organisation", Role.DOO_COORDINATOR), gardens=1, coordinators=1)
    stranger = appointed(Role.DOO_HEAD, OrganisationFactory())
    with pytest.raises(NotAllowed):
        make_again(by=stranger, schedule=schedule)


def test_making__the_number_of_queries_is_that_of_batches(django_assert_max_num_queries):
    schedule = approved(cycle("organisation", Role.DOO_COORDINATOR), gardens=30, coordinators=30)
    job = make_again(by=schedule.approved_by, schedule=schedule)
    with django_assert_max_num_queries(60):
        run_job(job.pk)
    assert schedule.assignments.count() == 30
