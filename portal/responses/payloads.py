"""Between the names of a form and the parts of an answer: «<item uid>.<part>».

A payload is what a field type decodes: part name → list of values. A reason chosen from those that
stand ready («na_ready») is the reason; one in own words comes as «na_reason».
"""

from django.http import QueryDict

from forms_builder.fields.catalogue import field_type
from forms_builder.fields.contract import Answer, Item

NOT_PARTS = ("csrfmiddlewaretoken", "item", "version")
VERSION = "version"
UNSAVED_PARTS = (VERSION, "text", "photo", "upload", "comment")
READY, REASON = "na_ready", "na_reason"

Payload = dict[str, list[str]]


def one_item(post: QueryDict) -> Payload:
    """Return the payload of an autosave: every field is a part of the one item."""
    return _with_reason({part: values for part, values in post.lists() if part not in NOT_PARTS})


def by_item(post: QueryDict) -> dict[str, Payload]:
    """Return item uid → payload of a chapter's form, versions and evidence left out.

    An item that sent nothing but its version was left empty.
    """
    payloads: dict[str, Payload] = {}
    for name, values in post.lists():
        uid, dot, part = name.partition(".")
        if dot and part == VERSION:
            payloads.setdefault(uid, {})
        elif dot and part not in UNSAVED_PARTS:
            payloads.setdefault(uid, {})[part] = values
    return {uid: _with_reason(payload) for uid, payload in payloads.items()}


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


def from_data(item: Item, data: Answer | None) -> Payload:
    """Return the payload that decodes to the data: how a stored answer fills its form again."""
    return field_type(item["type"]).encode(item, data)


def _with_reason(payload: Payload) -> Payload:
    ready = [text for text in payload.get(READY, ()) if text]
    rest = {part: values for part, values in payload.items() if part != READY}
    return rest | {REASON: ready} if ready else rest
