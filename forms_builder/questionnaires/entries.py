"""One item as the preview and a trial draw it: its field by its type, an indicator by its card."""

from typing import Any

from forms_builder.fields.catalogue import field_type
from forms_builder.fields.contract import Answer, Item, Payload
from forms_builder.fields.files import HOLDS_FILES
from forms_builder.scales.content import card

PRETENDED = "00000000-0000-4000-8000-000000000000"  # stands for a file on a trial


def entry_of(
    item: Item,
    levels: list[dict[str, Any]],
    payload: Payload | None = None,
    answer: Answer | None = None,
) -> dict[str, Any]:
    """Return the context of one item.

    payload: what is typed in; answer: what is kept, for items that only show (a calculated one).
    kind: note, shown, files, indicator or question.
    """
    payload = payload or {}
    kind = field_type(item["type"])
    base = {"item": item, "uid": item["uid"], "payload": payload, "operand": kind.operand_type}
    base |= _not_applicable(payload)
    if item["type"] == "indicator":
        return base | {"kind": "indicator"} | _indicator(item, levels, payload)
    if item["type"] == "note":
        return base | {"kind": "note"}
    if not kind.asks:
        return base | {"kind": "shown", "words": kind.display(item, answer) if answer else ""}
    if item["type"] in HOLDS_FILES:
        return base | {"kind": "files", "pretended": PRETENDED, "is_given": "file" in payload}
    parts = kind.parts(item, payload, f"{item['uid']}.")
    return base | {"kind": "question", "template": kind.template, "parts": parts}


def _not_applicable(payload: Payload) -> dict[str, Any]:
    return {
        "is_na": bool(payload.get("na")),
        "na_reason": next(iter(payload.get("na_reason", ())), ""),
    }


def _indicator(item: Item, levels: list[dict[str, Any]], payload: Payload) -> dict[str, Any]:
    """The card with what is ticked: a level «on» when chosen, a characteristic when confirmed."""
    shown = card(item["indicator"], levels)
    confirmed, passed = set(payload.get("confirmed", ())), set(payload.get("na_of", ()))
    chosen = next(iter(payload.get("level", ())), "")
    rows = [
        {
            **level,
            "on": chosen == str(level["value"]),
            "characteristics": [
                {**row, "on": row["uid"] in confirmed, "passed": row["uid"] in passed}
                for row in level["characteristics"]
            ],
        }
        for level in shown["levels"]
        if level["value"] <= item["top"]
    ]
    return {
        "card": {**shown, "levels": rows},
        "is_zero": chosen == "0",
        "none": "none" in payload,
        "na_of_reason": next(iter(payload.get("na_of_reason", ())), ""),
    }
