"""The port to ready lists of options: who keeps them registers here; without one there are none.

An option is {"value", "label", "score": decimal text or None, "unsure": bool}.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol

from django.forms import Select

from forms_builder.fields.contract import Item


class ListSource(Protocol):
    def titles(self) -> list[tuple[str, str]]:
        """Return (uid, title) of every list, in the order of titles."""

    def options(self, uid: str) -> list[Item]:
        """Return the options of a list in order, as they are now; empty for an unknown one."""

    def everything(self) -> dict[str, list[Item]]:
        """Return uid → options of every list that has some, however many there are in one query."""


class NoLists:
    def titles(self) -> list[tuple[str, str]]:
        return []

    def options(self, uid: str) -> list[Item]:
        return []

    def everything(self) -> dict[str, list[Item]]:
        return {}


_source: list[ListSource] = [NoLists()]
_read: ContextVar[dict[str, list[Item]] | None] = ContextVar("lists_read", default=None)


def register_source(source: ListSource) -> None:
    """Name who keeps the lists; one room does so in its AppConfig.ready()."""
    _source[:] = [source]


def list_titles() -> list[tuple[str, str]]:
    """Return (uid, title) of every list: the choices of an editor."""
    return _source[0].titles()


def options_of(uid: str) -> list[Item]:
    """Return the options of a list as they are now; empty when there is no such list."""
    read = _read.get()
    if read is None:
        return _source[0].options(uid)
    if uid not in read:
        read[uid] = _source[0].options(uid)
    return read[uid]


@contextmanager
def read_once() -> Iterator[None]:
    """Within it each list is read once, however many questions use it."""
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


class ListSelect(Select):
    """Each list carries its options, so that the editor of a form can offer their codes."""

    def optgroups(self, *args: Any, **kwargs: Any) -> list[Any]:
        groups = super().optgroups(*args, **kwargs)
        ready = _source[0].everything()
        for option in (one for _name, options, _place in groups for one in options):
            if rows := ready.get(str(option["value"])):
                pairs = [[row["value"], row["label"]] for row in rows]
                option["attrs"]["data-options"] = json.dumps(pairs, ensure_ascii=False)
        return groups
