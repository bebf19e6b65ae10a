"""Putting a question as a visitor: the request leaves nothing behind, whatever it did."""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client

from tests.portal.roles.forms import form
from tests.portal.roles.parsing import fields_of
from tests.portal.roles.people import ANONYMOUS, COLUMNS
from tests.portal.roles.table import Question
from tests.portal.roles.world import World
from tests.support.addresses import Address

WRITE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
ITSELF = "itself"
CMS = ("methodologist", "editor", "regional")
LOGIN, HOME = "/login/", "/cms/"
REDIRECTS = {301, 302, 303}
REFUSALS = {"login", "home", "401", "403", "404", "405"}


@dataclass(frozen=True)
class Answer:
    """word: as a cell of the table says it; marks: words of marks.csv that the body holds;
    wrote: tables; files: appeared or gone.
    """

    question: Question
    visitor: str
    path: str
    word: str
    marks: frozenset[str]
    headers: dict[str, str]
    cookies: frozenset[str]
    wrote: frozenset[str] = field(default=frozenset())
    files: frozenset[str] = field(default=frozenset())

    @property
    def is_refusal(self) -> bool:
        return self.word in REFUSALS

    def __str__(self) -> str:
        return f"{self.question} as {self.visitor}"


class Asker:
    """One signed-in client for every column; its cookies are the same before each question."""

    def __init__(self, world: World, marks: Iterable[str] = (), **options: Any):
        self.world = world
        self.marks = tuple(marks)
        self.forms: dict[str, dict[str, Any]] = {}
        self.clients = {name: self._client(name, **options) for name in COLUMNS}
        self.cookies = {name: self._jar(name) for name in self.clients}

    def _client(self, name: str, **options: Any) -> Client:
        client = Client(raise_request_exception=False, **options)
        if name != ANONYMOUS:
            client.force_login(self.world.people[name])
        return client

    def _jar(self, name: str) -> str:
        return self.clients[name].cookies.output(header="", sep=";")

    def files(self) -> set[str]:
        """Return the uploaded and made files, as names below the folder they lie in."""
        found = os.walk(self.world.media)
        paths = (os.path.join(folder, name) for folder, _folders, names in found for name in names)
        return {os.path.relpath(path, self.world.media) for path in paths}

    def form_of(self, question: Question) -> dict[str, Any]:
        """Return what the row sends: a form of forms.py, or the page's own one (`itself`)."""
        sends = question.row.sends
        if not sends.startswith(ITSELF):
            return form(sends)
        shown = sends.removeprefix(f"{ITSELF} of ").replace(ITSELF, question.address.shown)
        path = Address("", shown).filled(self.values_of(question))
        if path not in self.forms:
            self.forms[path] = self._fetched(path)
        return self.forms[path]

    def _fetched(self, path: str) -> dict[str, Any]:
        with undone():
            pages = [self.clients[name].get(path) for name in CMS]
        return next(fields_of(_html(page)) for page in pages if page.status_code == 200)

    def path_of(self, question: Question) -> str:
        """Return the real path. Raises KeyError for an object or a parameter nobody made."""
        return question.address.filled(self.values_of(question))

    def values_of(self, question: Question) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for words in filter(None, question.row.object.split(" + ")):
            values |= self.world.objects[words]
        return values

    def ask(self, question: Question, visitor: str) -> Answer:
        client = self.clients[visitor]
        client.cookies = SimpleCookie(self.cookies[visitor])
        path, data = self.path_of(question), self.form_of(question)
        before = self.files() if question.method == "POST" else set()
        with undone() as wrote:
            send = client.get if question.method == "GET" else client.post
            response = send(path, data)
            body = _body(response)
        return Answer(
            question=question,
            visitor=visitor,
            path=path,
            word=_word(response),
            marks=frozenset(mark for mark in self.marks if mark in body),
            headers=dict(response.items()),
            cookies=frozenset(response.cookies),
            wrote=frozenset(wrote),
            files=frozenset(self.files() ^ before) if question.method == "POST" else frozenset(),
        )


def _html(page: Any) -> str:
    """A chooser comes as JSON around its HTML."""
    return page.json()["htmlFragment"] if "json" in page["Content-Type"] else page.text


def _body(response: Any) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode("utf-8", "replace")


def _word(response: Any) -> str:
    if response.status_code not in REDIRECTS:
        return str(response.status_code)
    target = response["Location"].split("?")[0]
    return {LOGIN: "login", HOME: "home"}.get(target, "ok")


@contextmanager
def undone() -> Iterator[set[str]]:
    """Run something, give the tables it wrote to, and take it back."""
    wrote: set[str] = set()

    def watch(execute: Any, sql: str, *rest: Any) -> Any:
        if found := WRITE.match(sql):
            wrote.add(found[1])
        return execute(sql, *rest)

    with transaction.atomic():
        with connection.execute_wrapper(watch):
            yield wrote
        transaction.set_rollback(True)
    if wrote:
        cache.clear()
