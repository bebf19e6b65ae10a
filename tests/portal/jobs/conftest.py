"""Kinds of work for these tests, registered for one test each."""

from collections.abc import Callable, Iterator

import pytest

from portal.jobs import registry
from portal.jobs.models import Job
from portal.jobs.run import Run
from portal.jobs.services import enqueue
from tests.factories import PersonFactory

MakeJob = Callable[[Callable[[Run], None]], Job]


@pytest.fixture
def make_job(db: None) -> Iterator[MakeJob]:
    """Queue a job that is done by the given function."""
    kinds: list[str] = []

    def make(handler: Callable[[Run], None], **params: int) -> Job:
        kind = f"tests.kind{len(kinds)}"
        kinds.append(kind)
        registry.register(kind, handler)
        return enqueue(by=PersonFactory(), kind=kind, title="Проверка", params=params)

    yield make
    for kind in kinds:
        registry._handlers.pop(kind)
