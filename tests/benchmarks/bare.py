"""The reference project under the same server, the same workers, the same kind of database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.benchmarks.visitor import Visitor
from tests.journeys.support.databases import new_database
from tests.journeys.support.server import Server
from tests.journeys.support.stage import Stage
from tests.support.inside import run_inside

SETTINGS = "tests.benchmarks.reference.settings"
CONTENT = "tests.benchmarks.reference.content"


@dataclass(frozen=True)
class Bare:
    """facts: what the function that filled its database returned."""

    server: Server
    facts: Any

    def visitor(self, session: str = "") -> Visitor:
        return Visitor(self.server.url, session)


@contextmanager
def bare(stage: Stage, fill: str, *arguments: Any) -> Iterator[Bare]:
    """Serve the reference project; fill: the function of reference/content.py that fills it."""
    folder = stage.new_folder()
    server = Server(folder, new_database(folder, stage.postgres), settings=SETTINGS)
    try:
        server.manage("migrate", "--run-syncdb", "--verbosity", "0")
        facts = run_inside(server, f"{CONTENT}.{fill}", *arguments)
        server.start_web()
        yield Bare(server, facts)
    finally:
        server.stop()
