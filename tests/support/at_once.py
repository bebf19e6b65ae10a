"""Two people at once: the second acts while the first has not committed yet.

On PostgreSQL the second really stands before the first one's lock; SQLite lets writers in one by
one, so there the same pair only takes turns.
"""

import threading
import time
from collections.abc import Callable
from typing import Any

from django.db import connection, connections, transaction

PATIENCE = 20  # seconds, a net under a lock that is never given back
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


def at_once(first: Callable[[], Any], then: Callable[[], Any]) -> tuple[Any, Any]:
    """Return what came of both acts; a test with it needs `django_db(transaction=True)`.

    Raises what the second act raised.
    """
    if connection.vendor == "sqlite":
        return first(), then()
    second = _Second(then)
    with transaction.atomic():
        came = first()
        second.start()
        _wait_for_a_lock()
    second.join(PATIENCE)
    if second.fault:
        raise second.fault
    return came, second.came


class _Second(threading.Thread):
    """Acts in a connection of its own."""

    def __init__(self, act: Callable[[], Any]):
        super().__init__()
        self.act, self.came, self.fault = act, None, None

    def run(self) -> None:
        try:
            self.came = self.act()
        except Exception as fault:
            self.fault = fault
        finally:
            connections.close_all()


def _wait_for_a_lock() -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)
