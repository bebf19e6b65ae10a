"""Emptying the test database although a table refuses DELETE.

Django empties SQLite between tests by DELETE and PostgreSQL by TRUNCATE, which the journal's
triggers refuse. So the triggers of the emptied tables are taken off and put back, on SQLite word
for word, in the one transaction of the flush; between flushes they are always there.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db.backends.postgresql.base import DatabaseWrapper as Postgres
from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite

ON_SQLITE = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
ON_POSTGRES = """
SELECT DISTINCT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE NOT tgisinternal
"""


@contextmanager
def past_triggers() -> Iterator[None]:
    """While inside, a flush goes past the triggers of the tables it empties."""
    with pytest.MonkeyPatch.context() as patch:
        for wrapper, off_and_on in ((SQLite, _dropped), (Postgres, _disabled)):
            patch.setattr(wrapper.ops_class, "sql_flush", _past(wrapper.ops_class, off_and_on))
        yield


def _past(operations: Any, off_and_on: Any) -> Any:
    plain = operations.sql_flush

    def sql_flush(self: Any, style: Any, tables: Any, **options: Any) -> list[str]:
        flush = plain(self, style, tables, **options)
        off, on = off_and_on(self, set(tables))
        return [*off, *flush, *on]

    return sql_flush


def _dropped(operations: Any, tables: set[str]) -> tuple[list[str], list[str]]:
    guards = [row for row in _rows(operations, ON_SQLITE) if row[1] in tables]
    off = [f"DROP TRIGGER {operations.quote_name(name)}" for name, _, _ in guards]
    return off, [made for _, _, made in guards]


def _disabled(operations: Any, tables: set[str]) -> tuple[list[str], list[str]]:
    guarded = [name for (name,) in _rows(operations, ON_POSTGRES) if name in tables]
    names = [operations.quote_name(name) for name in guarded]
    return (
        [f"ALTER TABLE {name} DISABLE TRIGGER USER" for name in names],
        [f"ALTER TABLE {name} ENABLE TRIGGER USER" for name in names],
    )


def _rows(operations: Any, sql: str) -> list[Any]:
    with operations.connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()
