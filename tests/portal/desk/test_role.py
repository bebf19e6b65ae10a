"""A person with several roles acts by the one she chose in the head of the desk."""

import datetime
import re

import pytest
from django.utils import timezone

from portal.journal.models import Entry
from portal.organisations.choices import Role
from portal.organisations.models import Appointment, Organisation
from portal.organisations.policy import actor_of, demand, visible
from portal.organisations.services import save_organisation
from tests.factories import AppointmentFactory, OrganisationFactory, appointed, orsk
from tests.factories.registry import cms_person
from tests.factories.site import site

pytestmark = pytest.mark.django_db
HOME, SWITCH = "/desk/", "/desk/role/"


@pytest.fixture
def garden():
    return OrganisationFactory(short_name="Детский сад «Ёлочка»")


@pytest.fixture
def person(garden):
    both = appointed(Role.MUNICIPAL_COORDINATOR, orsk())
    AppointmentFactory(person=both, role=Role.TEACHER, organisation=garden, territory=None)
    return both


@pytest.fixture
def as_teacher(person):
    return person.appointments.get(role=Role.TEACHER)


def choose(client, appointment):
    return client.post(SWITCH, {"appointment": appointment and str(appointment.uid)})


def text_of(client):
    return client.get(HOME).content.decode()


def test_choice__begins_with_all_her_roles(client, person):
    client.force_login(person)
    text = text_of(client)
    assert "Все мои роли" in text
    assert "Публикации" in text


def test_choice__narrows_what_she_sees_and_may(client, person, as_teacher):
    OrganisationFactory(short_name="Детский сад «Сосна»")
    client.force_login(person)
    assert choose(client, as_teacher).status_code == 302
    text = text_of(client)
    assert "педагог · Детский сад «Ёлочка»" in text
    assert "Публикации" not in text
    assert client.get("/desk/support/").content.decode().count("Сосна") == 0
    assert choose(client, "").status_code == 302
    assert "Сосна" in client.get("/desk/support/").content.decode()


def test_choice__is_of_one_browser(client, person, as_teacher):
    client.force_login(person)
    choose(client, as_teacher)
    client.logout()
    client.force_login(person)
    assert "Публикации" in text_of(client)


def test_choice__that_ended_falls_back_to_all(client, person, as_teacher):
    client.force_login(person)
    choose(client, as_teacher)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Appointment.objects.filter(pk=as_teacher.pk).update(starts=yesterday, ends=yesterday)
    text = text_of(client)
    assert "Публикации" in text
    assert "муниципальный координатор" in text


def test_choice__of_another_persons_appointment_is_not_found(client, person):
    other = appointed(Role.REGIONAL_COORDINATOR, orsk().get_parent()).appointments.get()
    client.force_login(person)
    assert choose(client, other).status_code == 404
    assert client.post(SWITCH, {"appointment": "не номер"}).status_code == 404
    assert "acting_as" not in client.session


def test_choice__planted_in_the_session_gives_nothing(person):
    other = appointed(Role.REGIONAL_COORDINATOR, orsk().get_parent()).appointments.get()
    person.acting_as = str(other.uid)
    assert actor_of(person).chosen is None
    assert not actor_of(person).has(Role.REGIONAL_COORDINATOR)


def test_acts__are_recorded_with_the_chosen_role(person, garden):
    chosen = person.appointments.get(role=Role.MUNICIPAL_COORDINATOR)
    person.acting_as = str(chosen.uid)
    save_organisation(by=person, organisation=garden, note="Замена крыши")
    entry = Entry.objects.get(action="organisation.changed")
    assert entry.role == str(chosen)


def test_policy__knows_only_the_chosen_one(person, as_teacher, garden):
    other = OrganisationFactory()
    assert set(visible(person, Organisation)) == {garden, other}
    del person.policy_actor
    person.acting_as = str(as_teacher.uid)
    assert set(visible(person, Organisation)) == {garden}
    with pytest.raises(Exception, match="координатор"):
        demand(person, "change", garden)


def test_cms__is_closed_while_she_acts_by_a_role_of_the_desk(client, garden):
    site()
    person = cms_person(Role.METHODOLOGIST, orsk())
    teacher = AppointmentFactory(
        person=person, role=Role.TEACHER, organisation=garden, territory=None
    )
    client.force_login(person)
    assert client.get("/cms/").status_code == 200
    choose(client, teacher)
    assert client.get("/cms/").status_code == 403
    assert person.groups.filter(name=Role.METHODOLOGIST).exists()


def test_head__with_one_role_offers_no_choice(client, garden):
    client.force_login(appointed(Role.TEACHER, garden))
    text = text_of(client)
    assert SWITCH not in text
    assert "педагог" in text


EVERY = {
    *("Задачи", "Ход", "Результаты", "Отчёты", "Планы", "График", "Публикации", "Люди"),
    *("Конфликт интересов", "Журнал", "Управление"),
}
CLOSED = {
    Role.TEACHER: EVERY - {"Результаты", "Отчёты", "График"},
    Role.EXPERT: EVERY - {"Результаты", "Отчёты", "График", "Конфликт интересов"},
    Role.METHODOLOGIST: EVERY - {"Результаты", "График", "Управление"},
    Role.EDITOR: EVERY - {"График", "Публикации", "Управление"},
    Role.DOO_HEAD: {"Конфликт интересов", "Журнал", "Управление"},
    Role.MUNICIPAL_COORDINATOR: {"Конфликт интересов", "Управление"},
}


@pytest.mark.parametrize(("role", "closed"), CLOSED.items())
def test_head__doors_lead_somewhere(client, garden, role, closed):
    site()
    inside = role in (Role.TEACHER, Role.DOO_HEAD)
    client.force_login(appointed(role, garden if inside else orsk()))
    nav = text_of(client).split("<nav")[1].split("</nav>")[0]
    doors = dict(re.findall(r'href="([^"]+)"[^<>]*>([^<>]+)</a>', nav))
    assert {*doors.values()} & EVERY == EVERY - closed
    answers = {path: client.get(path).status_code for path in doors if path != "/cms/"}
    assert {*answers.values()} <= {200, 302}


def test_switch__by_post_only(client, person):
    client.force_login(person)
    assert client.get(SWITCH).status_code == 405
