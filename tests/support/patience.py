"""A person lets a page come before she acts on it: so does every click and key of a test.

Playwright returns from a click as soon as the next page has begun to come. On a slow machine its
end is not parsed then and its scripts have not run: rows are missing, buttons do nothing yet.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from playwright.sync_api import Locator, Page, expect

EXPECT_MS = 30_000
ACT_MS = 60_000
ACTS = ("click", "press")


def _then_loaded(act: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(act)
    def patient(self: Locator, *args: Any, **options: Any) -> Any:
        done = act(self, *args, **options)
        loaded(self.page)
        return done

    return patient


def loaded(page: Page) -> None:
    """Wait until the page has come whole and its scripts have run; at once when it has."""
    if not page.is_closed():
        page.wait_for_load_state("load")


def teach() -> None:
    """Make every click and key of this process wait for the page that it opens."""
    expect.set_options(timeout=EXPECT_MS)
    for name in ACTS:
        act = getattr(Locator, name)
        if not hasattr(act, "__wrapped__"):
            setattr(Locator, name, _then_loaded(act))
