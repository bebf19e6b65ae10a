"""Support view: a kindergarten's desk by its coordinator's eyes; nothing can be written."""

import datetime

import pytest
from django.utils import timezone

from portal.assignments.models import Assignment
from portal.journal.models import Entry
from portal.organisations import support
from portal.organisations.choices import Role
from portal.organisations.policy import actor_of, visible
from portal.responses.models import Response
from tests.factories import OrganisationFactory, TerritoryFactory, appointed, orsk
from tests.factories.chain import AssignmentFactory
from tests.factories.results import final_report, submitted_response

pytestmark = pytest.mark.django_db
HOME, LIST, END = "/desk/", "/desk/support/", "/desk/support/end/"


@pytest.fixture
def garden():
    return OrganisationFactory(short_name="Детский сад «Ёлочка»")


@pytest.fixture
def municipal():
    return appointed(Role.MUNICIPAL_COORDINATOR, orsk())


def page_of(garden):
    return f"{LIST}{garden.uid}/"


@pytest.fixture
def looking(client, municipal, garden):
    client.force_login(municipal)
    answer = client.post(page_of(garden), {"reason": "Помочь с листом"})
    assert answer.status_code == 302
    return client


def test_begin__asks_why(client, municipal, garden):
    client.force_login(municipal)
    assert "Зачем" in client.get(page_of(garden)).content.decode()
    answer = client.post(page_of(garden), {"reason": "  "})
    assert answer.status_code == 422
    assert "Напишите, зачем" in answer.content.decode()
    assert "support" not in client.session
    assert not Entry.objects.filter(action="support.begun").exists()


def test_begin__is_recorded_with_its_reason_at_the_kindergarten(looking, municipal, garden):
    entry = Entry.objects.get(action="support.begun")
    assert (entry.by, entry.organisation_uid) == (municipal, garden.uid)
    assert entry.details == {"reason": "Помочь с листом"}
    assert "Орск" in entry.role


def test_desk__shows_what_the_coordinator_of_the_kindergarten_sees(looking, garden):
    AssignmentFactory(organisation=garden, assignee=appointed(Role.EXPERT, orsk()))
    final_report(garden)
    other = OrganisationFactory(short_name="Детский сад «Сосна»")
    AssignmentFactory(organisation=other)
    text = looking.get(page_of(garden)).content.decode()
    assert "Вы смотрите рабочее место сада" in text
    assert "Листы, за которыми Вы следите" in text
    for path in (page_of(garden), "/desk/sheets/", "/results/", "/reports/"):
        shown = looking.get(path).content.decode()
        assert "Ёлочка" in shown
        assert "Сосна" not in shown


def test_desk__has_no_personal_sheets(looking, garden):
    teacher = appointed(Role.TEACHER, garden, last_name="Воспитателева")
    sheet = submitted_response(garden, assignee=teacher)
    report = final_report(garden, assignee=teacher)
    for path in (HOME, page_of(garden), "/desk/sheets/", "/results/", "/reports/"):
        assert "Воспитателева" not in looking.get(path).content.decode()
    assert looking.get(f"/sheets/{sheet.assignment.uid}/").status_code == 404
    assert looking.get(f"/reports/{report.uid}/").status_code == 404


def test_desk__has_nothing_of_the_persons_own(looking, municipal, garden):
    AssignmentFactory(organisation=OrganisationFactory(), assignee=municipal)
    municipal.supporting = garden
    assert not visible(municipal, Assignment).exists()
    assert not visible(municipal, Response).exists()
    assert not visible(municipal, Entry).exists()


def test_look__is_not_recorded_as_the_coordinators(municipal, garden):
    municipal.supporting = garden
    label = actor_of(municipal).label
    assert label == "просмотр рабочего места · Детский сад «Ёлочка»"


WRITES = ("/desk/role/", "/account/password/", "/publications/", "/desk/jobs/{uid}/cancel/")


@pytest.mark.parametrize("path", WRITES)
def test_write__is_refused_whatever_it_is(looking, garden, path):
    answer = looking.post(path.format(uid=garden.uid))
    assert answer.status_code == 403
    assert "ничего нельзя менять" in answer.content.decode()


def test_write__of_the_cms_is_refused(looking):
    assert looking.post("/cms/").status_code == 403


def test_end__by_the_button_and_recorded(looking, municipal, garden):
    assert looking.post(END).status_code == 302
    assert "Вы смотрите рабочее место" not in looking.get(HOME).content.decode()
    assert Entry.objects.filter(action="support.ended", organisation_uid=garden.uid).exists()
    assert looking.post(END).status_code == 302
    assert Entry.objects.filter(action="support.ended").count() == 1


def test_end__after_half_an_hour_by_itself(looking, monkeypatch):
    later = timezone.now() + datetime.timedelta(minutes=30)
    monkeypatch.setattr(support.timezone, "now", lambda: later)
    assert "Вы смотрите рабочее место" not in looking.get(HOME).content.decode()
    assert "support" not in looking.session


def test_end__with_the_appointment_that_allowed_it(looking, municipal):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    municipal.appointments.update(starts=yesterday, ends=yesterday)
    assert "Вы смотрите рабочее место" not in looking.get(HOME).content.decode()


def test_signing_out__stays_possible(looking):
    assert looking.post("/logout/").status_code == 302
    assert "support" not in looking.session


@pytest.mark.parametrize("role", [Role.DOO_HEAD, Role.DOO_COORDINATOR, Role.TEACHER])
def test_begin__is_for_those_above(client, garden, role):
    client.force_login(appointed(role, garden))
    assert client.get(page_of(garden)).status_code == 403
    assert client.post(page_of(garden), {"reason": "хочу"}).status_code == 403


def test_begin__not_in_another_town(client, municipal):
    town = TerritoryFactory(parent=orsk().get_parent(), name="город Ясный")
    client.force_login(municipal)
    assert client.get(page_of(OrganisationFactory(territory=town))).status_code == 404


def test_list__found_by_a_word_and_paged(client, municipal, garden, django_assert_max_num_queries):
    for number in range(31):
        OrganisationFactory(short_name=f"Детский сад № {number}")
    client.force_login(municipal)
    with django_assert_max_num_queries(8):
        assert "Страница 1 из 2" in client.get(LIST).content.decode()
    assert "Ёлочка" in client.get(LIST, {"q": "елочка"}).content.decode()
    assert "Ничего не нашлось" in client.get(LIST, {"q": "такого-нет"}).content.decode()


def test_list__empty_for_others(client, garden):
    client.force_login(appointed(Role.TEACHER, garden))
    assert "Садов пока нет" in client.get(LIST).content.decode()
