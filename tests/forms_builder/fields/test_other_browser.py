"""Typing own words chooses «Другое», by keyboard alone."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Page

from forms_builder.fields.catalogue import field_type
from tests.forms_builder.fields.items import OPTIONS, item
from tests.support.axe import run_axe

SCRIPT = Path(__file__).resolve().parents[3] / "static" / "js" / "other.js"
RADIO = item("choice", choices=OPTIONS, other=True)
DROPDOWN = item("choice", choices=OPTIONS, other=True, look="dropdown")
SEVERAL = item("choices", choices=OPTIONS, other=True)


@pytest.fixture
def show(page: Page):
    """`show(item)` draws its control with the script of own words."""

    def draw(made: dict) -> Page:
        kind = field_type(made["type"])
        parts = kind.parts(made, {"value": ["yes"]}, "u7.")
        html = render_to_string(kind.template, {"item": made, "parts": parts})
        control = re.sub(r"<script.*?</script>", "", html)
        named = f"<fieldset><legend>{made['label']}</legend>{control}</fieldset>"
        if not parts["is_group"]:
            named = f'<label for="{parts["id"]}">{made["label"]}</label>{control}'
        page.set_content(
            '<!doctype html><html lang="ru"><title>Вопрос</title>'
            f"<main><h1>Вопрос</h1><form>{named}</form></main></html>"
        )
        page.add_script_tag(path=SCRIPT)
        return page

    return draw


SENT = "[...new FormData(document.forms[0])].map(([name, value]) => `${name}=${value}`)"
CASES = [
    (RADIO, ["u7.value=other", "u7.other=Своё"]),
    (DROPDOWN, ["u7.value=other", "u7.other=Своё"]),
    (SEVERAL, ["u7.value=yes", "u7.value=other", "u7.other=Своё"]),
]


@pytest.mark.parametrize(("made", "sent"), CASES, ids=["radio", "dropdown", "several"])
def test_own_words__choose_their_option(show, made, sent):
    page = show(made)
    page.get_by_label("Другое: напишите, что именно").focus()
    page.keyboard.type("Своё")
    assert page.evaluate(SENT) == sent
    assert run_axe(page) == []


def test_own_words__of_spaces_choose_nothing(show):
    page = show(RADIO)
    page.get_by_label("Другое: напишите, что именно").fill("  ")
    assert page.evaluate(SENT) == ["u7.value=yes", "u7.other=  "]
