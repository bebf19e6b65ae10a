"""Finding entries: by person, words of the act, title of the object; by days."""

import datetime
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from portal.accounts.models import User
from portal.journal.choices import ACTIONS, action_words, codes_with
from portal.journal.models import Entry
from portal.journal.selectors import found
from portal.journal.services import record, record_about
from tests.factories import OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def added():
    garden = OrganisationFactory(short_name="Детский сад «Ёлочка» 100%")
    return record(by=PersonFactory(last_name="Семёнова"), action="organisation.added", obj=garden)


@pytest.fixture
def opened():
    person = PersonFactory(last_name="Петрова")
    return record(by=person, action="account.signed_in", obj=person)


@pytest.mark.parametrize(
    "words", ["семенова", "СЕМЁНОВА", "елочка", "добавлен", "добавлен Ёлочка семёнова", "100%"]
)
def test_found__folded_words_in_any_order(added, opened, words):
    assert list(found(Entry.objects.all(), words)) == [added]


@pytest.mark.parametrize("words", ["семенова вход", "organisation.added", "%", "_", "нет такого"])
def test_found__every_word_has_to_stand_somewhere(opened, words):
    assert not found(Entry.objects.all(), words)


def test_found__without_words_everything_newest_first(added, opened):
    assert list(found(Entry.objects.all())) == [opened, added]


def test_found__by_days_that_are_included(added):
    today, day = timezone.localdate(added.at), datetime.timedelta(days=1)
    rows = Entry.objects.all()
    assert list(found(rows, since=today, until=today)) == [added]
    assert not found(rows, since=today + day)
    assert not found(rows, until=today - day)
    assert list(found(rows, since=datetime.date.min, until=datetime.date.max)) == [added]


def test_found__one_query(added, opened, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert [str(entry.by.last_name) for entry in found(Entry.objects.all())]


def test_action_words__known_and_unknown():
    assert action_words("report.compiled") == "отчёт составлен"
    assert action_words("thing.done") == "thing.done"
    assert Entry(action="measure.done").action_words == "мероприятие выполнено"


def test_codes_with__a_word_in_any_form_of_letters():
    assert codes_with("отчет") == ["report.compile_started", "report.compiled", "report.finalised"]
    assert codes_with("нет") == []


def test_actions__fit_their_column_and_differ():
    assert all(len(code) <= 60 for code in ACTIONS)
    assert len({str(words) for words in ACTIONS.values()}) == len(ACTIONS)


def test_record_about__names_a_kind_and_no_row():
    made = record_about(by=None, action="thing.done", model=User, title="ж" * 300, rows=3)
    assert (made.object_kind, made.object_uid, made.details) == ("accounts.user", "", {"rows": 3})
    assert made.object_title == "ж" * 250


def test_fill__gives_words_to_entries_written_before(added):
    state = MigrationExecutor(connection).loader.project_state([("journal", "0002_search")])
    old = state.apps.get_model("journal", "Entry")
    guard = import_module("portal.journal.migrations.0003_append_only")
    with connection.cursor() as cursor:
        guard.release(None, SimpleNamespace(connection=connection, execute=cursor.execute))
    old.objects.update(search="")
    import_module("portal.journal.migrations.0002_search").fill(state.apps, None)
    assert Entry.objects.get().search == added.search != ""
