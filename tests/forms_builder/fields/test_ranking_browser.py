"""The buttons over the selects of a ranking, by keyboard; the matrix for axe, wide and narrow."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Page

from forms_builder.fields.catalogue import field_type
from tests.forms_builder.fields.composite import MATRIX, RANKING
from tests.support.axe import run_axe

STATIC = Path(__file__).resolve().parents[3] / "static"
SCRIPT = (STATIC / "js" / "ranking.js").read_text().replace("export ", "")


def drawn(item: dict, payload: dict) -> str:
    kind = field_type(item["type"])
    parts = kind.parts(item, payload, "u7.")
    html = render_to_string(kind.template, {"item": item, "parts": parts})
    control = re.sub(r"<script.*?</script>", "", html)
    return (
        '<!doctype html><html lang="ru"><title>Вопрос</title><main><h1>Вопрос</h1>'
        f"<fieldset><legend>{item['label']}</legend>{control}</fieldset></main></html>"
    )


def dress(page: Page) -> None:
    for name in ("tokens", "base", "layout", "components", "sheet"):
        page.add_style_tag(content=(STATIC / "css" / f"{name}.css").read_text())


@pytest.fixture
def ranking(page: Page) -> Page:
    page.set_content(drawn(RANKING, {"p-yard": ["2"], "p-food": ["1"]}))
    dress(page)
    page.add_script_tag(content=SCRIPT)
    return page


def places(page: Page) -> dict[str, str]:
    rows = page.locator(".rank").all()
    return {row.locator("label").inner_text(): row.locator("select").input_value() for row in rows}


def test_ranking__stands_in_the_order_of_places(ranking):
    assert list(places(ranking)) == ["Еда", "Двор", "Игра"]
    assert run_axe(ranking) == []


def test_ranking__a_button_moves_and_keeps_the_focus(ranking):
    up = ranking.get_by_role("button", name="Выше: Игра")
    up.focus()
    ranking.keyboard.press("Enter")
    assert places(ranking) == {"Еда": "1", "Игра": "2", "Двор": "3"}
    ranking.keyboard.press("Enter")
    assert places(ranking) == {"Игра": "1", "Еда": "2", "Двор": "3"}
    ranking.keyboard.press("Enter")
    assert places(ranking) == {"Игра": "1", "Еда": "2", "Двор": "3"}


def test_ranking__a_place_that_is_taken_changes_hands(ranking):
    ranking.get_by_label("Двор", exact=True).select_option("1")
    assert places(ranking) == {"Еда": "2", "Двор": "1", "Игра": ""}


def test_ranking__says_that_it_changed(ranking):
    ranking.evaluate("addEventListener('input', (e) => { window.told = e.target.name; })")
    ranking.get_by_role("button", name="Ниже: Еда").click()
    assert ranking.evaluate("window.told") == "u7.p-food"


@pytest.mark.parametrize("width", [320, 1280])
def test_matrix__is_clean_for_axe_and_fits(page: Page, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.set_content(drawn(MATRIX, {"r-food": ["yes"]}))
    dress(page)
    assert run_axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.get_by_role("radiogroup", name="Прогулки").get_by_label("Нет").is_visible()
