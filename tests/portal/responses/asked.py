"""A form that asks every type once, what a person answers to each, and what a form would send."""

from html.parser import HTMLParser
from typing import Any

from forms_builder.fields.catalogue import field_type
from tests.factories.content import edition_content, uid
from tests.factories.every_type import UNSET

CHAPTER = uid("every type")
OPTIONS = [
    {"value": "day", "label": "День", "score": "1", "unsure": False},
    {"value": "half", "label": "Полдня", "score": "2", "unsure": False},
    {"value": "none", "label": "Затрудняюсь ответить", "score": None, "unsure": True},
]
PLACES = [{"value": value, "label": value.upper()} for value in ("a", "b", "c")]
INNER = (uid("inner words"), uid("inner count"))


def item(code: str, kind: str, **keys: Any) -> dict[str, Any]:
    """Return a frozen item of schema 2; keys: of its type, or other than the usual."""
    named = {"uid": uid(code), "code": code, "type": kind, "label": f"Вопрос {code}"}
    return named | UNSET | keys


def inner() -> list[dict[str, Any]]:
    words = item("inner words", "text", **TEXT) | {"label": "Название"}
    count = item("inner count", "number", **NUMBER) | {"label": "Сколько"}
    return [words, count]


TEXT = {
    "multiline": False,
    "pattern": "",
    "pattern_hint": "",
    "min_length": None,
    "max_length": None,
}
NUMBER = {"minimum": "0", "maximum": "99", "whole": False, "unit": ""}
SINGLE = {"choices": OPTIONS, "other": True, "list": "", "look": "radio"}
SEVERAL = {"choices": OPTIONS, "other": True, "list": "", "minimum": None, "maximum": None}
MATRIX = {
    "rows": [{"code": "warm", "label": "Тепло"}, {"code": "safe", "label": "Спокойно"}],
    "columns": OPTIONS,
    "list": "",
}
FILES = {"maximum": 2}


def answered(value: Any) -> dict[str, Any]:
    return {"state": "answered", "value": value}


ROWS = [
    {INNER[0]: answered("Солнышко"), INNER[1]: answered("12")},
    {INNER[0]: answered("Радуга")},
]
# type → the keys of its item, the answer to it.
TYPES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "text": (TEXT, answered("Светло и тихо")),
    "number": (NUMBER, answered("12.5")),
    "date": ({"minimum": None, "maximum": None}, answered("2026-09-01")),
    "time": ({}, answered("09:30")),
    "choice": (SINGLE, answered("day")),
    "choices": (SEVERAL, answered(["day", "half"])),
    "yes_no": ({}, answered("no")),
    "level": ({"minimum": 1, "top": 5, "labels": []}, answered("4")),
    "ranking": ({"choices": PLACES}, answered(["b", "c", "a"])),
    "matrix": (MATRIX, answered({"warm": "day", "safe": "half"})),
    "link": ({}, answered("https://example.org/sad")),
    "consent": ({"text": "Согласие", "link": ""}, answered("yes")),
    "group": ({"items": inner(), "minimum": 0, "maximum": 5}, answered(ROWS)),
}
FILE_TYPES = {
    "file": {**FILES, "kinds": ["pdf", "docx", "xlsx", "odt", "jpg", "png"]},
    "photo": {**FILES, "kinds": ["jpg", "png"]},
    "video": {**FILES, "kinds": ["mp4", "webm"]},
}


def asked(*items: dict[str, Any], more: list[dict[str, Any]] = ()) -> dict[str, Any]:
    """Return edition content with one chapter of these items, then the sections of more."""
    content = edition_content() | {"schema": 2, "scale": None}
    chapter = {"uid": CHAPTER, "title": "Обо всём", "show_if": None, "items": list(items)}
    return content | {"sections": [chapter, *more]}


def every_type() -> dict[str, Any]:
    plain = [item(kind, kind, **keys) for kind, (keys, _answer) in TYPES.items()]
    files = [item(kind, kind, **keys) for kind, keys in FILE_TYPES.items()]
    return asked(*plain, *files)


def payload_of(asked_item: dict[str, Any], answer: dict[str, Any] | None) -> dict[str, list[str]]:
    """Return the parts a form sends for an answer."""
    return field_type(asked_item["type"]).encode(asked_item, answer)


class Form(HTMLParser):
    """What a browser would send of one chapter, by its id, as it stands."""

    def __init__(self, html: str, form: str):
        super().__init__()
        self.form, self.inside, self.fields = form, False, {}
        self.area = self.select = ""
        self.feed(html)

    def handle_starttag(self, tag: str, found: list[tuple[str, str | None]]) -> None:
        attributes = dict(found)
        if tag == "form":
            self.inside = attributes.get("id") == self.form
        name = attributes.get("name") or ""
        if not self.inside or "disabled" in attributes:
            return
        if tag == "input" and attributes.get("type") in ("checkbox", "radio"):
            if "checked" in attributes:
                self.add(name, attributes.get("value") or "")
        elif tag == "input" and attributes.get("type") != "file":
            self.add(name, attributes.get("value") or "")
        elif tag == "textarea":
            self.area = name
            self.add(name, "")
        elif tag == "select":
            self.select = name
        elif tag == "option" and "selected" in attributes:
            self.add(self.select, attributes.get("value") or "")

    def handle_data(self, data: str) -> None:
        if self.area:
            self.fields[self.area][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""
        if tag == "form":
            self.inside = False

    def add(self, name: str, value: str) -> None:
        if name:
            self.fields.setdefault(name, []).append(value)
