"""Frozen items of the types that are more than one value, and what is common to their tests."""

from typing import Any

from forms_builder.fields.catalogue import field_type
from tests.factories.every_type import UNSET

COMMON = {"code": "views", "label": "Как Вам сад", **UNSET}


def option(value: str, label: str, score: str | None = None, unsure: bool = False) -> dict:
    return {"value": value, "label": label, "score": score, "unsure": unsure}


MATRIX = COMMON | {
    "type": "matrix",
    "rows": [{"code": "food", "label": "Еда"}, {"code": "walks", "label": "Прогулки"}],
    "columns": [
        option("yes", "Да", "5"),
        option("no", "Нет", "1"),
        option("x", "Не знаю", unsure=True),
    ],
    "list": "",
}
RANKING = COMMON | {
    "type": "ranking",
    "choices": [
        {"value": "play", "label": "Игра"},
        {"value": "yard", "label": "Двор"},
        {"value": "food", "label": "Еда"},
    ],
}
NAME = COMMON | {"uid": "11111111-1111-4111-8111-111111111111", "type": "text", "code": "name"}
NAME |= {"label": "Фамилия", "required": True, "multiline": False, "pattern": ""}
NAME |= {"pattern_hint": "", "min_length": None, "max_length": None}
YEARS = COMMON | {"uid": "22222222-2222-4222-8222-222222222222", "type": "number", "code": "years"}
YEARS |= {"label": "Стаж", "minimum": "0", "maximum": "60", "whole": True, "unit": ""}
GROUP = COMMON | {"type": "group", "items": [NAME, YEARS], "minimum": 0, "maximum": 3}
TOTAL = {key: COMMON[key] for key in ("code", "label", "hint", "required", "construct", "show_if")}
TOTAL |= {"type": "calculated", "decimals": 2, "unit": "%"}
TOTAL |= {"formula": {"sum": [{"var": "a"}, {"number": "2.5"}]}}
FILE = COMMON | {"type": "file", "maximum": 2, "kinds": ["pdf", "docx"]}
PHOTO = COMMON | {"type": "photo", "maximum": 1, "kinds": ["jpg", "png"]}
VIDEO = COMMON | {"type": "video", "maximum": 1, "kinds": ["mp4", "webm"]}
ITEMS = (MATRIX, RANKING, GROUP, TOTAL, FILE, PHOTO, VIDEO)


def answered(value: Any) -> dict[str, Any]:
    return {"state": "answered", "value": value}


def stored(item: dict[str, Any], value: Any) -> Any:
    """The block's value as the CMS gives it, from one as a StreamField stores it."""
    return field_type(item["type"]).block().to_python(value)


def frozen(item: dict[str, Any], value: Any) -> dict[str, Any]:
    """What the type freezes from a stored value, with what the builder adds."""
    made = field_type(item["type"]).freeze(stored(item, value))
    return {key: item[key] for key in ("type", "uid") if key in item} | made
