"""The watch over a page and axe must each see what is planted for them."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.support.axe import run_axe
from tests.support.watching import open_watched

HEAD = '<!doctype html><html lang="ru"><head><title>Проба</title></head><body><main><h1>Проба</h1>'
PAGES = {
    "/good": HEAD + "<p>Всё в порядке.</p></main></body></html>",
    "/script": HEAD + "<script>document.title = 1</script></main></body></html>",
    "/style": HEAD + '<p style="color: red">Красное.</p></main></body></html>',
    "/throws": HEAD + '</main><script src="/throws.js"></script></body></html>',
    "/throws.js": "throw new Error('planted')",
    "/says": HEAD + '</main><script src="/says.js"></script></body></html>',
    "/says.js": "console.error('planted')",
    "/foreign": HEAD + '<img alt="" src="http://foreign.invalid/a.png"></main></body></html>',
    "/broken": HEAD + '<img alt="" src="/nothing.png"></main></body></html>',
    "/unlabelled": HEAD + "<input name=a></main></body></html>",
    "/nolang": "<!doctype html><title>Проба</title><main><h1>Проба</h1></main>",
}


class Planted(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = PAGES.get(self.path)
        self.send_response(200 if body else 404)
        kind = "text/javascript" if self.path.endswith(".js") else "text/html; charset=utf-8"
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", "default-src 'self'")
        self.end_headers()
        self.wfile.write((body or HEAD).encode())

    def log_message(self, *parts: object) -> None:
        """Stay silent."""


@pytest.fixture(scope="module")
def planted() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Planted)
    thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.05))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("/script", "CSP at .*script-src"),
        ("/style", "CSP at .*style-src"),
        ("/throws", "script error.*planted"),
        ("/says", "console at .*planted"),
        ("/foreign", "request to another host: http://foreign.invalid/a.png"),
        ("/broken", "console at .*404"),
    ],
)
def test_watcher__sees_what_is_planted(browser, planted, address, fault):
    page, watcher = open_watched(browser)
    page.goto(planted + address, wait_until="networkidle")
    with pytest.raises(AssertionError, match=f"(?s){fault}"):
        watcher.check()
    page.context.close()


def test_watcher__is_content_with_a_good_page(browser, planted):
    page, watcher = open_watched(browser)
    page.goto(planted + "/good", wait_until="networkidle")
    watcher.check()
    page.context.close()


def test_watcher__lets_pass_what_a_test_expects_and_nothing_else(browser, planted):
    page, watcher = open_watched(browser)
    page.goto(planted + "/missing", wait_until="networkidle")
    watcher.allow("status of 404")
    watcher.check()
    page.goto(planted + "/says", wait_until="networkidle")
    with pytest.raises(AssertionError, match="planted"):
        watcher.check()
    page.context.close()


def test_page_fixture__fails_the_test_at_its_end(open_page, watchers, planted):
    page = open_page()
    page.goto(planted + "/says", wait_until="networkidle")
    with pytest.raises(AssertionError, match="planted"):
        watchers[0].check()
    watchers[0].allow("planted")


@pytest.mark.parametrize(
    ("address", "rule"), [("/unlabelled", "label:"), ("/nolang", "html-has-lang:")]
)
def test_axe__sees_what_is_planted(page, planted, address, rule):
    page.goto(planted + address)
    found = run_axe(page)
    assert len(found) == 1
    assert found[0].startswith(rule)


def test_axe__is_content_with_a_good_page(page, planted):
    page.goto(planted + "/good")
    assert run_axe(page) == []
