"""The hands of a person: signing in, looking at a screen in both widths."""

import os
import re
from pathlib import Path

from playwright.sync_api import Page

from tests.support.patience import loaded

SHOTS = Path(__file__).resolve().parents[3] / "var" / "shots"
WIDTHS = (320, 1280)
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def sign_in(page: Page, origin: str, email: str, password: str) -> None:
    """Sign in through the form and wait until it let the person in."""
    page.goto(f"{origin}/login/")
    page.locator("input[name=username]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.locator("form:has(input[name=password]) button[type=submit]").click()
    page.wait_for_url(lambda address: "/login/" not in address)


def shots(page: Page, name: str) -> None:
    """Look at the screen at 320 and 1280 px: nothing may scroll sideways.

    With MAKE_SHOTS=1 the screens are kept as var/shots/<name>-<width>.png.
    """
    assert re.fullmatch(r"[a-z0-9-]+", name), f"a screen's name is a slug, not {name!r}"
    loaded(page)
    before = page.viewport_size
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if os.environ.get("MAKE_SHOTS") == "1":
            SHOTS.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=SHOTS / f"{name}-{width}.png", full_page=True)
        extra = page.evaluate(SIDEWAYS)
        assert extra <= 0, f"{name} scrolls sideways by {extra} px at {width} px"
    if before:
        page.set_viewport_size(before)
