"""Every page type, for the person who may see it, in each state it has, at 320 and 1280 px."""

from collections.abc import Callable

import pytest
from django.db.models import Model
from playwright.sync_api import Page as Screened
from wagtail.models import Page, get_page_models

from tests.accessibility.conftest import Portal
from tests.accessibility.looking import faults_of, own_widths, path_of, send
from tests.accessibility.screens import STATES, Screen, read_screens, unvisited
from tests.support.watching import Watcher

SCREENS = read_screens()
PUBLIC = "<1>"


@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_page__good_for_everybody(
    screen: Screen, portal: Portal, look_as: Callable[[str], Screened], watchers: list[Watcher]
):
    page = look_as(screen.visitor)
    if screen.state == "wrong":
        watchers[0].allow("status of 4(00|22)")
    answer = page.goto(portal.url + path_of(screen, portal.world))
    assert answer is not None
    assert answer.status == 200
    if screen.form:
        send(page, screen.form, screen.typed)
    found = faults_of(page, screen.is_cms, own_widths())
    assert not found, "\n".join(found)


def test_table__visits_every_page_type():
    assert unvisited(SCREENS) == []


def test_table__an_unvisited_address_is_red():
    left = [screen for screen in SCREENS if screen.address != "desk/sheets/"]
    assert "desk/sheets/" in unvisited(left)


def test_table__knows_its_states():
    assert {screen.state for screen in SCREENS} == STATES


def test_table__visits_every_kind_of_public_page(portal: Portal):
    def kind(screen: Screen) -> type[Model]:
        steps = [step for step in path_of(screen, portal.world).split("?")[0].split("/") if step]
        home = Page.objects.get(slug="portal")
        page = home.get_descendants(inclusive=True).get(slug=steps[-1] if steps else "portal")
        return page.specific_class

    ours = {model for model in get_page_models() if model is not Page}
    assert {kind(screen) for screen in SCREENS if screen.address == PUBLIC} == ours
