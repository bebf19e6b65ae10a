import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.campaigns.models import Binding, Phase, Procedure, Step, StepState
from portal.campaigns.step_states import mark_step
from portal.organisations.choices import Role
from tests.factories import ProcedureFactory, appointed, orsk
from tests.factories.targets import TargetFactory, TargetListFactory

State, Kind = StepState.State, Procedure.TargetKind
pytestmark = pytest.mark.django_db


@pytest.fixture
def step():
    procedure = ProcedureFactory(target_kind=Kind.ORGANISATION, owner_role=Role.DOO_COORDINATOR)
    TargetListFactory(procedure=procedure)
    return step_in(procedure)


@pytest.fixture
def coordinator(client):
    person = appointed(Role.MUNICIPAL_COORDINATOR, orsk())
    client.force_login(person)
    return person


def step_in(procedure) -> Step:
    phase = Phase.objects.create(procedure=procedure, position=1)
    return Step.objects.create(phase=phase, position=1, code="2.2.6", text="Собрать")


def address(step, name: str = "step") -> str:
    campaign = step.phase.procedure.stage.campaign
    return reverse(f"campaigns:{name}", args=[campaign.uid, step.pk])


def cycle(client, step) -> str:
    campaign = step.phase.procedure.stage.campaign
    return client.get(reverse("campaigns:detail", args=[campaign.uid])).content.decode()


def test_cycle__shows_a_coordinator_how_many_and_the_way_to_the_list(client, step, coordinator):
    made = [TargetFactory(procedure=step.phase.procedure) for _number in range(3)]
    mark_step(by=coordinator, step=step, targets=made[:2], state=State.DONE)
    shown = cycle(client, step)
    assert "2 из 3\u00a0садов" in shown
    assert address(step) in shown
    assert "Перечень: 3\u00a0сада" in shown
    assert "сделано 0 из 1" in shown


def test_cycle__shows_a_kindergarten_its_own(client, step, coordinator):
    own, _other = (TargetFactory(procedure=step.phase.procedure) for _number in range(2))
    mark_step(by=coordinator, step=step, targets=[own], state=State.DONE, note="Собрано всё")
    client.force_login(appointed(Role.DOO_HEAD, own.organisation))
    shown = cycle(client, step)
    assert "Собрано всё" in shown
    assert "сделано 1 из 1" in shown
    assert " из 2" not in shown


def test_step__is_marked_for_the_ticked(client, step, coordinator):
    one, two = (TargetFactory(procedure=step.phase.procedure) for _number in range(2))
    form = {"rows": [str(one.uid)], "state": "done", "on": "2020-10-05", "note": "Готово"}
    shown = client.post(address(step), form, follow=True).content.decode()
    assert "Отмечено." in shown
    assert "05.10.2020" in shown
    assert "Готово" in shown
    assert not StepState.objects.filter(target=two).exists()


def test_step__is_marked_for_everybody_the_search_found(client, step, coordinator):
    one, two = (TargetFactory(procedure=step.phase.procedure) for _number in range(2))
    form = {"everybody": "1", "state": "going"}
    client.post(f"{address(step)}?q={one.organisation.number}", form)
    assert StepState.objects.get().target == one
    client.post(address(step), form)
    assert StepState.objects.filter(is_current=True).count() == 2
    narrowed = client.get(address(step), {"standing": "done"}).content.decode()
    assert "Никого не нашлось" in narrowed
    assert str(two) in client.get(address(step), {"standing": "going"}).content.decode()


def test_step__keeps_what_was_typed_when_it_is_wrong(client, step, coordinator):
    one = TargetFactory(procedure=step.phase.procedure)
    form = {"rows": [str(one.uid)], "state": "not_applicable", "note": ""}
    shown = client.post(address(step), form).content.decode()
    assert "почему шаг не применим" in shown
    assert f'value="{one.uid}" checked' in shown
    future = not_yet()
    shown = client.post(address(step), {"state": "done", "on": future}).content.decode()
    assert "не наступил" in shown
    assert f'value="{future}"' in shown


def not_yet() -> str:
    return (timezone.localdate() + datetime.timedelta(days=2)).isoformat()


def test_step__that_acts_fulfil_offers_not_applicable_alone(client, step, coordinator):
    TargetFactory(procedure=step.phase.procedure)
    Binding.objects.create(procedure=step.phase.procedure, step=step, report_kind="doo_profile")
    shown = client.get(address(step)).content.decode()
    assert "отмечается само" in shown
    assert '<option value="done">' not in shown.partition('id="mark"')[2]


def test_undo__brings_back_and_is_refused_in_words(client, step, coordinator):
    one = TargetFactory(procedure=step.phase.procedure)
    undo = address(step, "step_undo")
    shown = client.post(undo, {"target": str(one.uid)}, follow=True).content.decode()
    assert "ничего не отмечено" in shown
    mark_step(by=coordinator, step=step, targets=[one], state=State.DONE)
    shown = client.post(undo, {"target": str(one.uid)}, follow=True).content.decode()
    assert "Возвращено" in shown
    assert StepState.objects.get(is_current=True).state == State.NOT_BEGUN
    assert client.post(undo, {"target": "вздор"}).status_code == 404


def test_step__of_the_whole_cycle_has_one_form(client, coordinator):
    step = step_in(ProcedureFactory())
    client.post(address(step), {"state": "done", "note": "Приказ издан"})
    shown = client.get(address(step)).content.decode()
    assert "Приказ издан" in shown
    assert "Вернуть, как было" in shown
    client.post(address(step, "step_undo"), {"target": ""})
    assert StepState.objects.filter(is_current=True).get().state == State.NOT_BEGUN
    client.force_login(appointed(Role.EXPERT, orsk()))
    shown = client.get(address(step)).content.decode()
    assert "Приказ издан" in shown
    assert "Вернуть, как было" not in shown
    assert client.post(address(step), {"state": "done"}).status_code == 403
    assert client.post(address(step, "step_undo"), {"target": ""}).status_code == 403


def test_step__before_the_list_says_why(client, step, coordinator):
    shown = client.get(address(step)).content.decode()
    assert "Отмечать пока не для кого" in shown


def test_step__shows_a_kindergarten_only_itself(client, step):
    own, other = (TargetFactory(procedure=step.phase.procedure) for _number in range(2))
    client.force_login(appointed(Role.DOO_COORDINATOR, own.organisation))
    shown = client.get(address(step)).content.decode()
    assert str(other) not in shown
    form = {"rows": [str(own.uid), str(other.uid)], "state": "done"}
    client.post(address(step), form)
    assert StepState.objects.get().target == own
    stray = client.post(address(step, "step_undo"), {"target": str(other.uid)})
    assert stray.status_code == 404


def test_step__takes_few_queries(client, step, coordinator, django_assert_max_num_queries):
    for count in (1, 20):
        for _number in range(count):
            target = TargetFactory(procedure=step.phase.procedure)
            mark_step(by=coordinator, step=step, targets=[target], state=State.DONE)
        with django_assert_max_num_queries(20):
            client.get(address(step))


def test_step__of_another_cycle_is_not_found(client, step, coordinator):
    other = step_in(ProcedureFactory())
    stray = reverse("campaigns:step", args=[step.phase.procedure.stage.campaign.uid, other.pk])
    assert client.get(stray).status_code == 404
    client.logout()
    assert client.get(address(step)).status_code == 302
