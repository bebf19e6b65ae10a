"""A click comes back with the whole page it opened, however slowly that page comes."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

HEAD = b'<!doctype html><html lang="ru"><title>x</title><link rel="icon" href="data:,"><main>'


class Slow(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(HEAD + b'<p>1</p><a href="/next">next</a>' + b" " * 5000)
        if self.path == "/next":
            self.wfile.flush()
            time.sleep(0.7)
            self.wfile.write(b"<p>2</p>")

    def log_message(self, *parts: object) -> None:
        """Stay silent."""


@pytest.fixture
def slow() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Slow)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("act", ["click", "press"])
def test_act__waits_for_the_page_it_opens(page, slow, act):
    page.goto(slow)
    link = page.get_by_role("link", name="next")
    link.press("Enter") if act == "press" else link.click()
    assert page.locator("p").count() == 2
