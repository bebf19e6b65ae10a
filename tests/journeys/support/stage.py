"""Servers on one kind of database, each on a fresh copy of what was prepared once."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from tests.journeys.support.databases import new_database
from tests.journeys.support.server import Server

Command = tuple[str, ...]


class Stage:
    """folder: where everything is kept; postgres: a PostgreSQL server, "" for SQLite files.

    A context manager: what was prepared is dropped at the end.
    """

    def __init__(self, folder: Path, postgres: str = ""):
        self.folder = folder
        self.postgres = postgres
        self.kind = "PostgreSQL" if postgres else "SQLite"
        self._origins: dict[tuple[Command, ...], Server] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *reason: object) -> None:
        for origin in self._origins.values():
            origin.stop()

    def origin(self, *commands: Command) -> Server:
        """Return a migrated server with static files on which the commands were run.

        It is made once and never runs itself; copying it takes a fraction of the time.
        """
        if commands not in self._origins:
            folder = self.new_folder()
            origin = Server(folder, new_database(folder, self.postgres))
            self._origins[commands] = origin
            origin.manage("migrate", "--verbosity", "0")
            origin.manage("collectstatic", "--noinput", "--verbosity", "0")
            for command in commands:
                origin.manage(*command)
        return self._origins[commands]

    @contextmanager
    def server(self, *commands: Command, **extra: str) -> Iterator[Server]:
        """Give a server that answers, on its own copy; extra goes to its environment."""
        with self.unstarted(*commands, **extra) as server:
            server.start_web()
            yield server

    @contextmanager
    def unstarted(self, *commands: Command, **extra: str) -> Iterator[Server]:
        """Give a server on its own copy, for those who need no pages or start it in their way."""
        origin = self.origin(*commands)
        folder = self.new_folder()
        (folder / "static").symlink_to(origin.folder / "static")
        server = Server(folder, origin.database.copy(folder), **extra)
        try:
            yield server
        finally:
            server.stop()

    def new_folder(self) -> Path:
        """Return an empty folder that goes with the stage."""
        folder = self.folder / uuid.uuid4().hex[:8]
        folder.mkdir(parents=True)
        return folder
