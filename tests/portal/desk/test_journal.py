"""The journal's page and file: who sees whose acts, searching, paging, the CSV."""

import csv
import io
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from portal.journal.models import Entry
from portal.journal.services import record, record_about
from portal.organisations.choices import Role
from portal.organisations.models import Organisation, Territory
from portal.organisations.policy import visible
from tests.factories import (
    AppointmentFactory,
    OrganisationFactory,
    PersonFactory,
    TerritoryFactory,
    appointed,
    orsk,
)
from tests.factories.registry import cms_person

pytestmark = pytest.mark.django_db
PAGE, FILE = "/desk/journal/", "/desk/journal/table.csv"


@pytest.fixture
def municipal():
    return appointed(Role.MUNICIPAL_COORDINATOR, orsk(), last_name="Муниципалова")


@pytest.fixture
def head():
    return appointed(Role.DOO_HEAD, OrganisationFactory(), last_name="Заведующая")


def act(by, title="Детский сад «Ёлочка»", action="organisation.changed", territory=None):
    garden = OrganisationFactory(short_name=title, territory=territory or orsk())
    return record(by=by, action=action, obj=garden)


def seen_by(person):
    return set(visible(person, Entry).values_list("pk", flat=True))


def text_of(client, person, query=""):
    client.force_login(person)
    return client.get(PAGE + query).content.decode()


def rows_of(client, person, query=""):
    client.force_login(person)
    response = client.get(FILE + query)
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


@pytest.fixture
def next_town():
    town = TerritoryFactory(parent=orsk().get_parent(), name="город Ясный")
    return Territory.objects.get(pk=town.pk)


def test_scope__what_lies_at_or_below_her_node_whoever_did_it(municipal, head, next_town):
    regional = appointed(Role.REGIONAL_COORDINATOR, orsk().get_parent())
    here = [act(municipal), act(head), act(regional), act(PersonFactory())]
    there = act(head, territory=next_town)
    region = record(by=regional, action="territory.moved", obj=orsk().get_parent())
    assert seen_by(municipal) == {entry.pk for entry in here}
    assert seen_by(regional) == {entry.pk for entry in (*here, there, region)}


def test_scope__her_own_acts_wherever(municipal, next_town):
    far = appointed(Role.MUNICIPAL_COORDINATOR, next_town)
    own = act(municipal, territory=next_town)
    assert seen_by(municipal) == {own.pk}
    assert seen_by(far) == {own.pk}


def test_scope__not_what_her_people_do_elsewhere(municipal, head, next_town):
    AppointmentFactory(person=head, territory=next_town, role=Role.EXPERT)
    act(head, territory=next_town)
    record_about(by=head, action="journal.exported", model=Entry, title="Журнал")
    assert not seen_by(municipal)


def test_scope__goes_with_the_kindergarten_that_moves(municipal, head, next_town):
    entry = act(head)
    Organisation.objects.filter(uid=entry.organisation_uid).update(territory=next_town)
    assert not seen_by(municipal)
    assert seen_by(appointed(Role.MUNICIPAL_COORDINATOR, next_town)) == {entry.pk}


@pytest.mark.parametrize("role", [Role.METHODOLOGIST, Role.EDITOR, Role.EXPERT, Role.SYSTEM_EXPERT])
def test_scope__others_see_their_own_acts(role, head):
    act(head)
    person = appointed(role, orsk())
    assert seen_by(person) == set()
    own = act(person)
    assert seen_by(person) == {own.pk}


def test_scope__inside_a_kindergarten_their_own_acts(head):
    garden = head.appointments.get().organisation
    colleague = appointed(Role.TEACHER, garden)
    act(colleague)
    assert seen_by(head) == set()


def test_scope__nothing_without_an_appointment_in_force():
    person = PersonFactory()
    act(person)
    assert not seen_by(person)


def test_scope__failed_sign_ins_by_the_accounts_node(municipal, head, client):
    stranger = PersonFactory()
    for email in (head.email, municipal.email, stranger.email, "nobody@example.org"):
        client.post("/login/", {"username": email, "password": "не тот"})
    titles = set(visible(municipal, Entry).values_list("object_title", flat=True))
    assert titles == {str(head), str(municipal)}
    assert set(visible(head, Entry).values_list("object_title", flat=True)) == {str(head)}


def test_page__says_who_did_what(client, municipal, head):
    act(head)
    text = text_of(client, municipal)
    for words in (head.get_short_name(), "детский сад изменён", "Ёлочка", "вход"):
        assert words in text
    assert "на Вашей территории" in text
    assert "Ваши собственные действия" in text_of(client, head)


def test_page__shows_an_unknown_action_as_it_is(client, municipal):
    act(municipal, action="thing.happened")
    assert "thing.happened" in text_of(client, municipal)


def test_page__escapes_titles(client, municipal):
    act(municipal, title="<script>x</script>")
    assert "<script>x" not in text_of(client, municipal)


def test_page__searches_and_narrows_by_days(client, municipal, head):
    act(head)
    assert "Ёлочка" in text_of(client, municipal, "?q=ЕЛОЧКА+заведующая")
    assert "Ничего не нашлось" in text_of(client, municipal, "?q=такого-нет")
    today = timezone.localdate(timezone=ZoneInfo("Asia/Yekaterinburg"))
    assert "Ёлочка" in text_of(client, municipal, f"?since={today}&until={today}")
    assert "Ничего не нашлось" in text_of(client, municipal, "?until=2020-01-01")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?since=позавчера", "С какого дня"),
        ("?since=2030-02-01&until=2030-01-01", "Последний день раньше первого."),
    ],
)
def test_page__says_what_is_wrong_and_keeps_what_was_typed(client, municipal, query, words):
    act(municipal)
    text = text_of(client, municipal, f"{query}&q=Ёлочка")
    assert "Проверьте, пожалуйста" in text
    assert words in text
    assert 'value="Ёлочка"' in text
    assert "детский сад изменён" not in text
    assert client.get(f"{FILE}{query}").status_code == 302


def test_page__empty_says_what_will_come(client):
    assert "Записей пока нет" in text_of(client, PersonFactory())


def test_page__fifty_at_a_time(client, municipal):
    for number in range(51):
        act(municipal, title=f"Сад-{number:02}")
    text = text_of(client, municipal, "?q=Сад-")
    assert "Страница 1 из 2" in text
    assert "Сад-50" in text
    assert "Сад-00" not in text
    second = text_of(client, municipal, "?q=Сад-&page=2")
    assert "Сад-00" in second
    assert "Сад-01" not in second


@pytest.mark.parametrize("count", [1, 60])
def test_page__asks_the_same_few_questions(client, municipal, django_assert_max_num_queries, count):
    for _ in range(count):
        act(appointed(Role.EXPERT, orsk()))
    client.force_login(municipal)
    with django_assert_max_num_queries(8):
        client.get(PAGE)
    with django_assert_max_num_queries(10):
        client.get(FILE)


def test_table__all_pages_of_the_same_rows(client, municipal):
    for number in range(60):
        act(municipal, title=f"Сад-{number:02}")
    rows = rows_of(client, municipal, "?q=Сад-&page=2")
    assert rows[0][:5] == ["Когда", "Кто", "В роли", "Действие", "Объект"]
    assert [row[4] for row in rows[1:]] == [f"Сад-{number:02}" for number in range(59, -1, -1)]


def test_table__neutralises_formulas(client, municipal):
    act(municipal, title="=HYPERLINK(1)")
    assert rows_of(client, municipal, "?q=HYPERLINK")[1][4] == "'=HYPERLINK(1)"


def test_table__is_an_act_itself(client, municipal, head):
    act(head)
    assert len(rows_of(client, municipal, "?q=Ёлочка")) == 2
    entry = Entry.objects.get(action="journal.exported")
    assert (entry.by, entry.details, entry.object_title) == (municipal, {"rows": 1}, "Журнал")


def test_table__holds_nothing_of_others(client, municipal, head):
    act(municipal, title="Чужое дело")
    assert "Чужое дело" not in str(rows_of(client, head))


def test_home__links_those_who_see_more_than_their_own(client, municipal, head):
    client.force_login(municipal)
    assert PAGE in client.get("/desk/").content.decode()
    client.force_login(head)
    assert PAGE not in client.get("/desk/").content.decode()


def test_registry_download__is_recorded(client):
    regional = cms_person(Role.REGIONAL_COORDINATOR, orsk().get_parent())
    client.force_login(regional)
    assert client.get("/cms/organisations/download/csv/").status_code == 200
    entry = Entry.objects.get(action="registry.exported")
    assert (entry.by, entry.details["format"]) == (regional, "csv")
