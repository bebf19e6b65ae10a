"""A running portal for journeys, on the database of the lane (DATABASE_URL says which)."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack

import pytest

from tests.journeys.support.rows import rows_of
from tests.journeys.support.server import Server
from tests.journeys.support.stage import Command, Stage


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Where servers come from in this run: on PostgreSQL when the run itself is."""
    url = os.environ.get("DATABASE_URL", "")
    postgres = url if url.startswith("postgres") else ""
    with Stage(tmp_path_factory.mktemp("stage"), postgres) as ready:
        yield ready


@pytest.fixture
def run_server(stage: Stage) -> Iterator[Callable[..., Server]]:
    """Start the web server on a fresh copy: `run_server(("load_demo",))` has the demo data.

    The worker is started by the test: `server.start_worker()`. JOB_LEASE_SECONDS="2" and the like
    go to the environment of its processes.
    """
    with ExitStack() as ending:

        def run(*commands: Command, **extra: str) -> Server:
            return ending.enter_context(stage.server(*commands, **extra))

        yield run


@pytest.fixture
def rows(django_db_blocker) -> Callable[[Server], AbstractContextManager[None]]:
    """`with rows(server): Job.objects.get(…)` reads the running server's rows."""
    return lambda server: rows_of(server, django_db_blocker)
