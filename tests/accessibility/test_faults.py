"""A fault planted in a good page is found: the checks are awake."""

import pytest
from playwright.sync_api import Page

from tests.accessibility.conftest import Enter, Portal
from tests.accessibility.looking import faults_of

PLANTED = {
    "image-alt": "<img src='/favicon.ico'>",
    "label": "<input type='text'>",
    "color-contrast": "<p class='pale'>Бледно</p>",
    "scrolls sideways": "<p class='wide'>Широко</p>",
}
# Rules put in by a script of the debugger are no inline style: the policy has nothing to refuse.
RULES = """
() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    .pale { color: #ddd }
    .wide { width: 2000px; max-width: none }
    .fading { animation: fading 600s }
    @keyframes fading { from { opacity: 0.3 } }
  `);
  document.adoptedStyleSheets.push(sheet);
}
"""
PLANT = "([where, html]) => document.querySelector(where).insertAdjacentHTML('beforeend', html)"


def plant(page: Page, where: str, html: str) -> None:
    page.evaluate(RULES)
    page.evaluate(PLANT, [where, html])


@pytest.mark.parametrize("rule", PLANTED)
def test_fault__is_found_at_both_widths(rule: str, portal: Portal, enter: Enter):
    page = enter()
    page.goto(f"{portal.url}/login/")
    assert faults_of(page) == []
    plant(page, "main", PLANTED[rule])
    assert sum(rule in found for found in faults_of(page)) == 2


def test_fault__is_not_a_message_that_still_fades_in(portal: Portal, enter: Enter):
    page = enter()
    page.goto(f"{portal.url}/login/")
    plant(page, "main", "<p class='fading'>Сохранено</p>")
    assert faults_of(page) == []


def test_fault__is_found_in_the_cms(portal: Portal, enter: Enter):
    page = enter("regional")
    page.goto(f"{portal.url}/cms/territories/")
    plant(page, "#main", PLANTED["image-alt"])
    assert any("image-alt" in found for found in faults_of(page, is_cms=True))


def test_fault__outside_our_part_of_the_cms_is_not_ours(portal: Portal, enter: Enter):
    page = enter("regional")
    page.goto(f"{portal.url}/cms/territories/")
    plant(page, "#wagtail-sidebar", PLANTED["image-alt"])
    assert faults_of(page, is_cms=True) == []
