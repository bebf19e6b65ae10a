"""A module of static/js on an empty page of its own, to be called beside its Python twin."""

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, Route

SCRIPTS = Path(__file__).parents[2] / "static" / "js"
HOST = "http://twin.test"
POLICY = "default-src 'self'"


def page_with(browser: Browser, module: str) -> Iterator[Page]:
    """Yield a page under the site's own policy that may import «/module»; nothing else exists."""

    def serve(route: Route) -> None:
        path = route.request.url.removeprefix(HOST)
        if path == "/":
            route.fulfill(
                content_type="text/html",
                headers={"Content-Security-Policy": POLICY},
                body="<!doctype html><title>Двойник</title>",
            )
        elif path == f"/{module}":
            text = (SCRIPTS / module).read_text(encoding="utf-8")
            route.fulfill(content_type="text/javascript", body=text)
        else:
            route.fulfill(status=404, body="")

    page = browser.new_page()
    page.route("**/*", serve)
    page.goto(f"{HOST}/")
    yield page
    page.close()
