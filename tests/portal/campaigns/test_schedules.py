"""Who draws up, approves and withdraws a schedule, and what is announced."""

import datetime

import pytest

from forms_builder.common.errors import Conflict, DomainError, NotAllowed
from portal.campaigns.models import Participant, Procedure, Schedule
from portal.campaigns.procedures import Dates, Settings, set_procedure
from portal.campaigns.schedules import (
    approve_schedule,
    change_schedule,
    draft_schedule,
    withdraw_schedule,
)
from portal.campaigns.signals import schedule_approved, schedule_withdrawn
from portal.journal.models import Entry
from portal.organisations.choices import Role, TerritoryKind
from portal.organisations.policy import visible
from tests.factories import OrganisationFactory, TerritoryFactory, appointed, orsk
from tests.portal.campaigns.planned import planned_procedure

pytestmark = pytest.mark.django_db
DAY = datetime.date
FIRST, LAST = DAY(2026, 9, 1), DAY(2026, 9, 30)
State = Schedule.State


def owned(role: str) -> Procedure:
    procedure = planned_procedure(owner_role=role, starts=FIRST, ends=LAST)
    return Procedure.objects.select_related("stage__campaign__territory").get(pk=procedure.pk)


def joined(procedure: Procedure):
    garden = OrganisationFactory()
    Participant.objects.create(
        campaign=procedure.stage.campaign, organisation=garden, territory=garden.territory
    )
    return garden


def drafted(by, procedure, node, **values) -> Schedule:
    dates = {"starts": FIRST, "ends": LAST} | values
    return draft_schedule(by=by, procedure=procedure, node=node, **dates)


@pytest.fixture
def heard():
    calls = []

    def hear(signal, **arguments):
        calls.append((signal, arguments["schedule"], arguments["by"]))

    for signal in (schedule_approved, schedule_withdrawn):
        signal.connect(hear, weak=False)
    yield calls
    for signal in (schedule_approved, schedule_withdrawn):
        signal.disconnect(hear)


# Who owns → who draws up, who approves; the rest do neither. All hold their role where it belongs.
OWNERS = {
    Role.REGIONAL_COORDINATOR: ({"regional"}, {"regional"}),
    Role.MUNICIPAL_COORDINATOR: ({"regional", "municipal"}, {"regional", "municipal"}),
    Role.DOO_COORDINATOR: ({"coordinator", "head"}, {"coordinator", "head"}),
    Role.DOO_HEAD: ({"coordinator", "head"}, {"head"}),
}


def everybody(garden) -> dict:
    other = OrganisationFactory()
    town = TerritoryFactory(parent=orsk().get_parent(), name="город Ясный")
    return {
        "regional": appointed(Role.REGIONAL_COORDINATOR, orsk().get_parent()),
        "municipal": appointed(Role.MUNICIPAL_COORDINATOR, orsk()),
        "head": appointed(Role.DOO_HEAD, garden),
        "coordinator": appointed(Role.DOO_COORDINATOR, garden),
        "senior": appointed(Role.SENIOR_TEACHER, garden),
        "teacher": appointed(Role.TEACHER, garden),
        "expert": appointed(Role.EXPERT, orsk()),
        "methodologist": appointed(Role.METHODOLOGIST, orsk().get_root()),
        "other head": appointed(Role.DOO_HEAD, other),
        "other town": appointed(Role.MUNICIPAL_COORDINATOR, town),
    }


@pytest.mark.parametrize("role", OWNERS)
def test_drafting_and_approving__are_acts_of_the_owner_on_her_node(role, heard):
    procedure = owned(role)
    garden = joined(procedure)
    people = everybody(garden)
    node = garden if role in (Role.DOO_COORDINATOR, Role.DOO_HEAD) else orsk()
    drafting, approving = OWNERS[role]
    for name, person in people.items():
        if name in drafting:
            made = drafted(person, procedure, node)
            assert made.node == node
            withdraw_schedule(by=person, schedule=made, version=0)
        else:
            with pytest.raises(NotAllowed):
                drafted(person, procedure, node)
    assert heard == []
    for name, person in people.items():
        waiting = drafted(people[sorted(drafting)[0]], procedure, node)
        if name in approving:
            approve_schedule(by=person, schedule=waiting, version=0)
            waiting.refresh_from_db()
            assert (waiting.state, waiting.approved_by) == (State.APPROVED, person)
            withdraw_schedule(by=person, schedule=waiting, version=1, reason="Перенос")
        else:
            with pytest.raises(NotAllowed):
                approve_schedule(by=person, schedule=waiting, version=0)
            waiting.delete()
    assert len(heard) == 2 * len(approving)


def test_approve__is_announced_once_and_only_it(heard):
    procedure = owned(Role.DOO_HEAD)
    garden = joined(procedure)
    head = appointed(Role.DOO_HEAD, garden)
    schedule = drafted(head, procedure, garden)
    schedule = change_schedule(
        by=head, schedule=schedule, version=0, starts=FIRST, ends=DAY(2026, 9, 20), note="Корпус 2"
    )
    assert heard == []
    approve_schedule(by=head, schedule=schedule, version=1)
    assert heard == [(schedule_approved, schedule, head)]
    with pytest.raises(Conflict):
        approve_schedule(by=head, schedule=schedule, version=1)
    assert len(heard) == 1
    acts = list(Entry.objects.values_list("action", flat=True).order_by("pk"))
    assert acts == ["schedule.drafted", "schedule.changed", "schedule.approved"]


def test_withdraw__needs_a_reason_and_is_journalled(heard):
    procedure = owned(Role.DOO_HEAD)
    garden = joined(procedure)
    head = appointed(Role.DOO_HEAD, garden)
    schedule = approve_schedule(
        by=head, schedule=drafted(head, procedure, garden), version=0
    )
    with pytest.raises(DomainError, match="Напишите причину"):
        withdraw_schedule(by=head, schedule=schedule, version=1, reason="  ")
    gone = withdraw_schedule(by=head, schedule=schedule, version=1, reason="Карантин")
    assert (gone.state, gone.withdrawn_because, gone.withdrawn_by) == (
        State.WITHDRAWN,
        "Карантин",
        head,
    )
    entry = Entry.objects.get(action="schedule.withdrawn")
    assert entry.details["reason"] == "Карантин"
    assert [signal for signal, *_rest in heard] == [schedule_approved, schedule_withdrawn]
    with pytest.raises(DomainError, match="так его не передвинуть"):
        withdraw_schedule(by=head, schedule=gone, version=2, reason="Ещё раз")
    drafted(head, procedure, garden)


def test_draft__is_one_per_node():
    procedure = owned(Role.DOO_HEAD)
    garden = joined(procedure)
    head = appointed(Role.DOO_HEAD, garden)
    drafted(head, procedure, garden)
    with pytest.raises(DomainError, match="уже есть"):
        drafted(head, procedure, garden)
    assert Schedule.objects.count() == 1


@pytest.mark.parametrize(
    ("starts", "ends", "places"),
    [
        (DAY(2026, 8, 31), LAST, ["starts"]),
        (FIRST, DAY(2026, 10, 1), ["ends"]),
        (DAY(2026, 8, 31), DAY(2026, 10, 1), ["starts", "ends"]),
        (LAST, FIRST, ["ends"]),
    ],
)
def test_draft__lies_inside_the_dates_of_the_procedure(starts, ends, places):
    procedure = owned(Role.MUNICIPAL_COORDINATOR)
    with pytest.raises(DomainError) as refused:
        drafted(
            appointed(Role.MUNICIPAL_COORDINATOR, orsk()),
            procedure,
            orsk(),
            starts=starts,
            ends=ends,
        )
    assert [problem.place for problem in refused.value.problems] == places


def test_approve__after_the_dates_moved_away_is_refused(heard):
    procedure = owned(Role.MUNICIPAL_COORDINATOR)
    person = appointed(Role.MUNICIPAL_COORDINATOR, orsk())
    schedule = drafted(person, procedure, orsk())
    later = Settings(procedure.owner_role, dates=Dates(DAY(2026, 9, 10), LAST))
    set_procedure(by=person, procedure=procedure, version=0, settings=later, phases={})
    with pytest.raises(DomainError, match="Дни процедуры"):
        approve_schedule(by=person, schedule=schedule, version=0)
    schedule.refresh_from_db()
    assert (schedule.state, heard) == (State.DRAFT, [])


def test_owner__cannot_change_under_a_schedule():
    procedure = owned(Role.MUNICIPAL_COORDINATOR)
    person = appointed(Role.MUNICIPAL_COORDINATOR, orsk())
    drafted(person, procedure, orsk())
    with pytest.raises(DomainError, match="сначала их отзывают"):
        set_procedure(by=person, procedure=procedure, version=0, settings=Settings(), phases={})


def test_draft__without_an_owner_says_whose_turn_it_is():
    procedure = owned("")
    with pytest.raises(NotAllowed, match="назовёт, кто ведёт"):
        drafted(appointed(Role.MUNICIPAL_COORDINATOR, orsk()), procedure, orsk())


def test_nodes__of_a_region_are_its_municipalities_and_gardens_of_the_cycle_only():
    procedure = owned(Role.DOO_HEAD)
    outside = OrganisationFactory()
    with pytest.raises(NotAllowed):
        drafted(appointed(Role.DOO_HEAD, outside), procedure, outside)


def test_visible__drafts_to_those_who_lead_and_the_approved_to_those_inside():
    procedure = owned(Role.DOO_HEAD)
    garden = joined(procedure)
    people = everybody(garden)
    schedule = drafted(people["head"], procedure, garden)

    def seeing() -> set[str]:
        return {name for name, one in people.items() if visible(one, Schedule).exists()}

    leading = {"regional", "municipal", "head", "coordinator"}
    assert seeing() == leading
    approve_schedule(by=people["head"], schedule=schedule, version=0)
    assert seeing() == leading | {"senior", "teacher", "expert"}


def test_visible__a_towns_schedule_once_approved_to_everybody_inside_the_town():
    procedure = owned(Role.MUNICIPAL_COORDINATOR)
    people = everybody(joined(procedure))
    schedule = drafted(people["municipal"], procedure, orsk())
    approve_schedule(by=people["municipal"], schedule=schedule, version=0)
    seeing = {name for name, one in people.items() if visible(one, Schedule).exists()}
    assert seeing == set(people) - {"methodologist", "other town"}


def test_nodes__of_the_region_are_the_campaigns_own_territory():
    procedure = owned(Role.REGIONAL_COORDINATOR)
    far = TerritoryFactory(
        parent=orsk().get_root(), name="Омская область", kind=TerritoryKind.REGION
    )
    with pytest.raises(NotAllowed):
        drafted(appointed(Role.REGIONAL_COORDINATOR, far), procedure, orsk())
