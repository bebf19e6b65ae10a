"""The client counts what was answered and takes no error for an answer."""

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.benchmarks import visitor
from tests.benchmarks.visitor import CSRF, Visitor, milliseconds, opened, side_by_side


class Echo(BaseHTTPRequestHandler):
    """Answers with what it was asked; /no is refused."""

    def do_GET(self) -> None:
        self._answer(self.headers.get("Cookie", "nobody").encode())

    def do_POST(self) -> None:
        form = self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(form + b" " + self.headers["X-CSRFToken"].encode())

    def _answer(self, body: bytes) -> None:
        self.send_response(404 if self.path == "/no" else 200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@pytest.fixture
def url() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_visitor__refuses_other_hosts():
    with pytest.raises(ValueError, match="this machine"):
        Visitor("http://192.0.2.1:80")


def test_visitor__shows_her_session_and_the_token_of_a_form(url):
    person = Visitor(url, "somebody")
    assert person.get("/") == f"csrftoken={CSRF}; sessionid=somebody".encode()
    assert person.post("/", {"confirmed": [1, 2]}) == f"confirmed=1&confirmed=2 {CSRF}".encode()


def test_visitor__without_session_sends_no_cookie(url):
    assert Visitor(url).get("/") == b"nobody"


@pytest.mark.parametrize("ask", [Visitor.get, Visitor.hit])
def test_visitor__takes_no_error_for_an_answer(url, ask):
    ask(Visitor(url), "/yes")
    with pytest.raises(RuntimeError, match="GET /no"):
        ask(Visitor(url), "/no")


def test_requests_per_second__counts_answers_alone(url, monkeypatch):
    monkeypatch.setattr(visitor, "SECONDS", 0.05)
    assert visitor.requests_per_second(Visitor(url), "/") > 0
    with pytest.raises(RuntimeError):
        visitor.requests_per_second(Visitor(url), "/no")


def test_opened__unpacks_only_what_is_packed():
    assert opened(gzip.compress(b"sheet")) == opened(b"sheet") == b"sheet"


def test_milliseconds__calls_once():
    calls = []
    assert milliseconds(lambda: calls.append(1)) >= 0
    assert calls == [1]


def test_side_by_side__takes_turns_and_gives_medians():
    turns: list[str] = []
    figures = {"ours": iter([5.0, 1.0, 3.0]), "theirs": iter([20.0, 40.0, 30.0])}

    def figure(name):
        turns.append(name)
        return next(figures[name])

    medians = side_by_side(lambda: figure("ours"), lambda: figure("theirs"), 3)
    assert medians == (3.0, 30.0)
    assert turns == ["ours", "theirs"] * 3
