import datetime

import pytest
from django.urls import reverse

from portal.campaigns.agreeing import agree, offer_dates
from portal.campaigns.models import Agreement, TargetList
from portal.organisations.choices import Role
from tests.factories import appointed, orsk
from tests.factories.targets import AgreementFactory, TargetFactory

State = Agreement.State
pytestmark = pytest.mark.django_db
DATES = {"starts": "2030-11-18", "ends": "2030-11-20"}
DAYS = {name: datetime.date.fromisoformat(day) for name, day in DATES.items()}


@pytest.fixture
def target():
    return TargetFactory()


@pytest.fixture
def coordinator():
    return appointed(Role.MUNICIPAL_COORDINATOR, orsk())


@pytest.fixture
def leader(target):
    return appointed(Role.DOO_COORDINATOR, target.organisation)


def ask_address(target) -> str:
    return reverse("campaigns:agreements_ask", args=[target.procedure.uid])


def of(agreement, name: str = "agreement") -> str:
    return reverse(f"campaigns:{name}", args=[agreement.uid])


def test_ask__sends_to_the_ticked(client, target, coordinator):
    other = TargetFactory(procedure=target.procedure)
    client.force_login(coordinator)
    form = DATES | {"rows": [str(target.uid)], "preparation": "Документы"}
    shown = client.post(ask_address(target), form, follow=True).content.decode()
    assert "Отправлено: 1\u00a0уведомление." in shown
    assert not other.agreements.exists()
    again = client.get(ask_address(target)).content.decode()
    assert "Документы" in again
    assert "ждёт ответа" in again


def test_ask__sends_to_everybody_the_search_found(client, target, coordinator):
    TargetFactory(procedure=target.procedure)
    client.force_login(coordinator)
    client.post(ask_address(target), DATES | {"everybody": "1"})
    assert Agreement.objects.count() == 2
    client.post(f"{ask_address(target)}?q={target.organisation.number}", DATES | {"everybody": "1"})
    assert target.agreements.get().version == 1
    assert "Никого не нашлось" in client.get(ask_address(target), {"new": "1"}).content.decode()


def test_ask__keeps_what_was_typed(client, target, coordinator):
    client.force_login(coordinator)
    form = {"rows": [str(target.uid)], "starts": "2030-11-18", "ends": "2030-11-01"}
    shown = client.post(ask_address(target), form).content.decode()
    assert "Последний день раньше первого." in shown
    assert f'value="{target.uid}" checked' in shown
    assert 'value="2030-11-18"' in shown


def test_ask__names_the_conflict_of_an_expert(client, target, coordinator):
    expert = appointed(Role.EXPERT, orsk())
    expert.appointments.create(role=Role.TEACHER, organisation=target.organisation)
    client.force_login(coordinator)
    form = DATES | {"rows": [str(target.uid)], "expert": str(expert.pk)}
    shown = client.post(ask_address(target), form).content.decode()
    assert f"{target.organisation}: Назначение в этом детском саду" in shown


def test_ask__waits_for_the_approved_list(client, target, coordinator):
    TargetList.objects.update(state=TargetList.State.DRAFT)
    client.force_login(coordinator)
    assert "Сначала утвердите перечень" in client.get(ask_address(target)).content.decode()


def test_list__counts_by_state(client, target, coordinator, django_assert_max_num_queries):
    client.force_login(coordinator)
    address = reverse("campaigns:agreements", args=[target.procedure.uid])
    assert "Уведомлений пока нет" in client.get(address).content.decode()
    AgreementFactory(target=target)
    for _number in range(12):
        AgreementFactory(target=TargetFactory(procedure=target.procedure), state=State.AGREED)
    with django_assert_max_num_queries(12):
        shown = client.get(address).content.decode()
    assert "<b>12</b> согласовано" in shown
    narrowed = client.get(address, {"state": "asked"}).content.decode()
    assert narrowed.count("<tr>") == 2
    assert "Ничего не нашлось" in client.get(address, {"q": "ъъъ"}).content.decode()


def test_detail__lets_the_kindergarten_answer(client, target, leader):
    agreement = AgreementFactory(target=target)
    TargetList.objects.update(preparation="Документы\nи ключи")
    client.force_login(leader)
    shown = client.get(of(agreement)).content.decode()
    assert "11–13 ноября 2030" in shown
    assert "Документы<br>и ключи" in shown
    assert "Записать решение" not in shown
    form = {"version": "0", "note": "Ждём"}
    done = client.post(of(agreement, "agreement_answer"), form, follow=True).content.decode()
    assert "Спасибо, даты согласованы." in done
    assert "Ждём" in done
    assert leader.get_short_name() in done


def test_detail__takes_other_dates_and_says_what_is_wrong(client, target, leader):
    agreement = AgreementFactory(target=target)
    client.force_login(leader)
    answer = of(agreement, "agreement_answer")
    wrong = {"version": "0", "offer": "1", "starts": "2030-11-20", "ends": "2030-11-18"}
    shown = client.post(answer, wrong | {"note": "Утренник"}).content.decode()
    assert "раньше первого" in shown
    assert "Утренник" in shown
    assert "<details" in shown
    assert " open>" in shown
    done = client.post(answer, {"version": "0", "offer": "1", **DATES}, follow=True)
    assert "18–20 ноября 2030" in done.content.decode()


def test_answer__that_comes_second_is_told(client, target, leader):
    agreement = AgreementFactory(target=target)
    agree(by=leader, agreement=agreement, version=0)
    client.force_login(leader)
    form = {"version": "0", "offer": "1", **DATES}
    shown = client.post(of(agreement, "agreement_answer"), form, follow=True).content.decode()
    assert "ответил другой человек" in shown
    assert Agreement.objects.get().state == State.AGREED


def test_settle__is_the_coordinators(client, target, leader, coordinator):
    agreement = AgreementFactory(target=target)
    offer_dates(by=leader, agreement=agreement, version=0, **DAYS)
    settle = of(agreement, "agreement_settle")
    form = {"version": "1", "accept": "yes", "note": "Хорошо"}
    client.force_login(leader)
    assert client.post(settle, form).status_code == 403
    client.force_login(coordinator)
    shown = client.get(of(agreement)).content.decode()
    assert "Записать решение" in shown
    assert "Согласиться" not in shown
    assert "несколько слов" in client.post(settle, form | {"note": ""}).content.decode()
    client.post(settle, form)
    agreement.refresh_from_db()
    assert (agreement.state, agreement.starts.day) == (State.SETTLED, 18)
    assert client.post(of(agreement, "agreement_answer"), {"version": "2"}).status_code == 403


def test_own__shows_what_waits_and_hides_the_rest(client, target, leader):
    mine = AgreementFactory(target=target)
    other = AgreementFactory()
    client.force_login(leader)
    own = client.get(reverse("campaigns:agreements_own")).content.decode()
    assert of(mine) in own
    assert of(other) not in own
    assert client.get(of(other)).status_code == 404
    assert client.post(of(other, "agreement_answer"), {"version": "0"}).status_code == 404
    client.force_login(appointed(Role.TEACHER, target.organisation))
    own = client.get(reverse("campaigns:agreements_own")).content.decode()
    assert "Уведомлений пока нет" in own
    assert client.get(of(mine)).status_code == 404


def test_desk__says_what_waits_for_an_answer(client, target, leader):
    agreement = AgreementFactory(target=target)
    client.force_login(leader)
    shown = client.get("/desk/").content.decode()
    assert "Ждёт Вашего согласия" in shown
    assert of(agreement) in shown
    agree(by=leader, agreement=agreement, version=0)
    assert "Ждёт Вашего согласия" not in client.get("/desk/").content.decode()


def test_expert__answers_for_herself(client, target):
    expert = appointed(Role.EXPERT, orsk())
    agreement = AgreementFactory(target=target, side=Agreement.Side.EXPERT, person=expert)
    client.force_login(expert)
    form = {"version": "0", "note": ""}
    shown = client.post(of(agreement, "agreement_answer"), form, follow=True).content.decode()
    assert "Спасибо" in shown
    client.force_login(appointed(Role.EXPERT, orsk()))
    assert client.get(of(agreement)).status_code == 404
