"""The block of indicators: what all of them have in common, and blocks of early forms."""

from decimal import Decimal

import pytest

from forms_builder.fields.catalogue import field_type

KIND = field_type("indicator")
SETTINGS = {
    "required": True,
    "error": "",
    "not_applicable": True,
    "reasons": [],
    "evidence": "optional",
    "evidence_from": None,
    "construct": "",
}


def frozen(**value) -> dict:
    return KIND.freeze(KIND.block().to_python(value))


def test_freeze__of_a_block_of_an_early_form():
    assert frozen(areas="1,3") == SETTINGS
    assert KIND.freeze({}) == SETTINGS


@pytest.mark.parametrize(
    ("value", "changes"),
    [
        ({"evidence": "none"}, {"evidence": "none"}),
        ({"evidence": "required"}, {"evidence": "required"}),
        (
            {"evidence": "required", "evidence_from": 4},
            {"evidence": "required", "evidence_from": 4},
        ),
        ({"evidence": "optional", "evidence_from": 4}, {}),
        (
            {"not_applicable": False, "required": False},
            {"not_applicable": False, "required": False},
        ),
        ({"reasons": "Лето\n\nНет участка"}, {"reasons": ["Лето", "Нет участка"]}),
    ],
)
def test_freeze__settings(value, changes):
    made = frozen(**value)
    assert made == SETTINGS | changes
    assert frozen(**KIND.thaw(made)) == made


def test_thaw__asks_this_indicator_alone():
    value = KIND.thaw({"code": "3.1", **SETTINGS})
    assert (value["indicators"], value["areas"], value["inline"]) == ("3.1", "", True)


def test_thaw__of_an_early_item():
    early = {"code": "3.1", "required": True, "not_applicable": True, "evidence": "optional"}
    assert frozen(**KIND.thaw(early)) == SETTINGS


def test_block__children_stand_before_their_settings():
    names = list(KIND.block().child_blocks)
    assert names[:6] == ["areas", "indicators", "places", "ages", "inline", "show_if"]


def test_operand__the_level_under_the_direct_rule():
    assert KIND.operand({}, {"state": "answered", "level": 3}) == Decimal(3)
