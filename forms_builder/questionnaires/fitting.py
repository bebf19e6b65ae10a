"""The last step of building: conditions and formulas take the types of what they ask about."""

from typing import Any

from forms_builder.expressions.literals import fitted
from forms_builder.questionnaires.dependencies import operand_types
from forms_builder.questionnaires.sheet import read_content

Data = dict[str, Any]
EXPRESSIONS = ("show_if", "formula")


def fit(content: Data) -> Data:
    """Return content in whose expressions «3» is a number beside a number, a code beside a choice.

    Content that is fitted already comes back equal.
    """
    types = operand_types(read_content(content).sections)
    sections = [
        _fitted(section, types) | {"items": [_fitted(item, types) for item in section["items"]]}
        for section in content["sections"]
    ]
    return content | {"sections": sections}


def _fitted(place: Data, types: dict[str, str]) -> Data:
    changed = {key: fitted(place[key], types) for key in EXPRESSIONS if place.get(key) is not None}
    return place | changed if changed else place
