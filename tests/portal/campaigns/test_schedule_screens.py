"""Schedules on the desk: drawn up, approved, withdrawn, read, few queries."""

import datetime

import pytest
from django.urls import reverse

from portal.campaigns.models import Participant, Procedure, Schedule
from portal.campaigns.schedules import draft_schedule
from portal.organisations.choices import Role
from tests.factories import OrganisationFactory, ProcedureFactory, appointed, orsk
from tests.portal.campaigns.planned import planned_procedure

pytestmark = pytest.mark.django_db
DAY = datetime.date
FIRST, LAST = DAY(2027, 9, 1), DAY(2027, 9, 30)
DATES = {"starts": "2027-09-01", "ends": "2027-09-30"}


@pytest.fixture
def garden():
    return OrganisationFactory()


@pytest.fixture
def procedure(garden) -> Procedure:
    made = planned_procedure(owner_role=Role.DOO_HEAD, starts=FIRST, ends=LAST)
    Participant.objects.create(
        campaign=made.stage.campaign, organisation=garden, territory=garden.territory
    )
    return made


@pytest.fixture
def head(client, garden):
    person = appointed(Role.DOO_HEAD, garden)
    client.force_login(person)
    return person


def at(name: str, schedule) -> str:
    return reverse(f"campaigns:{name}", args=[schedule.uid])


def test_whole_way__draft_edit_approve_withdraw(client, head, garden, procedure):
    listed = client.get("/schedule/plans/").content.decode()
    assert "Ждут, когда Вы их составите" in listed
    add = at("schedule_add", procedure)
    assert str(garden.uid) in client.get(add).content.decode()
    page = client.post(add, DATES | {"node": str(garden.uid)}, follow=True).content.decode()
    assert "Черновик готов" in page
    schedule = Schedule.objects.get()
    assert "1–30 сентября 2027" in page
    typed = DATES | {"ends": "2027-09-20", "version": "0", "note": "Корпус"}
    client.post(at("schedule_edit", schedule), typed)
    stale = client.post(at("schedule_approve", schedule), {"version": "0"}, follow=True)
    assert "уже изменили" in stale.content.decode()
    done = client.post(at("schedule_approve", schedule), {"version": "1"}, follow=True)
    assert "План-график утверждён. Задач не будет, пока" in done.content.decode()
    assert "Отозвать утверждение" in done.content.decode()
    silent = client.post(at("schedule_withdraw", schedule), {"version": "2", "reason": ""})
    assert "reason" in silent.context["form"].errors
    gone = client.post(
        at("schedule_withdraw", schedule), {"version": "2", "reason": "Карантин"}, follow=True
    )
    assert "Карантин" in gone.content.decode()
    again = client.get(at("schedule_withdraw", schedule), follow=True)
    assert "уже отозван" in again.content.decode()
    assert "Ждут, когда" in client.get("/schedule/plans/").content.decode()


def test_add__keeps_what_was_typed_and_names_the_days(client, head, garden, procedure):
    wrong = {"starts": "2027-08-01", "ends": "2027-09-30", "node": str(garden.uid), "note": "Тут"}
    answer = client.post(at("schedule_add", procedure), wrong)
    assert "Дни процедуры: 1–30 сентября 2027." in str(answer.context["form"].errors["starts"])
    assert "Тут" in answer.content.decode()


def test_add__on_all_nodes_already_says_so(client, head, garden, procedure):
    draft_schedule(by=head, procedure=procedure, node=garden, starts=FIRST, ends=LAST)
    assert "План-график уже есть" in client.get(at("schedule_add", procedure)).content.decode()
    waiting = client.get("/schedule/plans/").content.decode()
    assert "Ждут, когда" not in waiting
    assert "черновик" in waiting


def test_add__of_another_garden_cannot_be_chosen(client, head, procedure):
    other = OrganisationFactory()
    answer = client.post(at("schedule_add", procedure), DATES | {"node": str(other.uid)})
    assert "node" in answer.context["form"].errors
    assert not Schedule.objects.exists()


def test_add__is_refused_to_others_in_words(client, procedure):
    client.force_login(appointed(Role.MUNICIPAL_COORDINATOR, orsk()))
    answer = client.get(at("schedule_add", procedure))
    assert answer.status_code == 403
    assert "руководитель ДОО" in answer.content.decode()


def test_detail__of_a_draft_is_not_found_for_a_teacher_and_read_once_approved(
    client, head, garden, procedure
):
    schedule = draft_schedule(by=head, procedure=procedure, node=garden, starts=FIRST, ends=LAST)
    client.post(at("schedule_approve", schedule), {"version": "0"})
    coordinator = appointed(Role.DOO_COORDINATOR, garden)
    client.force_login(coordinator)
    page = client.get(at("schedule", schedule)).content.decode()
    assert "Отозвать утверждение" not in page
    client.force_login(appointed(Role.TEACHER, garden))
    assert client.get(at("schedule", schedule)).status_code == 200
    assert client.post(at("schedule_approve", schedule), {"version": "1"}).status_code == 403
    assert client.get(at("schedule_withdraw", schedule)).status_code == 403
    client.force_login(appointed(Role.TEACHER, OrganisationFactory()))
    for name in ("schedule", "schedule_edit", "schedule_withdraw"):
        assert client.get(at(name, schedule)).status_code == 404


def test_detail__tells_a_drafter_who_approves(client, garden, procedure):
    coordinator = appointed(Role.DOO_COORDINATOR, garden)
    client.force_login(coordinator)
    made = draft_schedule(by=coordinator, procedure=procedure, node=garden, starts=FIRST, ends=LAST)
    page = client.get(at("schedule", made)).content.decode()
    assert "План-график утверждает руководитель ДОО." in page
    assert "Убрать черновик" in page
    client.post(at("schedule_withdraw", made), {"version": "0"})
    made.refresh_from_db()
    assert made.state == Schedule.State.WITHDRAWN


def test_list__asks_a_bounded_number_of_queries(client, django_assert_max_num_queries):
    person = appointed(Role.REGIONAL_COORDINATOR, orsk().get_parent())
    client.force_login(person)
    for count in (1, 40):
        for _number in range(count):
            procedure = ProcedureFactory(owner_role=Role.MUNICIPAL_COORDINATOR)
            draft_schedule(by=person, procedure=procedure, node=orsk(), starts=FIRST, ends=LAST)
            ProcedureFactory(owner_role=Role.REGIONAL_COORDINATOR)
        with django_assert_max_num_queries(11):
            page = client.get("/schedule/plans/").content.decode()
    assert "Страница 1 из 2" in page


@pytest.mark.parametrize(
    ("owner", "role", "waits"),
    [
        (Role.REGIONAL_COORDINATOR, Role.REGIONAL_COORDINATOR, True),
        (Role.MUNICIPAL_COORDINATOR, Role.MUNICIPAL_COORDINATOR, True),
        (Role.MUNICIPAL_COORDINATOR, Role.REGIONAL_COORDINATOR, True),
        (Role.REGIONAL_COORDINATOR, Role.MUNICIPAL_COORDINATOR, False),
        (Role.DOO_HEAD, Role.REGIONAL_COORDINATOR, False),
        ("", Role.MUNICIPAL_COORDINATOR, False),
    ],
)
def test_list__waits_for_the_owner(client, owner, role, waits):
    planned_procedure(owner_role=owner)
    node = orsk() if role == Role.MUNICIPAL_COORDINATOR else orsk().get_parent()
    client.force_login(appointed(role, node))
    page = client.get("/schedule/plans/").content.decode()
    assert ("Ждут, когда" in page) is waits


def test_list__leaves_out_what_is_over(client):
    planned_procedure(
        owner_role=Role.MUNICIPAL_COORDINATOR, starts=DAY(2020, 9, 1), ends=DAY(2020, 9, 30)
    )
    client.force_login(appointed(Role.MUNICIPAL_COORDINATOR, orsk()))
    page = client.get("/schedule/plans/").content.decode()
    assert "Планов-графиков пока нет" in page
    assert "Ждут, когда" not in page


def test_list__filters_by_state(client, head, garden, procedure):
    draft_schedule(by=head, procedure=procedure, node=garden, starts=FIRST, ends=LAST)
    shown = client.get("/schedule/plans/?state=approved").content.decode()
    assert "Планов-графиков пока нет" in shown
    assert garden.short_name in client.get("/schedule/plans/?state=draft").content.decode()
