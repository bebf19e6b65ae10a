"""A person without a mouse: she walks with Tab and acts with Enter."""

from playwright.sync_api import Locator, Page

from tests.support.patience import loaded

FOCUSED = "one => one === document.activeElement"
FARTHEST = 150


def walk_to(page: Page, aim: Locator) -> None:
    """Press Tab until the aim has the focus; a walk of more than 150 steps is a fault."""
    aim.wait_for(state="attached")
    for _step in range(FARTHEST):
        if aim.evaluate(FOCUSED):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {aim}")


def act_on(page: Page, aim: Locator) -> None:
    """Walk to a link or a button and press Enter."""
    walk_to(page, aim)
    page.keyboard.press("Enter")
    loaded(page)
