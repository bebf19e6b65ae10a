"""Fixtures for every test: a watched browser page, files in a folder of the test's own."""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connections
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.support import chromium, flushing, patience
from tests.support.gates import missing
from tests.support.postgres import HOW_TO_GET, reachable_url
from tests.support.watching import Watcher, open_watched

# Playwright keeps an event loop in the main thread; the ORM calls of a test are synchronous still.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
hypothesis_settings.register_profile("suite", deadline=None, derandomize=True, database=None)
hypothesis_settings.load_profile("suite")
patience.teach()

OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that empties the database puts back what migrations wrote, else later ones fail."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker and marker.kwargs.get("transaction"):
            assert marker.kwargs.get("serialized_rollback"), f"{item.nodeid} keeps no rows"


def pytest_collection_finish() -> None:
    """Look for garbage seldom, and never among the code: it costs a sixth of the suite."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Test databases are UTF-8 whatever the cluster's own encoding is; each process has its own."""
    from django.conf import settings

    test = settings.DATABASES["default"].setdefault("TEST", {})
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        test.update({"TEMPLATE": "template0", "CHARSET": "UTF8"})


@pytest.fixture(scope="session", autouse=True)
def emptied_between_tests() -> Iterator[None]:
    """Django's flush after a test gets past the journal, which refuses DELETE otherwise."""
    with flushing.past_triggers():
        yield


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> None:
    """Uploaded and made files go to the test's folder; no page is left in the cache."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    cache.clear()


@pytest.fixture(scope="session")
def need_chromium() -> str:
    """The path of Chromium, or a skip (with CI=true a failure) that says how to get it."""
    return chromium.path() or missing(chromium.HOW_TO_GET)


@pytest.fixture(scope="session")
def need_postgres() -> str:
    """The address of a PostgreSQL server that answers, or a skip that says how to get one."""
    return reachable_url() or missing(HOW_TO_GET)


@pytest.fixture(scope="session")
def browser(need_chromium: str) -> Iterator[Browser]:
    """Chromium for the whole run.

    Playwright's loop makes Django look for connections in another place of the same thread; the
    ones the suite has opened and serialised are carried over, else a flush would lose the rows
    that migrations wrote.
    """
    opened = {alias: connections[alias] for alias in connections}
    with chromium.started(need_chromium) as running:
        for alias, connection in opened.items():
            connections[alias] = connection
        yield running


@pytest.fixture
def watchers() -> list[Watcher]:
    """The watchers of all pages the test opened; `watchers[0].allow(…)` expects a fault."""
    return []


@pytest.fixture
def open_page(browser: Browser, watchers: list[Watcher]) -> Iterator[OpenPage]:
    """Open another person's page: own cookies, watched; options as for a browser context.

    `open_page(java_script_enabled=False)` is a browser without JavaScript.
    """

    def open_one(**options: Any) -> Page:
        page, watcher = open_watched(browser, **options)
        watchers.append(watcher)
        return page

    yield open_one
    for watcher in watchers:
        watcher.context.close()
    for watcher in watchers:
        watcher.check()


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page()


@pytest.fixture
def visit(
    page: Page, django_db_serialized_rollback: None, live_server: LiveServer
) -> Callable[[str], Page]:
    """Open an address of the site in a real browser: `visit("/login/")` gives the page there."""

    def go(address: str) -> Page:
        page.goto(live_server.url + address)
        return page

    return go
