import datetime

import pytest

from forms_builder.common.errors import DomainError, NotAllowed
from portal.campaigns.candidates import candidates
from portal.campaigns.models import Procedure, Target, TargetList
from portal.campaigns.selectors import targets_of
from portal.campaigns.target_lists import absent, counts_of, found, strata_table, target_rows
from portal.campaigns.targets import (
    add_targets,
    approve_targets,
    choose_targets,
    strike_out,
    top_up,
)
from portal.journal.models import Entry
from portal.organisations.choices import OrganisationState, Role, TerritoryKind
from portal.organisations.models import ChildGroup, Founder
from tests.factories import (
    CampaignFactory,
    OrganisationFactory,
    ProcedureFactory,
    TerritoryFactory,
    appointed,
    orsk,
)
from tests.factories.chain import StageFactory
from tests.factories.targets import AgreementFactory, TargetFactory, joined

Kind = Procedure.TargetKind
pytestmark = pytest.mark.django_db


@pytest.fixture
def procedure() -> Procedure:
    return ProcedureFactory(target_kind=Kind.ORGANISATION, code="4.2")


@pytest.fixture
def coordinator():
    return appointed(Role.MUNICIPAL_COORDINATOR, orsk())


@pytest.fixture
def gardens(procedure):
    made = OrganisationFactory.create_batch(10)
    joined(procedure.stage.campaign, *made)
    return made


def chosen(procedure) -> set:
    return {target.organisation for target in procedure.targets.standing()}


def test_choose__takes_everybody_who_takes_part(procedure, gardens, coordinator):
    OrganisationFactory()
    made = choose_targets(by=coordinator, procedure=procedure, conditions={})
    assert chosen(procedure) == set(gardens)
    assert made.state == TargetList.State.DRAFT
    assert set(procedure.targets.values_list("chosen", "chosen_by")) == {("filter", coordinator.pk)}
    entry = Entry.objects.get(action="targets.chosen")
    assert (entry.details["count"], entry.by) == (10, coordinator)


@pytest.mark.parametrize(
    ("conditions", "numbers"),
    [
        ({"state": "open"}, {1, 2}),
        ({"kind": "ano"}, {2}),
        ({"places_from": 100}, {1, 2}),
        ({"places_to": 150}, {1, 3}),
        ({"places_from": 100, "places_to": 150}, {1}),
        ({"families_from": 20}, {1}),
        ({"families_to": 19}, {2, 3}),
        ({"state": "", "places_from": ""}, {1, 2, 3}),
    ],
)
def test_choose__narrows_by_conditions(procedure, coordinator, conditions, numbers):
    rows = {
        1: OrganisationFactory(places=120),
        2: OrganisationFactory(places=200, kind="ano"),
        3: OrganisationFactory(places=40, state=OrganisationState.SUSPENDED),
    }
    for name in ("Солнышко", "Звёздочка"):
        ChildGroup.objects.create(
            organisation=rows[1], name=name, families=10, families_on=datetime.date(2020, 9, 1)
        )
    joined(procedure.stage.campaign, *rows.values())
    choose_targets(by=coordinator, procedure=procedure, conditions=conditions)
    assert chosen(procedure) == {rows[number] for number in numbers}


def test_choose__by_founder_and_by_the_territory_of_the_campaigns_own_list(procedure, coordinator):
    founder = Founder.objects.create(territory=orsk(), name="Администрация")
    own, other = OrganisationFactory(founder=founder), OrganisationFactory()
    joined(procedure.stage.campaign, own, other)
    choose_targets(by=coordinator, procedure=procedure, conditions={"founder": founder.pk})
    assert chosen(procedure) == {own}
    other.territory = TerritoryFactory(parent=orsk().get_parent(), name="город Ясный")
    other.save()
    choose_targets(by=coordinator, procedure=procedure, conditions={"territory": orsk().pk})
    assert chosen(procedure) == {own, other}


@pytest.mark.parametrize(("answer", "is_old"), [("yes", True), ("no", False)])
def test_choose__by_part_in_earlier_campaigns(coordinator, answer, is_old):
    old, new = OrganisationFactory(), OrganisationFactory()
    joined(CampaignFactory(), old)
    procedure = ProcedureFactory(target_kind=Kind.ORGANISATION)
    joined(procedure.stage.campaign, old, new)
    joined(CampaignFactory(), new)
    choose_targets(by=coordinator, procedure=procedure, conditions={"took_part": answer})
    assert chosen(procedure) == {old if is_old else new}


def test_choose__leaves_out_who_was_visited_since_a_day(procedure, gardens, coordinator):
    earlier = ProcedureFactory(target_kind=Kind.ORGANISATION, code="4.2")
    visited, approved, struck, remote, agreed_long_ago = gardens[:5]
    AgreementFactory(target=TargetFactory(procedure=earlier, organisation=visited))
    TargetFactory(procedure=earlier, organisation=approved)
    TargetFactory(
        procedure=earlier,
        organisation=struck,
        struck_at=datetime.datetime(2020, 9, 1, tzinfo=datetime.UTC),
    )
    TargetFactory(
        procedure=ProcedureFactory(target_kind=Kind.ORGANISATION, code="4.1"), organisation=remote
    )
    long_ago = datetime.date(2019, 3, 1)
    AgreementFactory(
        target=TargetFactory(procedure=earlier, organisation=agreed_long_ago),
        starts=long_ago,
        ends=long_ago,
    )
    choose_targets(
        by=coordinator, procedure=procedure, conditions={"not_visited_since": "2020-01-01"}
    )
    assert chosen(procedure) == set(gardens) - {visited, approved}


def test_choose__anew_replaces_what_conditions_chose_and_keeps_what_people_did(
    procedure, gardens, coordinator
):
    choose_targets(by=coordinator, procedure=procedure, conditions={})
    first, second = procedure.targets.order_by("pk")[:2]
    strike_out(by=coordinator, procedure=procedure, uids=[first.uid], reason="Ремонт")
    strike_out(by=coordinator, procedure=procedure, uids=[second.uid], reason="Карантин")
    add_targets(
        by=coordinator,
        procedure=procedure,
        rows=candidates(procedure).filter(pk=second.organisation_id),
        reason="Карантин снят",
    )
    choose_targets(by=coordinator, procedure=procedure, conditions={}, size=3, seed="1")
    standing = procedure.targets.standing()
    assert standing.filter(chosen=Target.Chosen.SAMPLE).count() == 3
    assert standing.count() == 4
    assert standing.get(chosen=Target.Chosen.HAND).reason == "Карантин снят"
    assert not standing.filter(pk=first.pk).exists()
    assert procedure.targets.get(pk=first.pk).struck_reason == "Ремонт"


def test_choose__by_the_same_seed_gives_the_same_list(procedure, gardens, coordinator):
    drawn = []
    for seed in ("a1", "b2", "a1"):
        choose_targets(by=coordinator, procedure=procedure, conditions={}, share=40, seed=seed)
        drawn.append(chosen(procedure))
    assert drawn[0] == drawn[2] != drawn[1]
    assert {len(one) for one in drawn} == {4}


def test_choose__keeps_a_seed_it_made_itself(procedure, gardens, coordinator):
    first = choose_targets(by=coordinator, procedure=procedure, conditions={}, size=4)
    before = chosen(procedure)
    choose_targets(by=coordinator, procedure=procedure, conditions={}, size=4, seed=first.seed)
    assert len(first.seed) == 8
    assert chosen(procedure) == before


def test_choose__draws_each_stratum_by_its_size(procedure, coordinator):
    yasny = TerritoryFactory(parent=orsk().get_parent(), name="город Ясный")
    joined(
        procedure.stage.campaign,
        *OrganisationFactory.create_batch(8),
        *OrganisationFactory.create_batch(4, territory=yasny),
    )
    choose_targets(
        by=coordinator, procedure=procedure, conditions={}, share=50, strata=["territory"]
    )
    places = [target.organisation.territory.name for target in procedure.targets.all()]
    assert (places.count("город Орск"), places.count("город Ясный")) == (4, 2)
    table = strata_table(procedure, {}, {"share": 50, "strata": ["territory"], "seed": "1"})
    assert [(row.name, row.count, row.places) for row in table] == [
        ("город Орск", 8, 4),
        ("город Ясный", 4, 2),
    ]


def test_strata_table__without_a_draw_is_everybody(procedure, gardens):
    (row,) = strata_table(procedure, {}, {})
    assert (row.name, row.count, row.places) == ("", 10, 10)


def test_top_up__never_reshuffles(procedure, gardens, coordinator):
    choose_targets(by=coordinator, procedure=procedure, conditions={}, share=30, seed="7")
    before = chosen(procedure)
    joined(procedure.stage.campaign, *OrganisationFactory.create_batch(20))
    assert top_up(by=coordinator, procedure=procedure) == 6
    assert before < chosen(procedure)
    assert top_up(by=coordinator, procedure=procedure) == 0


def test_top_up__of_a_filter_takes_the_newcomers(procedure, gardens, coordinator):
    choose_targets(by=coordinator, procedure=procedure, conditions={"state": "open"})
    approve_targets(by=coordinator, procedure=procedure)
    fresh = OrganisationFactory()
    joined(procedure.stage.campaign, fresh, OrganisationFactory(closed=True))
    with pytest.raises(DomainError, match="причину"):
        top_up(by=coordinator, procedure=procedure, reason=" ")
    assert top_up(by=coordinator, procedure=procedure, reason="Открылся новый сад") == 1
    assert procedure.targets.get(organisation=fresh).reason == "Открылся новый сад"


def test_top_up__before_choosing_is_refused(procedure, gardens, coordinator):
    with pytest.raises(DomainError, match="пополнять пока нечего"):
        top_up(by=coordinator, procedure=procedure)


def test_choose__refuses_in_words(procedure, gardens, coordinator):
    def choose(**options):
        choose_targets(by=coordinator, procedure=procedure, conditions={}, **options)

    with pytest.raises(DomainError, match="долю или число"):
        choose(share=10, size=3)
    with pytest.raises(DomainError, match="никто не подходит"):
        choose_targets(by=coordinator, procedure=procedure, conditions={"places_from": 9000})
    assert not procedure.targets.exists()
    choose()
    approve_targets(by=coordinator, procedure=procedure)
    with pytest.raises(DomainError, match="Перечень утверждён"):
        choose()


def test_choose__for_the_whole_cycle_is_refused(coordinator):
    with pytest.raises(DomainError, match="нет перечня"):
        choose_targets(by=coordinator, procedure=ProcedureFactory(), conditions={})


@pytest.mark.parametrize("role", [Role.DOO_COORDINATOR, Role.EXPERT])
def test_lists__are_written_by_coordinators_alone(procedure, gardens, role):
    node = gardens[0] if role == Role.DOO_COORDINATOR else orsk()
    person = appointed(role, node)
    for act in (
        lambda: choose_targets(by=person, procedure=procedure, conditions={}),
        lambda: top_up(by=person, procedure=procedure),
        lambda: approve_targets(by=person, procedure=procedure),
        lambda: strike_out(by=person, procedure=procedure, uids=[], reason="Так"),
        lambda: add_targets(
            by=person, procedure=procedure, rows=candidates(procedure), reason="Так"
        ),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert not Target.objects.exists()


def test_approve__is_once_and_of_somebody(procedure, gardens, coordinator):
    with pytest.raises(DomainError, match="пуст"):
        approve_targets(by=coordinator, procedure=procedure)
    choose_targets(by=coordinator, procedure=procedure, conditions={})
    assert not targets_of(procedure).exists()
    approved = approve_targets(by=coordinator, procedure=procedure)
    assert (approved.is_approved, approved.approved_by) == (True, coordinator)
    assert targets_of(procedure).count() == 10
    with pytest.raises(DomainError, match="уже утверждён"):
        approve_targets(by=coordinator, procedure=procedure)


def test_strike_out__needs_a_reason_and_somebody(procedure, gardens, coordinator):
    choose_targets(by=coordinator, procedure=procedure, conditions={})
    one = procedure.targets.first()
    with pytest.raises(DomainError, match="причину"):
        strike_out(by=coordinator, procedure=procedure, uids=[one.uid], reason="")
    with pytest.raises(DomainError, match="кого исключить"):
        strike_out(by=coordinator, procedure=procedure, uids=[], reason="Ремонт")
    assert strike_out(by=coordinator, procedure=procedure, uids=[one.uid], reason="Ремонт") == 1
    one.refresh_from_db()
    assert (one.struck_by, one.struck_reason) == (coordinator, "Ремонт")
    assert Entry.objects.get(action="targets.struck_out").details["reason"] == "Ремонт"


def test_strike_out__leaves_other_procedures_alone(procedure, coordinator):
    other = TargetFactory()
    with pytest.raises(DomainError):
        strike_out(by=coordinator, procedure=procedure, uids=[other.uid], reason="Ремонт")


def test_add__needs_a_reason_and_never_doubles(procedure, gardens, coordinator):
    rows = candidates(procedure).filter(pk__in=[gardens[0].pk, gardens[1].pk])
    with pytest.raises(DomainError, match="причину"):
        add_targets(by=coordinator, procedure=procedure, rows=rows, reason=" ")
    with pytest.raises(DomainError, match="кого добавить"):
        add_targets(by=coordinator, procedure=procedure, rows=rows.none(), reason="Просьба")
    assert add_targets(by=coordinator, procedure=procedure, rows=rows, reason="Просьба") == 2
    assert add_targets(by=coordinator, procedure=procedure, rows=rows, reason="Просьба") == 0
    assert {row.chosen for row in procedure.targets.all()} == {"hand"}


def test_candidates__of_every_kind(coordinator):
    region = orsk().get_parent()
    founder = Founder.objects.create(territory=orsk(), name="Администрация")
    garden = OrganisationFactory(founder=founder)
    outside = OrganisationFactory(
        territory=TerritoryFactory(parent=region.get_parent(), kind=TerritoryKind.REGION)
    )
    group = ChildGroup.objects.create(organisation=garden, name="Солнышко")
    ChildGroup.objects.create(organisation=outside, name="Чужая")
    teacher = appointed(Role.TEACHER, garden)
    appointed(Role.TEACHER, outside)
    campaign = CampaignFactory(territory=region)
    joined(campaign, garden)
    stage = StageFactory(campaign=campaign)
    regional = appointed(Role.REGIONAL_COORDINATOR, region)
    expected = {
        Kind.ORGANISATION: [("organisation", garden)],
        Kind.GROUP: [("organisation", garden), ("group", group)],
        Kind.TEACHER: [("organisation", garden), ("person", teacher)],
        Kind.FOUNDER: [("founder", founder)],
    }
    for kind, parts in expected.items():
        procedure = ProcedureFactory(stage=stage, target_kind=kind)
        choose_targets(by=regional, procedure=procedure, conditions={})
        target = procedure.targets.get()
        assert [getattr(target, name) for name, _row in parts] == [row for _name, row in parts]
        assert target.home == orsk()
    procedure = ProcedureFactory(stage=stage, target_kind=Kind.TERRITORY)
    choose_targets(by=regional, procedure=procedure, conditions={})
    assert {target.home for target in procedure.targets.all()} == {region, orsk()}


def test_target__reads_as_its_place_and_whose():
    garden = OrganisationFactory(short_name="Сад № 5")
    group = ChildGroup.objects.create(organisation=garden, name="Солнышко")
    target = Target(organisation=garden, group=group)
    assert str(target) == "Сад № 5 · Солнышко"
    assert str(Target(territory=orsk())) == "город Орск"


def test_absent__is_everybody_who_does_not_stand(procedure, gardens, coordinator):
    choose_targets(by=coordinator, procedure=procedure, conditions={}, size=4)
    assert set(absent(procedure, "")) == set(gardens) - chosen(procedure)
    one = procedure.targets.first()
    strike_out(by=coordinator, procedure=procedure, uids=[one.uid], reason="Ремонт")
    assert one.organisation in absent(procedure, "")
    assert list(absent(procedure, one.organisation.number)) == [one.organisation]


def test_absent__of_teachers_is_found_by_name(coordinator):
    procedure = ProcedureFactory(target_kind=Kind.TEACHER)
    garden = OrganisationFactory(short_name="Сад № 5")
    joined(procedure.stage.campaign, garden)
    appointed(Role.TEACHER, garden, last_name="Ёлкина")
    appointed(Role.TEACHER, garden, last_name="Сидорова")
    assert [row.person.last_name for row in absent(procedure, "ёлк")] == ["Ёлкина"]
    assert absent(procedure, "сад № 5").count() == 2


def test_found__looks_in_every_name(procedure, coordinator):
    garden = OrganisationFactory(short_name="Звёздочка")
    joined(procedure.stage.campaign, garden, OrganisationFactory())
    choose_targets(by=coordinator, procedure=procedure, conditions={})
    rows = target_rows(coordinator, procedure)
    assert [str(row) for row in found(rows, "звездоч")] == ["Звёздочка"]
    assert found(rows, " ").count() == 2


def test_counts_of__say_how_each_was_chosen(procedure, gardens, coordinator):
    choose_targets(by=coordinator, procedure=procedure, conditions={}, size=4)
    rows = absent(procedure, "").filter(pk__gt=0)[:1]
    add_targets(
        by=coordinator,
        procedure=procedure,
        rows=candidates(procedure).filter(pk=rows[0].pk),
        reason="Просьба",
    )
    one = procedure.targets.filter(chosen="sample").first()
    strike_out(by=coordinator, procedure=procedure, uids=[one.uid], reason="Ремонт")
    counts = counts_of(coordinator, procedure)
    assert counts == {"standing": 4, "sample": 3, "hand": 1, "struck": 1}
