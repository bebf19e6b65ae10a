"""The pages that say what went wrong: they must be good too."""

from collections.abc import Callable

import pytest
from django.contrib.auth.views import LoginView
from playwright.sync_api import Page, expect

from tests.accessibility.conftest import Enter, Portal
from tests.accessibility.looking import faults_of, send
from tests.support.watching import Watcher

MANY_FIELDS = """
() => {
  const form = document.querySelector("main form");
  const field = document.createElement("input");
  field.name = "many";
  for (let n = 0; n < 1001; n += 1) form.append(field.cloneNode());
  HTMLFormElement.prototype.submit.call(form);
}
"""


def bad_request(page: Page, url: str) -> None:
    """More fields than any form of ours has."""
    page.goto(f"{url}/login/")
    with page.expect_navigation():
        page.evaluate(MANY_FIELDS)


def forbidden(page: Page, url: str) -> None:
    page.goto(f"{url}/cms/")


def missing(page: Page, url: str) -> None:
    page.goto(f"{url}/net-takoy/")


def without_token(page: Page, url: str) -> None:
    """A form that was open while the cookies were cleared."""
    page.goto(f"{url}/login/")
    page.context.clear_cookies()
    send(page, "main form", {"username": "a@example.org", "password": "b"})


# Name → status, what the page says of it, who meets it and how.
ERRORS: dict[str, tuple[int, str, str, Callable[[Page, str], None]]] = {
    "400": (400, "Не получилось прочитать запрос", "anonymous", bad_request),
    "403": (403, "Эта страница не для Вашей роли", "doo_head", forbidden),
    "404": (404, "Такой страницы нет", "anonymous", missing),
    "csrf": (403, "Страница устарела", "anonymous", without_token),
}


@pytest.mark.parametrize("name", ERRORS)
def test_error_page__good_for_everybody(
    name: str, portal: Portal, enter: Enter, watchers: list[Watcher]
):
    status, words, visitor, provoke = ERRORS[name]
    page = enter(visitor)
    watchers[0].allow(f"status of {status}")
    provoke(page, portal.url)
    expect(page.locator("h1")).to_have_text(words)
    found = faults_of(page)
    assert not found, "\n".join(found)


def test_error_page__of_a_broken_view(
    portal: Portal, enter: Enter, watchers: list[Watcher], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(LoginView, "get", lambda *asked: 1 / 0)
    page = enter()
    watchers[0].allow("status of 500")
    page.goto(f"{portal.url}/login/")
    expect(page.locator("h1")).to_contain_text("Что-то сломалось")
    found = faults_of(page)
    assert not found, "\n".join(found)
