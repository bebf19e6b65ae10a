"""The world of the role table, made once for everything that asks it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from tests.portal.roles.asking import Answer, Asker
from tests.portal.roles.checks import read_marks
from tests.portal.roles.table import questions, read_table
from tests.portal.roles.world import World, make_world
from tests.support.addresses import every_address

Ask = Callable[..., list[Answer]]


@pytest.fixture(scope="package")
def world(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[World]:
    """Everything the table speaks of, in one transaction that is taken back at the end."""
    media = str(tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(MEDIA_ROOT=media):
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture
def ask(world: World, settings: Any) -> Ask:
    """Put the rows of one address to some visitors: `ask("reports/", "teacher")`."""
    settings.MEDIA_ROOT = world.media
    asker = Asker(world, [mark.words for mark in read_marks()])

    def put(shown: str, *visitors: str, method: str = "GET") -> list[Answer]:
        asked = questions(read_table(), [one for one in every_address() if one.shown == shown])
        asked = [question for question in asked if question.method == method]
        return [asker.ask(question, name) for question in asked for name in visitors]

    return put
