"""What the templates draw: names, ids, descriptions, labels of every input."""

from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string

from forms_builder.fields.catalogue import field_type
from tests.forms_builder.fields.items import OPTIONS, item

ITEMS = {
    "short text": item("text", form="digits", hint="Из паспорта"),
    "long text": item("text", multiline=True, max_length=300),
    "number": item("number", whole=True, unit="чел.", hint="На 1 сентября"),
    "date": item("date", minimum="2026-09-01"),
    "time": item("time"),
    "radio": item("choice", choices=OPTIONS, other=True),
    "dropdown": item("choice", choices=OPTIONS, other=True, look="dropdown"),
    "several": item("choices", choices=OPTIONS, other=True, maximum=2),
    "yes or no": item("yes_no", required=True),
    "level": item("level"),
    "link": item("link"),
    "consent": item("consent", text="Согласна.\n\nНа год.", link="https://sad94.ru/"),
}


class Drawn(HTMLParser):
    """Inputs, ids and labels of a piece of HTML."""

    def __init__(self, html):
        super().__init__()
        self.inputs, self.ids, self.named, self.open = [], [], set(), []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if tag == "label":
            self.open.append(tag)
            self.named.add(attributes.get("for"))
        if tag in ("input", "select", "textarea"):
            self.inputs.append(attributes | {"tag": tag, "in_label": bool(self.open)})

    def handle_endtag(self, tag):
        if tag == "label":
            self.open.pop()

    def handle_data(self, data):
        self.text += data


def draw(made, payload):
    kind = field_type(made["type"])
    parts = kind.parts(made, payload, "ab-12.")
    return Drawn(render_to_string(kind.template, {"item": made, "parts": parts})), parts


every_item = pytest.mark.parametrize("made", ITEMS.values(), ids=ITEMS)


@every_item
def test_every_input__has_a_name_of_the_item_an_id_and_a_label(made):
    drawn, parts = draw(made, {})
    assert drawn.inputs
    for control in drawn.inputs:
        assert control["name"] in ("ab-12.value", "ab-12.other")
        assert control["id"].startswith("q-ab-12")
        by_caller = control["id"] == "q-ab-12" and not parts["is_group"]
        assert by_caller or control["in_label"] or control["id"] in drawn.named
    assert len(drawn.ids) == len(set(drawn.ids))


@every_item
def test_every_input__is_described_by_what_stands_there_or_by_the_caller(made):
    drawn, parts = draw(made, {})
    callers = {"s-ab-12"} | ({"h-ab-12"} if made["hint"] else set())
    described = set(parts["about"].split())
    assert described - callers <= set(drawn.ids)
    assert callers <= described
    assert all(set(control["aria-describedby"].split()) == described for control in drawn.inputs)


@every_item
def test_typed__is_kept_and_escaped(made):
    drawn, _parts = draw(made, {"value": ['<b>"&'], "other": ['<i>"&']})
    assert "<b>" not in drawn.text or made["multiline"]
    values = [control.get("value") for control in drawn.inputs if control["tag"] == "input"]
    ticks = ("radio", "checkbox")
    if drawn.inputs[0]["tag"] == "input" and drawn.inputs[0]["type"] not in ticks:
        assert values == ['<b>"&']


def test_typed__is_ticked():
    drawn, _parts = draw(ITEMS["several"], {"value": ["yes", "other"], "other": ["Своё"]})
    ticked = [control["value"] for control in drawn.inputs if "checked" in control]
    assert ticked == ["yes", "other"]
    assert drawn.inputs[-1]["value"] == "Своё"


def test_typed__lines_of_a_long_text_are_kept():
    drawn, _parts = draw(ITEMS["long text"], {"value": ["первая\n\n  третья"]})
    assert "\nпервая\n\n  третья" in drawn.text


@pytest.mark.parametrize("name", ["short text", "number", "date", "time", "link"])
def test_one_line__is_no_trap_for_a_browsers_memory(name):
    drawn, _parts = draw(ITEMS[name], {})
    assert drawn.inputs[0]["autocomplete"] == "off"


def test_native_controls__take_iso_values():
    for name, value in (("date", "2026-09-05"), ("time", "09:30")):
        drawn, _parts = draw(ITEMS[name], {"value": [value]})
        assert (drawn.inputs[0]["type"], drawn.inputs[0]["value"]) == (name, value)


def test_unit__is_read_with_the_number():
    drawn, parts = draw(ITEMS["number"], {})
    assert "Единица: чел." in drawn.text
    assert parts["limits_id"] in drawn.inputs[0]["aria-describedby"].split()


def test_own_words__stand_right_under_their_option():
    drawn, _parts = draw(ITEMS["radio"], {})
    ids = [control["id"] for control in drawn.inputs][-3:]
    assert ids == ["q-ab-12-other", "q-ab-12-words", "q-ab-12-"]


def test_consent__shows_its_text_before_the_tick():
    drawn, _parts = draw(ITEMS["consent"], {})
    assert "Согласна." in drawn.text
    assert "откроется в новой вкладке" in drawn.text
