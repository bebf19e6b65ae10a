"""One portal for all screens: its rows are written once and taken away after the last screen."""

import threading
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
from tests.support.watching import Watcher, open_watched

Enter = Callable[..., Page]
Seats = Callable[[str], tuple[Page, Watcher]]


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
    _finish_requests()


def _finish_requests() -> None:
    """The CMS says good-bye from a page that closes: its answer may not outlive the rows."""
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=10)


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


@pytest.fixture(scope="package")
def seats(portal: Portal, browser: Browser) -> Iterator[Seats]:
    """Give a visitor's page, opened once for all screens she looks at: style sheets come once."""
    taken: dict[str, tuple[Page, Watcher]] = {}

    def seat_of(visitor: str) -> tuple[Page, Watcher]:
        if visitor not in taken:
            taken[visitor] = open_watched(browser)
            if visitor != ANONYMOUS:
                taken[visitor][0].context.add_cookies([portal.cookie_of(visitor)])
        return taken[visitor]

    yield seat_of
    for page, _watcher in taken.values():
        page.context.close()


@pytest.fixture
def look_as(
    portal: Portal, seats: Seats, watchers: list[Watcher], settings: Any
) -> Iterator[Callable[[str], Page]]:
    """Give the visitor's own page to a screen; what it does wrong there fails the test."""
    settings.MEDIA_ROOT = portal.world.media

    def sit_down(visitor: str) -> Page:
        page, watcher = seats(visitor)
        page.goto("about:blank")  # what the screen before still sends by itself ends here
        watcher.forget()
        watchers.append(watcher)
        return page

    yield sit_down
    for watcher in watchers:
        try:
            watcher.check()
        finally:
            watcher.forget()
