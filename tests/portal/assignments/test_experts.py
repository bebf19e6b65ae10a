"""Sharing visits among experts: load, conflicts of interest, every tenth by two, blind."""

import datetime
from math import ceil

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from forms_builder.common.errors import DomainError, NotAllowed
from portal.assignments.models import Assignment
from portal.assignments.objects import Object
from portal.assignments.services.experts import Visit, assign_many, assignable, queue_giving
from portal.assignments.visits import _doubled, loads_of, share
from portal.campaigns.models import Agreement
from portal.jobs.models import Job
from portal.jobs.run import run_job
from portal.organisations.choices import Role
from portal.organisations.policy import visible
from tests.factories import AssignmentFactory, OrganisationFactory, appointed, orsk
from tests.factories.targets import AgreementFactory, TargetFactory
from tests.portal.assignments.plans import approved, cycle

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAYS = (TODAY, TODAY + datetime.timedelta(days=5))


@pytest.fixture
def schedule():
    return approved(cycle("organisation", Role.EXPERT), gardens=4)


@pytest.fixture
def coordinator(schedule):
    return schedule.approved_by


def experts(count):
    return [appointed(Role.EXPERT, orsk(), last_name=f"Э-{one}") for one in range(count)]


def visits_of(proposals):
    return [one.visit for one in proposals if one.visit]


def test_share__evenly_by_load(schedule, coordinator):
    busy, free = experts(2)
    AssignmentFactory.create_batch(2, assignee=busy)
    objects = assignable(coordinator, schedule.procedure)
    proposals = share(schedule.procedure, objects, [busy, free], (DAYS[0], DAYS[0]))
    counts = {person: 0 for person in (busy, free)}
    for one in proposals:
        counts[one.expert] += 1
    assert counts == {busy: 2, free: 2}
    assert proposals[0].expert == free


def test_share__visits_on_the_same_days_are_counted(schedule, coordinator):
    [expert] = experts(1)
    AssignmentFactory(assignee=expert, starts=DAYS[0], due=DAYS[1])
    objects = assignable(coordinator, schedule.procedure)[:2]
    proposals = share(schedule.procedure, objects, [expert], DAYS)
    assert [one.same_days for one in proposals] == [1, 2]


def test_share__agreed_days_go_before_the_days_of_the_form(client, schedule, coordinator):
    [expert] = experts(1)
    garden = schedule.procedure.stage.campaign.participants.first().organisation
    target = TargetFactory(procedure=schedule.procedure, organisation=garden)
    agreed = AgreementFactory(target=target, state=Agreement.State.AGREED)
    [one] = share(
        schedule.procedure, assignable(coordinator, schedule.procedure), [expert], DAYS
    )
    assert (one.days, one.is_agreed) == ((agreed.starts, agreed.ends), True)
    client.force_login(coordinator)
    assert "11 ноября – 13 ноября" in client.get(page_of(schedule, "experts")).content.decode()


def test_share__a_conflict_passes_the_expert_over_and_says_why(schedule, coordinator):
    first, second = experts(2)
    objects = assignable(coordinator, schedule.procedure)[:1]
    garden = schedule.procedure.stage.campaign.participants.get(organisation=objects[0].about[0])
    first.appointments.create(role=Role.DOO_HEAD, organisation=garden.organisation)
    [proposal] = share(schedule.procedure, objects, [first, second], DAYS)
    assert proposal.expert == second
    [blocked] = share(schedule.procedure, objects, [first], DAYS)
    assert blocked.expert is None
    assert "руководитель ДОО" in blocked.reasons[0]


def test_share__the_same_input_the_same_proposal(schedule, coordinator):
    objects, people = assignable(coordinator, schedule.procedure), experts(3)
    twice = [share(schedule.procedure, objects, people, DAYS, "сев") for _each in range(2)]
    assert visits_of(twice[0]) == visits_of(twice[1])


def test_share__a_doubled_visit_has_two_different_experts(schedule, coordinator):
    objects = assignable(coordinator, schedule.procedure)
    proposals = share(schedule.procedure, objects, experts(2), DAYS, "сев")
    [second] = [one for one in proposals if one.second]
    pair = {one.expert for one in proposals if one.object == second.object}
    assert len(pair) == 2


def test_share__what_an_expert_has_already_is_not_given_twice(schedule, coordinator):
    [expert] = experts(1)
    objects = assignable(coordinator, schedule.procedure)[:1]
    proposals = share(schedule.procedure, objects, [expert], DAYS)
    assign_many(by=coordinator, procedure=schedule.procedure, visits=visits_of(proposals))
    [again] = share(schedule.procedure, objects, [expert], DAYS)
    assert again.expert is None
    assert again.reasons == ()


@given(count=st.integers(1, 95), seed=st.text(min_size=1, max_size=8))
def test_doubled__a_tenth_and_never_less_than_one(count, seed):
    objects = [Object((pk, None, None, None), 1, str(pk)) for pk in range(count)]
    doubled = _doubled(objects, seed)
    assert len(set(doubled)) == len(doubled)
    assert max(1, count // 10) <= len(doubled) <= ceil(count / 10)


def test_assign_many__new_ones_only(schedule, coordinator):
    objects = assignable(coordinator, schedule.procedure)
    visits = visits_of(share(schedule.procedure, objects, experts(2), DAYS))
    given_now = {"by": coordinator, "procedure": schedule.procedure, "visits": visits}
    assert assign_many(**given_now) == 4
    assert assign_many(**given_now) == 0
    task = Assignment.objects.first()
    assert (task.starts, task.due, task.place) == (*DAYS, orsk())


def test_assign_many__one_conflict_refuses_all_by_name(schedule, coordinator):
    [expert] = experts(1)
    objects = assignable(coordinator, schedule.procedure)
    expert.appointments.create(role=Role.TEACHER, organisation_id=objects[2].about[0])
    visits = [Visit(one.about, expert.pk, *DAYS) for one in objects]
    with pytest.raises(DomainError) as refused:
        assign_many(by=coordinator, procedure=schedule.procedure, visits=visits)
    assert [problem.place for problem in refused.value.problems] == [objects[2].title]
    assert not Assignment.objects.exists()


def test_assign_many__another_s_kindergarten(schedule):
    objects = assignable(schedule.approved_by, schedule.procedure)
    [expert] = experts(1)
    stranger = appointed(Role.DOO_HEAD, OrganisationFactory())
    with pytest.raises(NotAllowed):
        assign_many(
            by=stranger,
            procedure=schedule.procedure,
            visits=[Visit(objects[0].about, expert.pk, *DAYS)],
        )


@pytest.mark.parametrize(
    ("person", "due", "words"),
    [("head", DAYS[1], "не эксперт"), ("expert", datetime.date(2020, 1, 1), "уже прошёл")],
)
def test_assign_many__refusals(schedule, coordinator, person, due, words):
    objects = assignable(coordinator, schedule.procedure)
    people = {"head": appointed(Role.DOO_HEAD, OrganisationFactory()), "expert": experts(1)[0]}
    visits = [Visit(objects[0].about, people[person].pk, DAYS[0], due)]
    with pytest.raises(DomainError, match=words):
        assign_many(by=coordinator, procedure=schedule.procedure, visits=visits)


def test_assign_many__experts_are_blind_to_each_other(schedule, coordinator):
    first, second = experts(2)
    one = assignable(coordinator, schedule.procedure)[0]
    visits = [Visit(one.about, expert.pk, *DAYS) for expert in (first, second)]
    assign_many(by=coordinator, procedure=schedule.procedure, visits=visits)
    for expert in (first, second):
        assert [row.assignee for row in visible(expert, Assignment)] == [expert]


def test_giving__in_the_background_and_again_gives_nothing_twice(schedule, coordinator):
    objects = assignable(coordinator, schedule.procedure)
    visits = visits_of(share(schedule.procedure, objects, experts(2), DAYS, "сев"))
    job = queue_giving(
        by=coordinator, procedure=schedule.procedure, visits=visits, seed="сев"
    )
    run_job(job.pk)
    Job.objects.filter(pk=job.pk).update(state=Job.State.QUEUED)
    run_job(job.pk)
    assert Assignment.objects.count() == len(visits) == 5
    assert Job.objects.get(pk=job.pk).params["seed"] == "сев"


def test_loads__one_query(django_assert_num_queries):
    people = experts(5)
    with django_assert_num_queries(1):
        loads_of(people)


def page_of(schedule, name):
    return reverse(f"assignments:{name}", args=[schedule.procedure.uid])


def test_screen__tick_look_confirm(client, schedule, coordinator):
    people = experts(2)
    client.force_login(coordinator)
    page = client.get(page_of(schedule, "experts"))
    keys = [row["key"] for row in page.context["rows"]]
    sent = {
        "rows": keys,
        "experts": [one.pk for one in people],
        "starts": DAYS[0].isoformat(),
        "due": DAYS[1].isoformat(),
        "tenth": "on",
    }
    seen = client.post(page_of(schedule, "experts_preview"), sent)
    assert seen.context["ready"] == 5
    assert not Assignment.objects.exists()
    shown = seen.context["form"]["seed"].value()
    confirmed = sent | {"seed": shown, "seen": seen.context["seen"], "confirm": "yes"}
    client.post(page_of(schedule, "experts_preview"), confirmed)
    assert Assignment.objects.count() == 5


def test_screen__what_changed_meanwhile_is_shown_again(client, schedule, coordinator):
    [expert] = experts(1)
    client.force_login(coordinator)
    sent = {
        "everything": "on",
        "experts": [expert.pk],
        "starts": DAYS[0].isoformat(),
        "due": DAYS[1].isoformat(),
        "seen": "другое",
        "confirm": "yes",
    }
    page = client.post(page_of(schedule, "experts_preview"), sent)
    assert "посмотрите ещё раз" in page.text
    assert not Assignment.objects.exists()


@pytest.mark.parametrize(
    "change", [{"experts": []}, {"rows": []}, {"due": ""}, {"due": "2020-01-01"}]
)
def test_screen__what_is_missing_keeps_the_ticks(client, schedule, coordinator, change):
    [expert] = experts(1)
    client.force_login(coordinator)
    keys = [row["key"] for row in client.get(page_of(schedule, "experts")).context["rows"]]
    sent = {
        "rows": keys[:1],
        "experts": [expert.pk],
        "starts": DAYS[0].isoformat(),
        "due": DAYS[1].isoformat(),
    }
    page = client.post(page_of(schedule, "experts_preview"), sent | change)
    assert page.status_code == 422
    if "rows" not in change:
        assert page.context["rows"][0]["is_ticked"]


def test_screen__more_than_fit_go_to_the_queue(client, schedule, coordinator, monkeypatch):
    monkeypatch.setattr("portal.assignments.views.experts.AT_ONCE", 1)
    [expert] = experts(1)
    client.force_login(coordinator)
    sent = {
        "everything": "on",
        "experts": [expert.pk],
        "starts": DAYS[0].isoformat(),
        "due": DAYS[1].isoformat(),
    }
    seen = client.post(page_of(schedule, "experts_preview"), sent).context["seen"]
    page = client.post(page_of(schedule, "experts_preview"), sent | {"seen": seen, "confirm": "y"})
    assert page["Location"] == reverse("desk:job", args=[Job.objects.get().uid])


def test_screen__not_for_experts_themselves(client, schedule):
    client.force_login(experts(1)[0])
    assert client.get(page_of(schedule, "experts")).status_code == 403


def test_procedure__names_who_is_missing_and_makes_again(client):
    schedule = approved(cycle("organisation", Role.DOO_COORDINATOR), gardens=2, coordinators=1)
    client.force_login(schedule.approved_by)
    page = client.get(page_of(schedule, "procedure"))
    assert page.context["missing_count"] == 1
    assert "Детский сад № 502" in page.text
    client.post(reverse("assignments:make", args=[schedule.uid]))
    run_job(Job.objects.get().pk)
    assert schedule.assignments.count() == 1


def test_procedure__queries_do_not_grow(client, django_assert_max_num_queries):
    schedule = approved(cycle("organisation", Role.DOO_COORDINATOR), gardens=25, coordinators=5)
    client.force_login(schedule.approved_by)
    with django_assert_max_num_queries(24):
        client.get(page_of(schedule, "procedure"))
