"""The hands of a methodologist in the CMS: menus, blocks of a form, what every editor shares."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.factories.people import PASSWORD
from tests.journeys.support.person import sign_in

PLUS = "button[title='Вставить блок']"


def open_cms(page: Page, origin: str, email: str) -> None:
    """Sign a methodologist in and open the CMS on a screen high enough for its long forms."""
    page.set_viewport_size({"width": 1280, "height": 2400})
    sign_in(page, origin, email, PASSWORD)
    page.goto(f"{origin}/cms/")


def open_menu(page: Page, name: str) -> None:
    page.get_by_role("button", name="Шкалы и формы").click()
    page.locator("#wagtail-sidebar").get_by_role("link", name=name, exact=True).click()


def foot(page: Page) -> Locator:
    return page.locator("footer")


def agree(page: Page) -> None:
    """Press «Согласовать текст» and wait for the words that it is done."""
    foot(page).get_by_role("button", name="Больше действий").click()
    foot(page).get_by_role("button", name="Согласовать текст").click()
    expect(page.locator(".messages")).to_contain_text("Текст согласован")


def add_block(page: Page, name: str) -> Locator:
    """Add a block at the end of the form and return it."""
    page.locator(f"[data-streamfield-stream-container] {PLUS}").last.click()
    choose_kind(page, name)
    return page.locator("[data-streamfield-child]").last


def choose_kind(page: Page, name: str) -> None:
    """Choose a kind of block in the list that a plus has opened."""
    kinds = page.locator("[role=option]:visible")
    kinds.filter(has_text=re.compile(f"^\\s*{re.escape(name)}\\s*$")).click()


def block(page: Page, number: int) -> Locator:
    """Return a block of the body, counted from 0 as its names count it."""
    return page.locator(f'[data-streamfield-child]:has(> input[name="body-{number}-type"])')


def fill(page: Page, number: int, **values: str) -> None:
    """Type into a block: `label="…"`, `choices_0_label="…"` (a list's rows are counted)."""
    for way, value in values.items():
        name = re.sub(r"_(\d+)_", r"-\1-value-", way)
        page.locator(f'[name="body-{number}-value-{name}"]').fill(value)
