"""Emptying the test database although a table refuses DELETE.

Django empties SQLite between tests by DELETE, which the journal's triggers refuse (PostgreSQL's
TRUNCATE passes them). So the triggers of the emptied tables are taken off and put back word for
word, in the one transaction of the flush; between flushes they are always there.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db.backends.sqlite3.base import DatabaseWrapper

TRIGGERS = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"


@contextmanager
def past_triggers() -> Iterator[None]:
    """While inside, a flush of SQLite goes past the triggers of the tables it empties."""
    operations = DatabaseWrapper.ops_class
    plain = operations.sql_flush

    def sql_flush(self: Any, style: Any, tables: Any, **options: Any) -> list[str]:
        flush = plain(self, style, tables, **options)
        with self.connection.cursor() as cursor:
            triggers = cursor.execute(TRIGGERS).fetchall()
        guards = [(name, made) for name, table, made in triggers if table in tables]
        off = [f"DROP TRIGGER {self.quote_name(name)}" for name, _ in guards]
        return [*off, *flush, *(made for _, made in guards)]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "sql_flush", sql_flush)
        yield
