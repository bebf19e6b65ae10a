"""Looking at a screen as one who must be able to use it: narrow and wide, with axe-core."""

import os

from playwright.sync_api import Page

from tests.accessibility.screens import Screen
from tests.journeys.support.person import SIDEWAYS, WIDTHS
from tests.portal.roles.world import World
from tests.support.addresses import Address
from tests.support.axe import run_axe

# In the CMS the menu is Wagtail's; of what stands beside it these parts are too.
OURS_IN_CMS = "#main"
NOT_OURS = (
    ".Draftail-Editor",  # the editor of rich text names its field by an element that is not there
    "[data-streamfield-stream-container]",  # the heading of a block is not bound to its field
    "#w-minimap-toggle",  # 22 px, where 24 are asked for
    ".w-minimap__list",  # scrolls, and the keyboard does not reach it
    ".messages",  # fade in while one looks
    "header.w-header, .w-slim-header",
    "footer",
)
# The outermost elements that reach over the right edge, by tag and class.
WIDE = """
() => {
  const edge = document.documentElement.clientWidth;
  const over = (element) => element.getBoundingClientRect().right > edge + 0.5;
  return [...document.body.querySelectorAll("*")]
    .filter((element) => over(element) && element.children.length === 0)
    .map((element) => `${element.tagName.toLowerCase()}.${element.className} in ${
      element.parentElement.className}`)
    .slice(0, 3).join(", ");
}
"""
SEND = """
([selector, typed]) => {
  const form = document.querySelector(selector);
  for (const field of form.elements) {
    if (["hidden", "submit", "button"].includes(field.type) || !field.name) continue;
    if (["checkbox", "radio"].includes(field.type)) field.checked = false;
    else field.value = typed[field.name] ?? "";
  }
  HTMLFormElement.prototype.submit.call(form);
}
"""


def path_of(screen: Screen, world: World) -> str:
    """Return the real path and query of a screen. Raises KeyError for what nobody made."""
    values = world.objects[screen.object] if screen.object else {}
    return Address("", screen.address).filled(values) + screen.query


def send(page: Page, selector: str, typed: dict[str, str]) -> None:
    """Send a form past the browser's own checks, with nothing in it but what is typed."""
    with page.expect_navigation():
        page.evaluate(SEND, [selector, typed])


def own_widths() -> tuple[int, ...]:
    """The widths of this lane: of two lanes side by side each looks at one, a lane alone at both.

    The same screen is looked at on either database; what differs in it is not the layout.
    """
    given = os.environ.get("LOOK_AT_WIDTH", "")
    return (int(given),) if given else WIDTHS


def faults_of(page: Page, is_cms: bool = False, widths: tuple[int, ...] = WIDTHS) -> list[str]:
    """Return what is wrong with the page at each width; an empty list is a good page.

    A preview in the CMS is a page of ours as a whole.
    """
    framed = is_cms and page.locator(OURS_IN_CMS).count() > 0
    within, without = (OURS_IN_CMS, NOT_OURS) if framed else ("", ())
    found = []
    for width in widths:
        if page.viewport_size != (size := {"width": width, "height": 800}):
            page.set_viewport_size(size)
        found += [f"at {width} px {fault}" for fault in run_axe(page, within, without)]
        extra = page.evaluate(SIDEWAYS)
        if extra > 0:
            wide = page.evaluate(WIDE)
            found.append(f"at {width} px it scrolls sideways by {extra} px: {wide}")
    return found
