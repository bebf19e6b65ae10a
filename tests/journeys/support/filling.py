"""A person who can fill in any form: an answer to every type, and the hands to give it.

Answers are what the portal stores; field types turn them into what a form sends, and the hands do
on the page exactly that. Files alone differ: they are chosen, and their numbers come from outside.
"""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Locator, Page

from forms_builder.fields.catalogue import field_type
from forms_builder.questionnaires.reading import Sheet
from forms_builder.questionnaires.showing import showing

Item = dict[str, Any]
Answers = dict[str, Item]
Given = Callable[[Item], Any]
FILES = ("file", "photo", "video")
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"\x00" * 64
LONG_TEXT = "Демонстрационный ответ для проверки формы"


def answers_to(sheet: Sheet) -> Answers:
    """Return uid → an answer to every item that asks and is shown, but for files.

    Conditions decide which are shown, so answers to hidden items fall away until nothing changes.
    """
    asked = [item for item in sheet.items if field_type(item["type"]).asks]
    known = {item["uid"]: _answer(item) for item in asked if item["type"] not in FILES}
    while hidden := showing(sheet, known).hidden & known.keys():
        known = {uid: answer for uid, answer in known.items() if uid not in hidden}
    return known


def _answer(item: Item) -> Item:
    if item["type"] == "indicator":
        return _judged(item)
    return {"state": "answered", "value": _VALUES[item["type"]](item)}


def _judged(item: Item) -> Item:
    """Little confirmed: below every level from which evidence is required."""
    if item["indicator"]["rule"] == "direct":
        return {"state": "answered", "level": 2}
    first = item["indicator"]["characteristics"][0]["uid"]
    return {"state": "answered", "confirmed": [first], "not_applicable": {}}


def _text(item: Item) -> str:
    return "+7 353 212-34-56" if item.get("pattern") else LONG_TEXT


def _number(item: Item) -> str:
    return item["minimum"] if item.get("minimum") not in (None, "0") else "3"


def _rows(item: Item) -> list[Answers]:
    return [{child["uid"]: _answer(child) for child in item["items"]}]


_VALUES: dict[str, Given] = {
    "text": _text,
    "number": _number,
    "date": lambda item: "2020-11-12",
    "time": lambda item: "09:30",
    "choice": lambda item: item["choices"][0]["value"],
    "choices": lambda item: [row["value"] for row in item["choices"][:2]],
    "yes_no": lambda item: "yes",
    "level": lambda item: "3",
    "ranking": lambda item: [row["value"] for row in reversed(item["choices"])],
    "matrix": lambda item: {row["code"]: item["columns"][0]["value"] for row in item["rows"]},
    "link": lambda item: "https://example.org/sad",
    "consent": lambda item: "yes",
    "group": _rows,
}


def payload(item: Item, answer: Item) -> dict[str, list[str]]:
    """Return the names and values that a form sends for an answer."""
    parts = field_type(item["type"]).encode(item, answer)
    return {f"{item['uid']}.{part}": values for part, values in parts.items()}


def fill_in(page: Page, item: Item, answer: Item) -> None:
    """Give an answer on the page: tick, choose or type, whatever stands under each name."""
    for name, values in payload(item, answer).items():
        controls = page.locator(f'#i-{item["uid"]} [name="{name}"]')
        for value in values:
            _give(controls, value)


def _give(controls: Locator, value: str) -> None:
    kind = controls.first.evaluate("control => control.type")
    if kind in ("radio", "checkbox"):
        chosen = controls.and_(controls.page.locator(f'[value="{value}"]'))
        chosen.set_checked(True)
    elif kind.startswith("select"):
        controls.first.select_option(value)
    else:
        controls.first.fill(value)
        controls.first.blur()


def file_for(item: Item, folder: Path) -> Path:
    """Return a small file that the item takes."""
    ending, content = {"file": ("pdf", PDF), "photo": ("png", _png()), "video": ("mp4", MP4)}[
        item["type"]
    ]
    path = folder / f"{item['code']}.{ending}"
    path.write_bytes(content)
    return path


def _png() -> bytes:
    picture = io.BytesIO()
    Image.new("RGB", (120, 90), "#6fb1a6").save(picture, "PNG")
    return picture.getvalue()
