"""One portal for all screens: its rows are written once and taken away after the last screen."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client, TransactionTestCase, override_settings
from playwright.sync_api import Browser, Page
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from tests.accessibility import crowd
from tests.conftest import OpenPage
from tests.portal.roles.people import ANONYMOUS
from tests.portal.roles.world import World, make_world

Enter = Callable[..., Page]


class Kept(TransactionTestCase):
    """Django's own way to start from what migrations wrote and to leave nothing behind."""

    serialized_rollback = True


@dataclass(frozen=True)
class Portal:
    """world: its people and objects; url: where it answers."""

    world: World
    url: str

    def cookie_of(self, visitor: str) -> dict[str, Any]:
        """Return the cookie of a visitor's session, as a browser takes it."""
        client = Client()
        client.force_login(self.world.people[visitor])
        cookies: SimpleCookie = client.cookies
        name = django_settings.SESSION_COOKIE_NAME
        return {"name": name, "value": cookies[name].value, "url": self.url}


# Two fixtures of pytest-django under their own names, by which it knows that the database is wanted
# and that the rows of migrations are to be kept; here they live as long as the package.
@pytest.fixture(scope="package")
def django_db_serialized_rollback() -> None:
    """The rows that migrations wrote are there."""


@pytest.fixture(scope="package")
def transactional_db(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    django_db_serialized_rollback: None,
) -> Iterator[None]:
    """The rows stay from test to test."""
    with django_db_blocker.unblock():
        Kept.setUpClass()
        case = Kept()
        case._pre_setup()
        yield
        case._post_teardown()
        Kept.tearDownClass()


@pytest.fixture(scope="package")
def portal(
    transactional_db: None, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Portal]:
    """The world of the role table with a crowd in it, served to browsers."""
    with override_settings(MEDIA_ROOT=str(tmp_path_factory.mktemp("media"))):
        world = make_world()
        crowd.fill(world)
    server = LiveServer("localhost")
    yield Portal(world, server.url)
    server.stop()


@pytest.fixture
def enter(portal: Portal, open_page: OpenPage, settings: Any) -> Enter:
    """Open a page as a visitor: `enter("doo_head")`; its faults fail the test."""
    settings.MEDIA_ROOT = portal.world.media

    def open_as(visitor: str = ANONYMOUS, **options: Any) -> Page:
        page = open_page(**options)
        if visitor != ANONYMOUS:
            page.context.add_cookies([portal.cookie_of(visitor)])
        return page

    return open_as
