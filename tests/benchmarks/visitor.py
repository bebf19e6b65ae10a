"""Somebody at the other end of the line: as quick as a client can be, so that the server counts."""

import gzip
import http.client
import socket
import statistics
import threading
import time
from collections.abc import Callable
from urllib.parse import urlencode

SECONDS = 2.0
CLIENTS = 4
WARM_UP = 3
PIECE = 1 << 18
# Any 32 letters and digits are a valid secret as long as cookie and header agree.
CSRF = "b" * 32


class Visitor:
    """Asks one server of this machine; session: the cookie of somebody signed in, or ""."""

    def __init__(self, url: str, session: str = ""):
        if not url.startswith("http://127.0.0.1:"):
            raise ValueError("a load goes to this machine only")
        self.port = int(url.rpartition(":")[2])
        cookie = f"csrftoken={CSRF}; sessionid={session}" if session else ""
        self.headers = {"Accept-Encoding": "gzip", **({"Cookie": cookie} if cookie else {})}

    def get(self, path: str) -> bytes:
        """Return the body as it came over the line; RuntimeError for anything but 200."""
        return self._ask("GET", path)

    def post(self, path: str, fields: dict[str, object]) -> bytes:
        """Send a form with its CSRF token and return the body; RuntimeError as in get."""
        form = {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": CSRF}
        return self._ask("POST", path, urlencode(fields, doseq=True), form)

    def hit(self, path: str) -> None:
        """Get an address and throw it away, with as little work on this side as a socket needs."""
        words = "".join(f"{name}: {value}\r\n" for name, value in self.headers.items())
        head = f"GET {path} HTTP/1.0\r\nHost: 127.0.0.1:{self.port}\r\n{words}\r\n"
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as line:
            line.sendall(head.encode())
            first = line.recv(PIECE)
            while line.recv(PIECE):
                pass
        if first.split(b" ", 2)[1:2] != [b"200"]:
            raise RuntimeError(f"GET {path}: {first[:40]!r}")

    def _ask(
        self, method: str, path: str, body: str | None = None, more: dict[str, str] | None = None
    ) -> bytes:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            line.request(method, path, body, self.headers | (more or {}))
            answer = line.getresponse()
            content = answer.read()
        finally:
            line.close()
        if answer.status != http.client.OK:
            raise RuntimeError(f"{method} {path}: {answer.status}")
        return content


def opened(body: bytes) -> bytes:
    """Return a body as it was before it was packed for the line."""
    return gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body


def milliseconds(call: Callable[[], object]) -> float:
    """Return how long one call took."""
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def requests_per_second(visitor: Visitor, path: str) -> float:
    """Return how many requests to one address are answered in a second: four clients, two seconds.

    RuntimeError when an answer is no success.
    """
    for _ in range(WARM_UP):
        visitor.get(path)
    counts, failures = [0] * CLIENTS, []
    end = time.monotonic() + SECONDS

    def client(number: int) -> None:
        try:
            while time.monotonic() < end:
                visitor.hit(path)
                counts[number] += 1
        except (OSError, RuntimeError) as failure:
            failures.append(failure)

    threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise RuntimeError(f"a request failed: {failures[0]}")
    return sum(counts) / SECONDS


def side_by_side(
    figure: Callable[[], float], reference: Callable[[], float], repeats: int
) -> tuple[float, float]:
    """Return the medians of two figures taken in turn, so that a busy machine slows both alike."""
    pairs = [(figure(), reference()) for _ in range(repeats)]
    return statistics.median(one for one, _ in pairs), statistics.median(two for _, two in pairs)
