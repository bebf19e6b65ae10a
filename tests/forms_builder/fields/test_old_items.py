"""Items frozen before schema 2: they lack the newer keys and are asked and read as ever."""

import pytest
from django.template.loader import render_to_string

from forms_builder.common.errors import DomainError
from forms_builder.fields.catalogue import field_type
from tests.forms_builder.fields.items import answered

TEXT = {
    "uid": "11",
    "code": "words",
    "type": "text",
    "label": "Впечатление",
    "hint": "Без имён",
    "required": False,
    "multiline": True,
}
NUMBER = {
    "uid": "12",
    "code": "groups",
    "type": "number",
    "label": "Сколько групп",
    "hint": "",
    "required": True,
    "minimum": "1",
    "maximum": "60",
}
CHOICE = {
    "uid": "13",
    "code": "mode",
    "type": "choice",
    "label": "Как шло",
    "hint": "",
    "required": False,
    "choices": [{"value": "day", "label": "День"}, {"value": "half", "label": "Полдня"}],
}
NOTE = {
    "uid": "14",
    "code": "thanks",
    "type": "note",
    "label": "Спасибо",
    "hint": "Это всё",
    "required": False,
}
OLD = [
    (TEXT, "раз\nдва", "раз\nдва", ["раз\nдва"]),
    (NUMBER, "12,5", "12,5", ["12.5"]),
    (CHOICE, "half", "Полдня", ["half"]),
]


@pytest.mark.parametrize(("made", "typed", "shown", "cells"), OLD)
def test_old_item__is_answered_shown_and_exported(made, typed, shown, cells):
    kind = field_type(made["type"])
    answer = kind.decode(made, {"value": [typed]})
    assert kind.display(made, answer) == shown
    assert kind.cells(made, answer) == cells
    assert kind.columns(made) == [(made["code"], made["label"])]
    assert kind.decode(made, kind.encode(made, answer)) == answer


@pytest.mark.parametrize("made", [TEXT, NUMBER, CHOICE])
def test_old_item__is_drawn(made):
    kind = field_type(made["type"])
    parts = kind.parts(made, {}, f"{made['uid']}.")
    drawn = render_to_string(kind.template, {"item": made, "parts": parts})
    assert f'name="{made["uid"]}.value"' in drawn


@pytest.mark.parametrize("made", [TEXT, NUMBER, CHOICE, NOTE])
def test_old_item__becomes_a_block_that_freezes_with_every_newer_key(made):
    kind = field_type(made["type"])
    block = kind.block()
    frozen = kind.freeze(block.to_python(kind.thaw(made)))
    was = {key: made[key] for key in made if key not in ("uid", "type", "choices")}
    assert was.items() <= frozen.items()
    labels = [option["label"] for option in frozen.get("choices", ())]
    assert labels == [option["label"] for option in made.get("choices", ())]


def test_old_item__carries_no_score_and_no_other():
    kind = field_type("choice")
    assert kind.points(CHOICE, answered("half")) is None
    with pytest.raises(DomainError):
        kind.decode(CHOICE, {"value": ["other"], "other": ["Своё"]})
    assert kind.decode(CHOICE, {"na": ["1"], "na_reason": ["Лето"], "value": ["day"]}) == answered(
        "day"
    )
