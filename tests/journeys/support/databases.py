"""A database of its own for every running portal, copied from one prepared before."""

import shutil
import uuid
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql


@dataclass(frozen=True)
class SQLite:
    """One file; a copy is a copied file (nobody may have it open)."""

    path: Path
    kind = "SQLite"

    @property
    def url(self) -> str:
        return f"sqlite:///{self.path}"

    def create(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)

    def copy(self, folder: Path) -> "SQLite":
        twin = SQLite(folder / "portal.sqlite3")
        twin.create()
        shutil.copy(self.path, twin.path)
        return twin

    def drop(self) -> None:
        for end in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + end).unlink(missing_ok=True)


@dataclass(frozen=True)
class Postgres:
    """One database of a server; a copy is made by the server from it as template."""

    server: str
    name: str
    kind = "PostgreSQL"

    @classmethod
    def new(cls, server: str) -> "Postgres":
        return cls(server, f"portal_{uuid.uuid4().hex[:12]}")

    @property
    def url(self) -> str:
        return urlsplit(self.server)._replace(path=f"/{self.name}").geturl()

    def create(self) -> None:
        self._run("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'", self.name)

    def copy(self, folder: Path) -> "Postgres":
        twin = Postgres.new(self.server)
        self._run("CREATE DATABASE {} TEMPLATE {}", twin.name, self.name)
        return twin

    def drop(self) -> None:
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)

    def _run(self, statement: str, *names: str) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


Database = SQLite | Postgres


def new_database(folder: Path, server: str = "") -> Database:
    """Create an empty database: on the PostgreSQL server given, otherwise an SQLite file."""
    database = Postgres.new(server) if server else SQLite(folder / "portal.sqlite3")
    database.create()
    return database
