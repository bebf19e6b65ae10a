"""Debian's Chromium, started so that it asks nobody for anything."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--font-render-hinting=none",
)
HOW_TO_GET = (
    "Chromium is not found: «make services» or «apt-get install chromium» brings it, "
    "CHROMIUM= names another place."
)


def path() -> str | None:
    """Return where Chromium is, None when there is none."""
    return shutil.which(os.environ.get("CHROMIUM", "chromium"))


@contextmanager
def started(executable: str) -> Iterator[Browser]:
    """Give a running browser and close it afterwards."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()
