import copy
import datetime
import json

import pytest
from django.core import serializers
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from forms_builder.common.errors import DomainError, NotAllowed
from portal.campaigns.models import Campaign, Participant, Phase, Procedure, Stage, Step
from portal.campaigns.places import missing_places
from portal.campaigns.procedures import spread_dates
from portal.campaigns.reading import read_plan
from portal.campaigns.services import add_participants, import_plan
from portal.journal.models import Entry
from portal.organisations.choices import Role, TerritoryKind
from portal.organisations.models import Territory
from tests.factories import (
    AssignmentFactory,
    OrganisationFactory,
    TerritoryFactory,
    appointed,
    orsk,
)
from tests.portal.campaigns.plans import ORSK, as_file, phase_of, small_plan

pytestmark = pytest.mark.django_db
TABLES = (Territory, Campaign, Stage, Procedure, Phase, Step, Entry)


def dump() -> str:
    rows = [row for model in TABLES for row in model.objects.order_by("pk")]
    return serializers.serialize("json", rows)


def load(plan, by=None):
    return import_plan(by=by, plan=read_plan(as_file(plan)))


def test_import__makes_the_campaign_of_orsk_with_its_territories():
    campaign, counts, created = import_plan(by=None, plan=read_plan(ORSK.read_bytes()))

    assert created
    assert counts == {"stages": 5, "procedures": 11, "phases": 38, "steps": 105}
    assert [m.objects.count() for m in (Stage, Procedure, Phase, Step)] == [5, 11, 38, 105]
    names = [node.name for node in Territory.objects.order_by("path")]
    assert names == ["Россия", "Оренбургская область", "город Орск"]
    assert campaign.territory.time_zone == "Asia/Yekaterinburg"
    assert Step.objects.filter(code="").count() == 2
    assert Phase.objects.filter(title="").count() == 1
    assert len(campaign.basis) == 2


def test_import__twice_leaves_every_table_equal():
    import_plan(by=None, plan=read_plan(ORSK.read_bytes()))
    before = dump()
    campaign, _counts, created = import_plan(by=None, plan=read_plan(ORSK.read_bytes()))
    assert not created
    assert dump() == before
    assert Campaign.objects.get() == campaign


def test_import__uses_the_nodes_that_stand_there():
    town = orsk()
    campaign, *_rest = load(
        small_plan(
            territory={
                "region": "ОРЕНБУРГСКАЯ  область",
                "municipality": "Город Орск",
            }
        )
    )
    assert campaign.territory == town
    assert Territory.objects.count() == 3


def test_import__of_a_whole_region_hangs_on_the_region():
    campaign, *_rest = load(small_plan(territory={"region": "Омская область"}))
    assert campaign.territory.kind == TerritoryKind.REGION
    assert campaign.territory.time_zone == "Asia/Omsk"


def test_import__of_a_corrected_plan_keeps_the_rows_and_their_keys():
    campaign, *_rest = load(small_plan())
    before = {m: list(m.objects.values_list("pk", flat=True)) for m in TABLES[1:-1]}
    corrected = small_plan(basis=["Приказ № 158"])
    phase_of(corrected).update(title="Запуск", ends="2020-10-01")

    again, _counts, created = load(corrected)

    assert (again, created) == (campaign, False)
    assert again.basis == ["Приказ № 158"]
    assert Phase.objects.get().title == "Запуск"
    assert {m: list(m.objects.values_list("pk", flat=True)) for m in before} == before
    assert [entry.action for entry in Entry.objects.filter(object_kind="campaigns.campaign")] == [
        "campaign.changed",
        "campaign.made",
    ]


def test_import__again_leaves_the_dates_that_a_coordinator_spread():
    load(small_plan())
    procedure = Procedure.objects.get()
    days = (datetime.date(2021, 3, 1), datetime.date(2021, 3, 5))
    lead = appointed(Role.REGIONAL_COORDINATOR, procedure.stage.campaign.territory.get_parent())
    spread_dates(by=lead, procedure=procedure, version=0, starts=days[0], ends=days[1])
    corrected = small_plan()
    phase_of(corrected).update(title="Запуск", ends="2020-10-01")

    load(corrected)

    phase = Phase.objects.get()
    assert (phase.title, phase.starts, phase.ends) == ("Запуск", *days)


def test_import__of_a_shorter_plan_drops_steps_and_phases():
    longer = small_plan()
    procedure = longer["stages"][0]["procedures"][0]
    procedure["phases"].append(copy.deepcopy(procedure["phases"][0]))
    load(longer)
    shorter = small_plan()
    phase_of(shorter)["steps"] = []

    load(shorter)

    assert (Phase.objects.count(), Step.objects.count()) == (1, 0)


def test_import__of_a_plan_that_lost_a_procedure_is_refused_whole():
    longer = small_plan()
    procedures = longer["stages"][0]["procedures"]
    procedures.append(procedures[0] | {"code": "1.2"})
    campaign, *_rest = load(longer)
    AssignmentFactory(procedure=Procedure.objects.get(code="1.2"), campaign=campaign)
    before = dump()
    with pytest.raises(DomainError, match=r"в цикле уже есть: 1\.2 Подготовка"):
        load(small_plan(basis=["Другое"]))
    assert dump() == before


def test_import__of_the_next_year_makes_another_campaign():
    load(small_plan())
    later = small_plan()
    phase_of(later).update(starts="2021-09-15", ends="2021-09-30")
    assert load(later)[2] is True
    assert Campaign.objects.count() == 2


def test_import__by_a_coordinator_adds_her_towns_only():
    region = orsk().get_parent()
    coordinator = appointed(Role.REGIONAL_COORDINATOR, region)
    place = {"region": region.name, "municipality": "город Бузулук"}
    assert load(small_plan(territory=place), by=coordinator)[0].territory.name == "город Бузулук"

    stranger = appointed(
        Role.REGIONAL_COORDINATOR,
        TerritoryFactory(
            parent=region.get_parent(), name="Омская область", kind=TerritoryKind.REGION
        ),
    )
    before = dump()
    for place in ({"region": region.name}, {"region": region.name, "municipality": "город Х"}):
        with pytest.raises(NotAllowed):
            load(small_plan(territory=place), by=stranger)
    with pytest.raises(DomainError, match="«Новая область» нет"):
        load(small_plan(territory={"region": "Новая область"}), by=stranger)
    assert dump() == before


def test_missing_places__are_announced_with_their_zone():
    plan = read_plan(as_file(small_plan()))
    assert missing_places(plan) == [
        "Субъекта «Оренбургская область» нет: его добавляет администратор."
    ]
    town = orsk()
    assert missing_places(plan) == []
    town.delete()
    assert missing_places(plan) == [
        "Будет добавлена территория «город Орск», часовой пояс Asia/Yekaterinburg: проверьте его."
    ]


def test_participants__are_those_not_closed_and_stay():
    campaign, *_rest = load(small_plan())
    inside = OrganisationFactory()
    OrganisationFactory(closed=True)
    OrganisationFactory(territory=orsk().get_parent())
    coordinator = appointed(Role.MUNICIPAL_COORDINATOR, orsk())

    assert add_participants(by=coordinator, campaign=campaign) == 1
    inside.state, inside.closed_on = "closed", datetime.date(2020, 10, 1)
    inside.save()
    assert add_participants(by=coordinator, campaign=campaign) == 0

    assert Participant.objects.get().organisation == inside
    assert Entry.objects.filter(action="campaign.joined").count() == 1


def test_participants__need_a_registry_and_the_right():
    campaign, *_rest = load(small_plan())
    with pytest.raises(DomainError, match="загрузите реестр"):
        add_participants(by=None, campaign=campaign)
    with pytest.raises(NotAllowed):
        add_participants(by=appointed(Role.EXPERT, orsk()), campaign=campaign)


def test_command__prints_counts_as_json(capsys):
    for created in (True, False):
        call_command("import_plan", str(ORSK), "--json")
        assert json.loads(capsys.readouterr().out) == {
            "stages": 5,
            "procedures": 11,
            "phases": 38,
            "steps": 105,
            "created": created,
        }


def test_command__says_it_in_words(capsys):
    call_command("import_plan", str(ORSK))
    assert "этапов 5, процедур 11, фаз 38, шагов 105" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "не открывается"),
        (b"{", "Это не план в формате JSON"),
        (as_file(small_plan(stages=[])), "ни одного этапа"),
    ],
)
def test_command__refuses_in_a_sentence_and_writes_nothing(tmp_path, content, message):
    path = tmp_path / "plan.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError, match=message):
        call_command("import_plan", str(path))
    assert not Campaign.objects.exists()
    assert not Territory.objects.exists()


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).filter(
    str.strip
)
STEPS = st.lists(st.fixed_dictionaries({"text": TEXT}, optional={"code": TEXT}), max_size=3)
DATES = st.none() | st.dates().map(str)
PHASES = st.lists(
    st.fixed_dictionaries({"steps": STEPS}, optional={"title": TEXT, "starts": DATES}), max_size=3
)
PROCEDURES = st.lists(
    st.fixed_dictionaries({"phases": PHASES, "responsible": st.lists(TEXT, max_size=2)}), max_size=3
)
STAGES = st.lists(
    st.fixed_dictionaries({"procedures": PROCEDURES, "code": TEXT}), min_size=1, max_size=3
)


class PlanLaw(TestCase):
    @settings(max_examples=25, suppress_health_check=list(HealthCheck))
    @given(STAGES)
    def test_import__of_any_plan_twice_is_the_same_as_once(self, stages):
        plan = small_plan(stages=stages)
        _campaign, counts, created = load(plan)
        before = dump()
        assert load(plan)[1:] == (counts, False)
        assert created
        assert dump() == before
        assert Step.objects.count() == counts["steps"]
