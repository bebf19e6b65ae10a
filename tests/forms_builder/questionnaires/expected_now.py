"""The first edition of the small form under schema 2: what it has beside the early one."""

import copy
from typing import Any

from tests.forms_builder.questionnaires.expected import EXPECTED

QUESTION = {
    "error": "",
    "not_applicable": False,
    "reasons": [],
    "evidence": "none",
    "construct": "",
    "show_if": None,
}
OWN: dict[str, dict[str, Any]] = {
    "number": {**QUESTION, "whole": False, "unit": ""},
    "choice": {**QUESTION, "list": "", "other": False, "look": "radio"},
    "text": {
        **QUESTION,
        "pattern": "",
        "pattern_hint": "",
        "min_length": None,
        "max_length": None,
    },
    "note": {"show_if": None},
    "indicator": {
        "error": "",
        "reasons": [],
        "evidence_from": None,
        "construct": "",
        "show_if": None,
    },
}
AREA = {"origin": None, "weight": "1"}
INDICATOR = {"origin": None, "group": "", "weight": "1", "ages": [], "places": []}


def _now() -> dict[str, Any]:
    content = copy.deepcopy(EXPECTED) | {"schema": 2}
    content["scale"] |= {"ages": []}
    for area in content["scale"]["areas"]:
        area |= AREA
    for indicator in content["scale"]["indicators"]:
        indicator |= INDICATOR
    for section in content["sections"]:
        section |= {"show_if": None}
        for item in section["items"]:
            item |= OWN[item["type"]]
            for option in item.get("choices", ()):
                option |= {"score": None, "unsure": False}
    return content


NOW = _now()
