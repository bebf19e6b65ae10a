"""Row by row: what a corrected plan adds, changes, drops, and what it must not lose."""

import pytest

from forms_builder.common.errors import DomainError
from portal.campaigns.models import Campaign, Phase, Procedure, Stage, Step
from portal.campaigns.reading import read_plan
from portal.campaigns.writing import write_parts
from tests.factories import CampaignFactory
from tests.portal.campaigns.plans import as_file, phase_of, small_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign() -> Campaign:
    return CampaignFactory()


def write(campaign: Campaign, plan: dict) -> bool:
    return write_parts(campaign, read_plan(as_file(plan)))


def test_write__says_whether_anything_changed(campaign):
    plan = small_plan()
    assert write(campaign, plan) is True
    assert write(campaign, plan) is False
    phase_of(plan)["steps"][0]["text"] = "Назначить координаторов"
    assert write(campaign, plan) is True
    assert Step.objects.get(code="1.1.1").text == "Назначить координаторов"


def test_write__keeps_the_order_of_the_file(campaign):
    plan = small_plan()
    phase_of(plan)["steps"] = [{"text": f"Шаг {number}"} for number in (10, 9, 2, 1)]
    write(campaign, plan)
    assert list(Step.objects.values_list("position", "text")) == [
        (1, "Шаг 10"),
        (2, "Шаг 9"),
        (3, "Шаг 2"),
        (4, "Шаг 1"),
    ]


@pytest.mark.parametrize(
    ("field", "value", "stored"),
    [
        ("title", "Запуск", "Запуск"),
        ("title", None, ""),
        ("instruments_text", "Концепция", "Концепция"),
        ("ends", None, None),
    ],
)
def test_write__changes_one_value_of_a_phase_and_keeps_its_key(campaign, field, value, stored):
    write(campaign, small_plan())
    before = Phase.objects.get().pk
    plan = small_plan()
    phase_of(plan)[field] = value
    write(campaign, plan)
    phase = Phase.objects.get()
    assert (phase.pk, getattr(phase, field)) == (before, stored)


def test_write__adds_a_step_in_the_middle_by_moving_texts_on(campaign):
    write(campaign, small_plan())
    plan = small_plan()
    phase_of(plan)["steps"].insert(1, {"code": "1.1.2", "text": "Сообщить"})
    write(campaign, plan)
    assert list(Step.objects.values_list("text", flat=True)) == ["Назначить", "Сообщить", "Обучить"]


def test_write__drops_phases_with_their_steps(campaign):
    write(campaign, small_plan())
    plan = small_plan()
    plan["stages"][0]["procedures"][0]["phases"] = []
    assert write(campaign, plan) is True
    assert not Phase.objects.exists()
    assert not Step.objects.exists()
    assert Procedure.objects.exists()


def test_write__refuses_to_lose_a_stage(campaign):
    plan = small_plan()
    plan["stages"].append({"code": "II", "title": "Внутренний мониторинг"})
    write(campaign, plan)
    with pytest.raises(DomainError, match="II Внутренний мониторинг"):
        write(campaign, small_plan())
    assert Stage.objects.count() == 2


def test_write__refuses_to_lose_every_procedure_of_a_stage(campaign):
    write(campaign, small_plan())
    plan = small_plan()
    plan["stages"][0]["procedures"] = []
    with pytest.raises(DomainError, match=r"1\.1 Подготовка"):
        write(campaign, plan)


def test_write__leaves_another_campaign_alone(campaign):
    other = CampaignFactory()
    write(other, small_plan())
    stored = list(Step.objects.values())
    plan = small_plan()
    phase_of(plan)["steps"][0]["text"] = "Иначе"
    write(campaign, plan)
    assert list(Step.objects.filter(phase__procedure__stage__campaign=other).values()) == stored
