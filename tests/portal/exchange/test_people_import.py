"""Appointing from a file: what is shown, what is refused, what is written, and only once."""

import datetime
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from forms_builder.common.errors import DomainError
from portal.accounts.models import User
from portal.exchange.models import Upload
from portal.exchange.tables import read_table
from portal.journal.models import Entry
from portal.organisations.choices import Role
from portal.organisations.models import Appointment
from portal.organisations.people_downloads import HEADERS, table_of
from portal.organisations.people_plan import plan_people
from portal.organisations.people_table import people_rows, read_day
from portal.organisations.policy import visible
from portal.organisations.services import appoint_many
from tests.factories import OrganisationFactory, TerritoryFactory, appointed, orsk

pytestmark = pytest.mark.django_db
HEAD = ["ФИО", "Электронная почта", "Роль", "ИНН", "Где", "Территория", "С", "По"]
INN = "5614007806"
ANNA = ["Иванова Анна Павловна", "anna@example.org", "педагог", INN, "", "", "", ""]
IRINA = ["Орлова Ирина Львовна", "", "Педагог", "", "детский сад «родничок»", "", "01.09.2026", ""]


@pytest.fixture
def garden():
    return OrganisationFactory(short_name="Детский сад «Родничок»", inn=INN)


@pytest.fixture
def coordinator(garden):
    return appointed(Role.MUNICIPAL_COORDINATOR, orsk())


def rows_of(*rows):
    return people_rows(HEAD, list(enumerate(rows, start=2)))


def wrong_of(coordinator, *row):
    """Return what is wrong with a row, by its column."""
    planned = plan_people(coordinator, rows_of(list(row))).rows[0]
    return dict(planned.wrong)


def xlsx(*rows):
    book = openpyxl.Workbook()
    for row in (HEAD, *rows):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return SimpleUploadedFile("люди.xlsx", content.getvalue())


def test_import__makes_new_people_and_their_appointments(coordinator, garden):
    appoint_many(by=coordinator, rows=rows_of(ANNA, IRINA))
    anna = User.objects.get(email="anna@example.org")
    made = Appointment.objects.get(person=anna)
    assert (made.role, made.node, made.appointed_by) == (Role.TEACHER, garden, coordinator)
    assert (made.starts, made.search) == (garden.territory.today(), "иванова анна павловна")
    irina = Appointment.objects.get(person__last_name="Орлова")
    assert irina.starts == datetime.date(2026, 9, 1)
    assert not irina.person.has_usable_password()
    assert Entry.objects.filter(action="appointment.made").count() == 2
    assert Entry.objects.get(action="people.imported").details == {"people": 2, "appointments": 2}


def test_import__a_second_time_finds_everything_there(coordinator, garden):
    appoint_many(by=coordinator, rows=rows_of(ANNA, IRINA))
    people = User.objects.count()
    plan = plan_people(coordinator, rows_of(ANNA, IRINA))
    assert [row.kind for row in plan.rows] == ["same", "same"]
    appoint_many(by=coordinator, rows=rows_of(ANNA, IRINA))
    assert User.objects.count() == people


def test_import__one_person_with_two_roles_is_one_account(coordinator, garden):
    expert = [*ANNA[:2], "эксперт ДОО", "", "город Орск", "", "", "31.12.2099"]
    appoint_many(by=coordinator, rows=rows_of(ANNA, expert))
    anna = User.objects.get(email="anna@example.org")
    assert anna.appointments.count() == 2
    assert anna.appointments.get(role=Role.EXPERT).scope == "both"


def test_import__what_was_exported_comes_back_unchanged(coordinator, garden):
    appoint_many(by=coordinator, rows=rows_of(ANNA, IRINA))
    appointed(Role.EXPERT, orsk())
    below = visible(coordinator, Appointment).exclude(person=coordinator)
    for extension in ("csv", "xlsx"):
        header, rows = read_table(table_of(below, extension))
        assert header == list(HEADERS)
        plan = plan_people(coordinator, people_rows(header, rows))
        assert {row.kind for row in plan.rows} == {"same"}


@pytest.mark.parametrize(
    ("place", "value", "column", "said"),
    [
        (0, "Иванова", "Фамилия, имя, отчество", "полностью"),
        (1, "не почта", "Электронная почта", "целиком"),
        (2, "царь", "Роль", "Такой роли нет"),
        (2, "", "Роль", "Такой роли нет"),
        (2, "муниципальный координатор", "Роль", "на территории"),
        (3, "7707083893", "ИНН", "среди Ваших нет"),
        (6, "вчера", "С", "01.09.2026"),
        (6, "31.02.2026", "С", "01.09.2026"),
        (7, "01.09.2020", "По", "уже прошёл"),
    ],
)
def test_import__says_what_is_wrong_by_column(coordinator, garden, place, value, column, said):
    row = list(ANNA)
    row[place] = value
    assert said in wrong_of(coordinator, *row)[column]
    with pytest.raises(DomainError, match=f"строка 2, столбец «{column}»"):
        appoint_many(by=coordinator, rows=rows_of(row))


def test_import__one_wrong_row_writes_nothing(coordinator, garden):
    people = User.objects.count()
    with pytest.raises(DomainError):
        appoint_many(by=coordinator, rows=rows_of(ANNA, [*IRINA[:2], "царь", *IRINA[3:]]))
    assert User.objects.count() == people
    assert not Entry.objects.filter(action="appointment.made").exists()


def test_import__refuses_the_same_row_twice_and_an_ambiguous_place(coordinator, garden):
    plan = plan_people(coordinator, rows_of(ANNA, ANNA))
    assert "уже в строке 2" in dict(plan.rows[1].wrong)["Фамилия, имя, отчество"]
    OrganisationFactory(short_name="Детский сад «Родничок»")
    assert "несколько" in wrong_of(coordinator, *IRINA)["Где"]


def test_import__a_place_of_another_town_is_not_hers(coordinator, garden):
    town = TerritoryFactory(parent=orsk().get_parent(), name="город Ясный")
    OrganisationFactory(territory=town, short_name="Детский сад «Дальний»")
    row = [*IRINA[:4], "Детский сад «Дальний»", "", "", ""]
    assert "среди Ваших нет" in wrong_of(coordinator, *row)["Где"]


def test_import__an_address_of_somebody_else_tells_no_name(coordinator, garden):
    appointed(Role.TEACHER, garden, last_name="Скрытная", email="anna@example.org")
    message = wrong_of(coordinator, *ANNA)["Электронная почта"]
    assert "другим именем" in message
    assert "Скрытная" not in message


def test_import__a_crossing_appointment_is_wrong_and_a_later_one_is_not(coordinator, garden):
    appoint_many(by=coordinator, rows=rows_of([*ANNA[:7], "01.09.2099"]))
    assert "уже есть" in wrong_of(coordinator, *ANNA)["С"]
    later = [*ANNA[:6], "02.09.2099", ""]
    assert wrong_of(coordinator, *later) == {}


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (["Роль", "ИНН"], "Нет столбца «Фамилия, имя, отчество»"),
        (["ФИО", "Роль"], "Нет столбца «Где»"),
        (["ФИО", "фио", "Роль", "ИНН"], "стоит дважды"),
    ],
)
def test_import__refuses_a_header(head, said):
    with pytest.raises(DomainError, match=said):
        people_rows(head, [(2, ["Иванова Анна"])])


def test_import__refuses_an_empty_and_a_huge_file():
    with pytest.raises(DomainError, match="ни одной строки"):
        people_rows(HEAD, [])
    with pytest.raises(DomainError, match="больше 2000"):
        people_rows(HEAD, [(number, ANNA) for number in range(2001)])


@pytest.mark.parametrize("text", ["01.09.2026", "2026-09-01", "01.09.26"])
def test_read_day__in_the_ways_people_write(text):
    assert read_day(text) == datetime.date(2026, 9, 1)


def test_plan__of_many_rows_costs_a_few_queries(coordinator, garden, django_assert_max_num_queries):
    rows = [[f"Иванова Анна-{n} Павловна", f"a{n}@example.org", *ANNA[2:]] for n in range(300)]
    with django_assert_max_num_queries(10):
        plan = plan_people(coordinator, rows_of(*rows))
    assert len(plan.of("new")) == 300


def test_screens__from_the_file_to_the_people_to_invite(client, coordinator, garden):
    client.force_login(coordinator)
    answer = client.post(reverse("people_import:choose"), {"file": xlsx(ANNA, IRINA)})
    upload = Upload.objects.get(kind=Upload.Kind.PEOPLE)
    assert answer["Location"] == reverse("people_import:preview", args=[upload.uid])
    page = client.get(answer["Location"]).text
    assert "новый человек" in page
    assert "Назначить всех" in page
    answer = client.post(answer["Location"], follow=True)
    assert "Записано: 2\u00a0назначения" in answer.text
    assert answer.text.count(" checked") >= 2
    assert not Upload.objects.exists()


def test_screens__wrong_rows_stand_alone_and_nothing_is_confirmed(client, coordinator, garden):
    client.force_login(coordinator)
    wrong = [*IRINA[:2], "царь", *IRINA[3:]]
    answer = client.post(reverse("people_import:choose"), {"file": xlsx(ANNA, wrong)})
    page = client.get(answer["Location"]).text
    assert "Такой роли нет" in page
    assert "Назначить всех" not in page
    assert "Ничего не записано" in client.post(answer["Location"], follow=True).text
    assert Upload.objects.exists()


def test_screens__what_is_no_table_says_so(client, coordinator):
    client.force_login(coordinator)
    file = SimpleUploadedFile("план.pdf", b"\x01\x02")
    answer = client.post(reverse("people_import:choose"), {"file": file}, follow=True)
    assert "Файл не читается" in answer.text
    assert "Проверьте, пожалуйста" in client.post(reverse("people_import:choose")).text


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_screens__template_has_the_columns_alone(client, coordinator, extension):
    client.force_login(coordinator)
    answer = client.get(reverse("people_import:template", args=[extension]))
    assert read_table(answer.content) == (list(HEADERS), [])


def test_screens__another_ones_file_is_not_there(client, coordinator, garden):
    client.force_login(coordinator)
    client.post(reverse("people_import:choose"), {"file": xlsx(ANNA)})
    address = reverse("people_import:preview", args=[Upload.objects.get().uid])
    client.force_login(appointed(Role.MUNICIPAL_COORDINATOR, orsk()))
    assert client.get(address).status_code == 404
    client.force_login(appointed(Role.TEACHER, garden))
    assert client.get(address).status_code == 403
