"""Between the names of a form and the parts of an answer: «<item uid>.<part>».

A payload is what a field type decodes: part name → list of values.
"""

from typing import Any

from django.http import QueryDict

NOT_PARTS = ("csrfmiddlewaretoken", "item", "version")
UNSAVED_PARTS = ("version", "text", "photo")

Payload = dict[str, list[str]]


def one_item(post: QueryDict) -> Payload:
    """Return the payload of an autosave: every field is a part of the one item."""
    return {part: values for part, values in post.lists() if part not in NOT_PARTS}


def by_item(post: QueryDict) -> dict[str, Payload]:
    """Return item uid → payload of a chapter's form, versions and evidence left out."""
    payloads: dict[str, Payload] = {}
    for name, values in post.lists():
        uid, dot, part = name.partition(".")
        if dot and part not in UNSAVED_PARTS:
            payloads.setdefault(uid, {})[part] = values
    return payloads


def texts(post: QueryDict) -> dict[str, str]:
    """Return item uid → the evidence text typed but not added yet."""
    return {
        name.removesuffix(".text"): value for name, value in post.items() if name.endswith(".text")
    }


def versions(post: QueryDict) -> dict[str, int]:
    """Return item uid → the version a chapter's form was made with."""
    return {
        name.removesuffix(".version"): whole(value)
        for name, value in post.items()
        if name.endswith(".version")
    }


def whole(text: str) -> int:
    """Return a version as a number; anything else counts as 0, which no stored answer has."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def from_data(data: dict[str, Any] | None) -> Payload:
    """Return the payload that decodes to the data: how a stored answer fills its form again."""
    if data is None:
        return {}
    if data["state"] == "not_applicable":
        return {"na": ["1"], "na_reason": [data["reason"]]}
    if "value" in data:
        return {"value": [data["value"]]}
    if "level" in data:
        return {"level": [str(data["level"])]}
    passed = data.get("not_applicable", {})
    payload = {"confirmed": list(data["confirmed"]), "na_of": sorted(passed)}
    if passed:
        payload["na_of_reason"] = [next(iter(passed.values()))]
    if not data["confirmed"] and not passed:
        payload["none"] = ["1"]
    return payload
