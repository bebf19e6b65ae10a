"""The rows of a running server, read with the ORM of the test."""

from collections.abc import Iterator
from contextlib import contextmanager

import environ
from django.db import connections
from django.db.utils import load_backend

from tests.journeys.support.server import Server


@contextmanager
def rows_of(server: Server, blocker) -> Iterator[None]:
    """Point the ORM at the server's database inside the block.

    blocker: pytest-django's `django_db_blocker`. For looking after the fact; what a person would
    do is done in the browser.
    """
    own = connections["default"]
    settings = {**own.settings_dict, **environ.Env.db_url_config(server.database.url)}
    settings["OPTIONS"] = {}
    theirs = load_backend(settings["ENGINE"]).DatabaseWrapper(settings, "default")
    with blocker.unblock():
        connections["default"] = theirs
        try:
            yield
        finally:
            theirs.close()
            connections["default"] = own
