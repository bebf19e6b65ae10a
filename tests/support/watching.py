"""Everything that a page does wrong by itself, noticed while a test walks through it."""

import re
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from tests.support.patience import ACT_MS

OWN_HOSTS = {"127.0.0.1", "localhost"}
OWN_SCHEMES = {"data", "blob", "about", "chrome-error"}
REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) => {
  const where = `${event.sourceFile || ""}:${event.lineNumber || ""}`;
  window.noteViolation(
    `${event.effectiveDirective} refused ${event.blockedURI} ${where} ${event.sample || ""}`,
  );
});
"""


class Watcher:
    """Collects what went wrong in every page of one browser context.

    `faults` holds sentences; `allow(pattern)` takes out what a test provokes on purpose, for
    example `allow("status of 404")`.
    """

    def __init__(self, context: BrowserContext):
        self.context = context
        self.faults: list[str] = []
        self._allowed: list[str] = []
        context.expose_binding("noteViolation", self._violation)
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("console", self._console)
        context.on("weberror", lambda error: self._note(f"script error: {error.error}"))
        context.on("request", self._request)

    def allow(self, pattern: str) -> None:
        """Expect faults that match the regular expression, earlier ones and later ones."""
        self._allowed.append(pattern)

    def check(self) -> None:
        """Raise AssertionError that lists every fault nobody allowed."""
        left = [fault for fault in self.faults if not self._is_allowed(fault)]
        if left:
            raise AssertionError("the page complained:\n  " + "\n  ".join(left))

    def forget(self) -> None:
        """Begin anew, with nothing seen and nothing allowed."""
        self.faults.clear()
        self._allowed.clear()

    def _is_allowed(self, fault: str) -> bool:
        return any(re.search(pattern, fault) for pattern in self._allowed)

    def _note(self, fault: str) -> None:
        if fault not in self.faults:
            self.faults.append(fault)

    def _violation(self, source: dict[str, Any], text: str) -> None:
        self._note(f"CSP at {source['page'].url}: {text.strip()}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._note(f"console at {message.location.get('url', '')}: {message.text}")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in OWN_SCHEMES and address.hostname not in OWN_HOSTS:
            self._note(f"request to another host: {request.url}")


def open_watched(browser: Browser, **options: Any) -> tuple[Page, Watcher]:
    """Open a page in a context of its own (own cookies) and watch it.

    options: those of Playwright's `new_context`; Russian, Orsk's time and 1280 × 800 by default.
    """
    settings: dict[str, Any] = {
        "locale": "ru-RU",
        "timezone_id": "Asia/Yekaterinburg",
        "viewport": {"width": 1280, "height": 800},
        "reduced_motion": "reduce",
        **options,
    }
    context = browser.new_context(**settings)
    context.set_default_timeout(ACT_MS)
    watcher = Watcher(context)
    return context.new_page(), watcher
