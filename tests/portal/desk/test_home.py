"""«Мои задачи»: what is due, for whom, and what an empty desk says."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from portal.assignments.models import Assignment
from portal.campaigns.models import Agreement, Schedule, Target, TargetList
from portal.desk.sections import SHOWN, Section, sections_of
from portal.organisations.choices import Role
from portal.responses.models import Response
from tests.factories import (
    AssignmentFactory,
    EditionFactory,
    OrganisationFactory,
    PersonFactory,
    ProcedureFactory,
    ResponseFactory,
    appointed,
    orsk,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def expert():
    return appointed(Role.EXPERT, orsk())


def text_of(client, user, address="/desk/"):
    client.force_login(user)
    return client.get(address).content.decode()


def test_home__urgent_first(client, expert):
    late = OrganisationFactory(short_name="Детский сад «Поздний»")
    soon = OrganisationFactory(short_name="Детский сад «Скорый»")
    AssignmentFactory(assignee=expert, organisation=late, due=datetime.date(2031, 1, 1))
    task = AssignmentFactory(assignee=expert, organisation=soon, due=datetime.date(2030, 1, 1))
    text = text_of(client, expert)
    assert text.index("Скорый") < text.index("Поздний")
    assert "Начать" in text
    assert task.edition.questionnaire.title in text


def test_home__begun_and_handed_in(client, expert):
    AssignmentFactory(assignee=expert, state=Assignment.State.IN_PROGRESS)
    sent = AssignmentFactory(assignee=expert, state=Assignment.State.SUBMITTED)
    ResponseFactory(
        assignment=sent,
        state=Response.State.SUBMITTED,
        submitted_at=datetime.datetime(2030, 11, 5, 9, tzinfo=datetime.UTC),
    )
    text = text_of(client, expert)
    assert "Продолжить" in text
    assert "отправлен 5 ноября" in text


def test_home__empty_says_what_will_come(client, expert):
    assert "муниципальный координатор; он же назовёт срок" in text_of(client, expert)


def test_home__without_appointment_says_who_appoints(client):
    assert "У Вас пока нет назначения" in text_of(client, PersonFactory())


def test_home__role_line(client, expert):
    assert "эксперт ДОО · город Орск" in text_of(client, expert)


def test_home__coordinator_follows_and_opens_submitted_only(client):
    open_one = AssignmentFactory()
    sent = AssignmentFactory(state=Assignment.State.SUBMITTED)
    ResponseFactory(
        assignment=sent,
        state=Response.State.SUBMITTED,
        submitted_at=datetime.datetime(2030, 11, 5, 9, tzinfo=datetime.UTC),
    )
    text = text_of(client, appointed(Role.MUNICIPAL_COORDINATOR, orsk()))
    assert "Листы, за которыми Вы следите" in text
    assert f"/sheets/{sent.uid}/" in text
    assert f"/sheets/{open_one.uid}/" not in text


def test_home__nobody_elses_tasks(client, expert):
    AssignmentFactory(organisation=OrganisationFactory(short_name="Детский сад «Чужой»"))
    assert "Чужой" not in text_of(client, expert)


def test_home__nobody(client):
    assert client.get("/desk/")["Location"] == "/login/?next=/desk/"


@pytest.mark.parametrize("count", [1, SHOWN + 3])
def test_home__bounded_queries(client, count, django_assert_max_num_queries):
    procedure, edition = ProcedureFactory(), EditionFactory()
    for _each in range(count):
        AssignmentFactory(procedure=procedure, campaign=procedure.stage.campaign, edition=edition)
    client.force_login(appointed(Role.MUNICIPAL_COORDINATOR, orsk()))
    with django_assert_max_num_queries(20):
        text = client.get("/desk/").content.decode()
    assert ("/desk/sheets/" in text) is (count > SHOWN)


def test_sheets__every_one_paged(client, expert, django_assert_max_num_queries):
    for _each in range(31):
        AssignmentFactory(assignee=expert)
    client.force_login(expert)
    with django_assert_max_num_queries(12):
        text = client.get("/desk/sheets/").content.decode()
    assert text.count('href="/sheets/') == 30
    second = client.get("/desk/sheets/?page=2").content.decode()
    assert second.count('href="/sheets/') == 1


def test_sheets__empty(client, expert):
    assert "Листов пока нет" in text_of(client, expert, "/desk/sheets/")


def test_sections__one_without_rows_is_left_out(expert):
    assert sections_of(expert) == []
    AssignmentFactory(assignee=expert)
    sections = sections_of(expert)
    assert [type(section) for section in sections] == [Section]
    assert sections[0].template == "desk/parts/to_fill.html"


def titles_of(user):
    return [section.title for section in sections_of(user)]


def test_home__by_urgency(expert):
    today = timezone.localdate(timezone=ZoneInfo("Asia/Yekaterinburg"))
    for days in (-1, 0, 5, 30):
        AssignmentFactory(assignee=expert, due=today + datetime.timedelta(days=days))
    assert titles_of(expert) == [
        "Просрочено",
        "Сегодня последний день",
        "На этой неделе",
        "Позже",
    ]


def test_home__what_opens_later_is_not_offered_for_filling(client, expert):
    task = AssignmentFactory(
        assignee=expert, state=Assignment.State.PLANNED, starts=datetime.date(2030, 11, 1)
    )
    assert titles_of(expert) == ["Откроется позже"]
    text = text_of(client, expert)
    assert f"/sheets/{task.uid}/" not in text
    assert "с 1 ноября" in text


def test_home__what_was_taken_back_says_why(client, expert):
    AssignmentFactory(
        assignee=expert, state=Assignment.State.WITHDRAWN, reason="Ремонт в детском саду"
    )
    assert "Ремонт в детском саду" in text_of(client, expert)


def test_home__a_schedule_waits_for_whoever_approves_it():
    coordinator = appointed(Role.MUNICIPAL_COORDINATOR, orsk())
    Schedule.objects.create(
        procedure=ProcedureFactory(owner_role=Role.MUNICIPAL_COORDINATOR),
        territory=orsk(),
        starts=datetime.date(2030, 10, 1),
        ends=datetime.date(2030, 11, 1),
        drafted_by=coordinator,
    )
    assert titles_of(coordinator) == ["Планы-графики ждут утверждения"]
    assert titles_of(appointed(Role.DOO_HEAD, OrganisationFactory())) == []


def test_home__dates_wait_for_the_kindergarten_and_the_coordinator_waits_for_it():
    garden = OrganisationFactory()
    procedure = ProcedureFactory(target_kind="organisation")
    target = Target.objects.create(procedure=procedure, organisation=garden, chosen="hand")
    TargetList.objects.create(procedure=procedure, state="approved")
    Agreement.objects.create(
        target=target,
        side=Agreement.Side.ORGANISATION,
        starts=datetime.date(2030, 10, 1),
        ends=datetime.date(2030, 10, 3),
    )
    assert titles_of(appointed(Role.DOO_HEAD, garden)) == ["Ждёт Вашего согласия"]
    assert titles_of(appointed(Role.MUNICIPAL_COORDINATOR, orsk())) == ["Вы ждёте ответа о датах"]


def test_sheets__found_by_words(client, expert):
    rose = OrganisationFactory(short_name="Детский сад «Розочка»")
    AssignmentFactory(assignee=expert, organisation=rose)
    AssignmentFactory(assignee=expert, organisation__short_name="Детский сад «Сосна»")
    text = text_of(client, expert, "/desk/sheets/?q=розочка")
    assert "Розочка" in text
    assert "Сосна" not in text
    assert "Ничего не нашлось" in text_of(client, expert, "/desk/sheets/?q=пусто")
