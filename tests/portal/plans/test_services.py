"""A measure: from a low indicator to done, every step by whose it is."""

import datetime

import pytest
from django.utils.timezone import localdate

from forms_builder.common.errors import DomainError, NotAllowed
from portal.journal.models import Entry
from portal.organisations import policy
from portal.organisations.choices import Role
from portal.plans.lifecycle import AGREED, MOVES, OPEN, PILLS
from portal.plans.models import ImprovementPlan, Measure
from portal.plans.selectors import agreed_measures, waiting_for
from portal.plans.services import edit_measure, move, propose_measure
from portal.plans.signals import measure_moved, measure_proposed
from tests.factories import LOOSE, STRICT, TALK, OrganisationFactory, appointed, edition_content
from tests.factories.content import uid
from tests.factories.results import ANSWERS, computed_profile
from tests.portal.plans.conftest import words

pytestmark = pytest.mark.django_db
State = Measure.State


def test_propose__copies_the_indicator_and_makes_the_plan_once(garden):
    measure = garden.proposed()
    assert (measure.indicator_code, measure.indicator_title) == ("2.1", "Показатель 2.1")
    assert (measure.indicator_level, str(measure.indicator)) == (2, LOOSE)
    assert (measure.state, measure.created_by) == (State.PROPOSED, garden.coordinator)
    assert measure.profile == garden.profile
    garden.proposed(STRICT)
    plan = ImprovementPlan.objects.get()
    assert (plan.organisation, plan.campaign) == (
        garden.profile.organisation,
        garden.profile.campaign,
    )
    assert plan.measures.count() == 2


def test_propose__is_recorded_and_announced(garden):
    heard: list[Measure] = []

    def listen(sender: object, measure: Measure, **extra: object) -> None:
        heard.append(measure)

    measure_proposed.connect(listen)
    measure_moved.connect(listen)
    try:
        measure = garden.proposed()
        move(by=garden.head, measure=measure, to=State.APPROVED)
    finally:
        measure_proposed.disconnect(listen)
        measure_moved.disconnect(listen)
    assert [one.pk for one in heard] == [measure.pk] * 2
    assert list(Entry.objects.order_by("pk").values_list("action", flat=True))[-2:] == [
        "measure.proposed",
        "measure.approved",
    ]


@pytest.mark.parametrize(
    ("indicator", "message"),
    [
        (TALK, "Этот показатель не оценён"),
        ("0d5a7f3e-8f0b-4c55-9a53-3f6f0c1d2e4b", "нет такого показателя"),
        ("no uuid at all", "нет такого показателя"),
    ],
)
def test_propose__only_for_a_scored_indicator(garden, indicator, message):
    with pytest.raises(DomainError, match=message):
        garden.proposed(indicator)
    assert not ImprovementPlan.objects.exists()


def test_propose__level_zero_is_a_score(garden):
    answers = {**ANSWERS, LOOSE: {"state": "answered", "level": 0}}
    garden.profile = computed_profile(garden.profile.organisation, answers=answers)
    assert garden.proposed().indicator_level == 0


@pytest.mark.parametrize("state", OPEN)
def test_propose__a_second_open_measure_on_the_indicator_is_refused(garden, state):
    first = garden.proposed()
    Measure.objects.filter(pk=first.pk).update(state=state)
    with pytest.raises(DomainError, match="в плане уже есть мероприятие"):
        garden.proposed()
    assert Measure.objects.count() == 1


@pytest.mark.parametrize("state", [State.DONE, State.DECLINED])
def test_propose__after_a_closed_one_there_may_be_another(garden, state):
    first = garden.proposed()
    Measure.objects.filter(pk=first.pk).update(state=state)
    assert garden.proposed().pk != first.pk


def test_propose__every_empty_field_is_named_at_once(garden):
    yesterday = localdate() - datetime.timedelta(days=1)
    with pytest.raises(DomainError) as refused:
        garden.proposed(problem=" ", action="", responsible="\n", due=yesterday)
    places = [problem.place for problem in refused.value.problems]
    assert places == ["problem", "action", "responsible", "due"]
    assert not Measure.objects.exists()


def test_propose__today_is_not_too_late(garden):
    assert garden.proposed(due=localdate()).due == localdate()


@pytest.mark.parametrize("role", [Role.TEACHER, Role.SENIOR_TEACHER, Role.METHODOLOGIST])
def test_propose__is_refused_to_others(garden, role):
    person = appointed(role, garden.profile.organisation)
    with pytest.raises(NotAllowed):
        propose_measure(by=person, profile=garden.profile, indicator=LOOSE, **words())


def test_propose__the_municipality_does_not_write_the_garden_s_plan(garden):
    with pytest.raises(NotAllowed, match="координатор и руководитель"):
        propose_measure(by=garden.municipal, profile=garden.profile, indicator=LOOSE, **words())


def test_edit__while_proposed(garden):
    measure = edit_measure(by=garden.head, measure=garden.proposed(), **words(action=" Новое "))
    assert measure.action == "Новое"
    move(by=garden.head, measure=measure, to=State.APPROVED)
    with pytest.raises(NotAllowed, match="пока оно только предложено"):
        edit_measure(by=garden.coordinator, measure=measure, **words())


def test_edit__empty_words_are_refused(garden):
    measure = garden.proposed()
    with pytest.raises(DomainError, match="несколько слов"):
        edit_measure(by=garden.head, measure=measure, **words(action=""))
    measure.refresh_from_db()
    assert measure.action == words()["action"]


def test_move__the_whole_way(garden):
    measure = garden.proposed()
    path = [
        (garden.head, State.APPROVED),
        (garden.coordinator, State.IN_PROGRESS),
        (garden.coordinator, State.POSTPONED),
        (garden.coordinator, State.IN_PROGRESS),
        (garden.head, State.DONE),
    ]
    for person, state in path:
        measure = move(by=person, measure=measure, to=state)
        assert Measure.objects.get().state == state


def test_move__nobody_approves_her_own(garden):
    measure = propose_measure(by=garden.head, profile=garden.profile, indicator=LOOSE, **words())
    with pytest.raises(NotAllowed, match="другой человек"):
        move(by=garden.head, measure=measure, to=State.APPROVED)
    with pytest.raises(NotAllowed, match="утверждает руководитель"):
        move(by=garden.coordinator, measure=measure, to=State.APPROVED)
    assert move(by=garden.municipal, measure=measure, to=State.APPROVED).state == State.APPROVED


def test_move__her_own_may_be_taken_back(garden):
    measure = garden.proposed()
    assert move(by=garden.coordinator, measure=measure, to=State.DECLINED).state == State.DECLINED


def test_move__the_municipality_does_not_carry_out(garden):
    measure = move(by=garden.head, measure=garden.proposed(), to=State.APPROVED)
    with pytest.raises(NotAllowed):
        move(by=garden.municipal, measure=measure, to=State.IN_PROGRESS)


def test_move__an_old_page_cannot_skip_what_happened_meanwhile(garden):
    measure = garden.proposed()
    seen = Measure.objects.get(pk=measure.pk)
    move(by=garden.head, measure=measure, to=State.DECLINED)
    with pytest.raises(DomainError, match="Сейчас мероприятие отклонено"):
        move(by=garden.head, measure=seen, to=State.APPROVED)


def test_move__outside_the_garden_nothing_moves(garden):
    stranger = appointed(Role.DOO_HEAD, OrganisationFactory())
    with pytest.raises(NotAllowed):
        move(by=stranger, measure=garden.proposed(), to=State.APPROVED)


@pytest.mark.parametrize("source", State)
@pytest.mark.parametrize("target", [*State, "nonsense"])
def test_table__only_its_moves_exist(source, target):
    allowed = {
        ("proposed", "approved"),
        ("proposed", "declined"),
        ("approved", "in_progress"),
        ("approved", "postponed"),
        ("in_progress", "done"),
        ("in_progress", "postponed"),
        ("postponed", "in_progress"),
    }
    assert (MOVES.find(source, target) is not None) is ((source, target) in allowed)


def test_table__is_whole():
    assert set(PILLS) == set(State)
    for one in MOVES:
        assert (Measure, one.action) in policy._rules
        assert str(one.button)
        assert str(one.done)
    assert {state for state in State if not MOVES.open_from(state)} == {State.DONE, State.DECLINED}


def test_table__no_way_around_the_approval():
    for one in MOVES:
        if one.target in AGREED and one.action != "approve":
            assert one.source in {State.APPROVED, State.IN_PROGRESS, State.POSTPONED}
        if one.target == State.POSTPONED:
            assert one.source in AGREED, "else a proposal could be postponed into work"


def test_agreed__is_what_another_person_agreed_to(garden):
    measure = garden.proposed()
    place = (garden.profile.organisation, garden.profile.campaign)
    for state in State:
        Measure.objects.filter(pk=measure.pk).update(state=state)
        assert agreed_measures(*place).exists() is (state in AGREED)


def test_waiting__lists_what_others_proposed_for_approval(garden):
    measure = garden.proposed()
    assert list(waiting_for(garden.head)) == [measure]
    assert list(waiting_for(garden.municipal)) == [measure]
    assert not waiting_for(garden.coordinator).exists()
    assert not waiting_for(appointed(Role.DOO_HEAD, OrganisationFactory())).exists()
    move(by=garden.head, measure=measure, to=State.APPROVED)
    assert not waiting_for(garden.municipal).exists()


def test_measure__keeps_its_words_when_a_later_edition_renames_the_indicator(garden):
    measure = garden.proposed()
    content = edition_content("Новый")
    content["scale"]["indicators"][2]["title"] = "Переименован"
    computed_profile(garden.profile.organisation, procedure=garden.profile.procedure)
    measure.refresh_from_db()
    assert measure.indicator_title == "Показатель 2.1"
    assert str(measure) == words()["action"]
    assert uid("2.1") == str(measure.indicator)


def test_propose__a_sign_no_report_prints_is_refused_when_typed(garden):
    with pytest.raises(DomainError, match="не печатается: 😀"):
        garden.proposed(action="Играть 😀 больше")
    assert not Measure.objects.exists()
