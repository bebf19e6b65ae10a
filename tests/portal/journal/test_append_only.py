"""The database itself refuses: the models are gone round here, by plain SQL."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from portal.journal.models import Entry
from portal.journal.services import record
from tests.factories import PersonFactory

REFUSED = {
    "update": "UPDATE journal_entry SET action = 'x'",
    "one update": "UPDATE journal_entry SET search = '' WHERE id = {pk}",
    "delete": "DELETE FROM journal_entry",
    "one delete": "DELETE FROM journal_entry WHERE id = {pk}",
}
# SQLite has no such statement: emptying a table is its «delete» above.
EMPTYING = {"sqlite": "DELETE FROM journal_entry", "postgresql": "TRUNCATE journal_entry"}


def made():
    return record(by=None, action="person.seen", obj=PersonFactory())


def run(sql):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.django_db
@pytest.mark.parametrize("sql", REFUSED.values(), ids=REFUSED)
def test_database__refuses(sql):
    entry = made()
    with pytest.raises(IntegrityError, match="append-only"):
        run(sql.format(pk=entry.pk))
    assert Entry.objects.get().action == "person.seen"


@pytest.mark.django_db
def test_database__refuses_emptying():
    made()
    connection.check_constraints()  # what is still to be checked would refuse it first
    with pytest.raises(IntegrityError, match="append-only"):
        run(EMPTYING[connection.vendor])
    assert Entry.objects.count() == 1


@pytest.mark.django_db
def test_database__refuses_what_goes_round_the_model():
    entry = made()
    entry.action = "x"
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        entry.save_base(force_update=True)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Entry.objects.all()._raw_delete(connection.alias)
    assert Entry.objects.get().action == "person.seen"


@pytest.mark.django_db
def test_database__refuses_replacing():
    entry = made()
    columns = "id, at, role, action, object_kind, object_uid, object_title, details, search"
    chosen = columns.replace("action", "'x'", 1)
    row = f"({columns}) SELECT {chosen} FROM journal_entry WHERE id = {entry.pk}"
    replacing = {
        "sqlite": f"INSERT OR REPLACE INTO journal_entry {row}",
        "postgresql": f"INSERT INTO journal_entry {row} ON CONFLICT (id) DO UPDATE SET role = 'x'",
    }
    with pytest.raises(IntegrityError, match="append-only"):
        run(replacing[connection.vendor])
    assert Entry.objects.get().action == "person.seen"


@pytest.mark.django_db
def test_database__takes_the_next_entry():
    assert {made().pk, made().pk} == set(Entry.objects.values_list("pk", flat=True))


@pytest.mark.django_db
def test_guard__comes_off_and_back():
    migration = import_module("portal.journal.migrations.0003_append_only")
    editor = SimpleNamespace(connection=connection, execute=run)
    made()
    migration.release(None, editor)
    run(REFUSED["update"])
    assert Entry.objects.get().action == "x"
    migration.guard(None, editor)
    with pytest.raises(IntegrityError, match="append-only"):
        run(REFUSED["delete"])


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_flush_of_a_test__empties_and_leaves_the_guard():
    """As Django itself does it for a serialised rollback: no signal, so that the content types it
    remembers stay those of the rows it puts back.
    """
    made()
    call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)
    assert not Entry.objects.exists()
    made()
    with pytest.raises(IntegrityError, match="append-only"):
        run(REFUSED["delete"])
