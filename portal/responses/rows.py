"""One item of the sheet as its template draws it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from forms_builder.fields.catalogue import field_type
from forms_builder.fields.contract import Item, typed
from forms_builder.fields.files import HOLDS_FILES
from portal.responses import words
from portal.responses.blanks import Blanks
from portal.responses.conditions import item_attributes
from portal.responses.evidence_rules import policy_of, policy_words
from portal.responses.frames import Frames
from portal.responses.indicator_row import indicator_row
from portal.responses.models import Evidence, ItemComment
from portal.responses.payloads import Payload, from_data


@dataclass
class Drawing:
    """What a row is drawn from.

    address: the sheet's uid, for links to files; answers, versions, files: rows by item; typed,
    texts, errors: of a refused form; hidden: uids of items their conditions hide; codes: of items
    that conditions ask about; frames, blanks: what indicators have alike, ready.
    """

    address: Any
    scale: Mapping[str, Any] | None
    is_open: bool
    frames: Frames | None = None
    blanks: Blanks | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    versions: Mapping[str, int] = field(default_factory=dict)
    files: Mapping[str, list[Evidence]] = field(default_factory=dict)
    typed: Mapping[str, Payload] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    comments: Mapping[str, list[ItemComment]] = field(default_factory=dict)
    hidden: Collection[str] = ()
    codes: frozenset[str] = frozenset()

    @property
    def titles(self) -> list[str]:
        """The levels' titles, lowest first."""
        return [level["title"] for level in self.scale["levels"]] if self.scale else []


def row_of(item: Item, drawing: Drawing) -> dict[str, Any]:
    """Return what the template shows of an item: what was typed last, else what is stored."""
    uid = item["uid"]
    answer = drawing.answers.get(uid)
    data = answer.data if answer else None
    payload = drawing.typed[uid] if uid in drawing.typed else from_data(item, data)
    error = drawing.errors.get(uid, "")
    is_hidden = uid in drawing.hidden and not error
    row = {
        "uid": uid,
        "item": item,
        "kind": item["type"],
        "payload": payload,
        "version": drawing.versions.get(uid, 0),
        "is_answered": data is not None,
        "is_hidden": is_hidden,
        "attributes": _attributes(item, drawing, is_hidden),
        "error": error,
        "saved": words.saved(answer.saved_at) if answer else "",
    }
    row |= _beside(uid, drawing) | _tools(item, payload)
    if item["type"] == "indicator":
        row |= indicator_row(item, data, payload, drawing)
        return row | {"blank": drawing.is_open and drawing.blanks.of(row)}
    return row | _question(item, data, payload, drawing)


def _beside(uid: str, drawing: Drawing) -> dict[str, Any]:
    """What was given to an item beside its answer."""
    return {
        "files": drawing.files.get(uid, ()),
        "text": drawing.texts.get(uid, ""),
        "comments": drawing.comments.get(uid, ()),
    }


def _attributes(item: Item, drawing: Drawing, is_hidden: bool) -> SafeString:
    if not drawing.is_open:
        return SafeString("")
    return item_attributes(item, drawing.codes) + SafeString(" hidden" if is_hidden else "")


def _tools(item: Item, payload: Payload) -> dict[str, Any]:
    """Evidence and «не применимо», as the item allows them."""
    reason = typed(payload, "na_reason")
    reasons = item.get("reasons", ()) if item.get("not_applicable") else ()
    return {
        "evidence": policy_of(item),
        "evidence_words": policy_words(item),
        "may_be_na": bool(item.get("not_applicable")),
        "is_na": bool(payload.get("na")),
        "na_reason": "" if reason in reasons else reason,
        "na_words": reason,
        "reasons": [{"text": one, "on": one == reason} for one in reasons],
    }


def _question(item: Item, data: Any, payload: Payload, drawing: Drawing) -> dict[str, Any]:
    kind, uid = field_type(item["type"]), item["uid"]
    if item["type"] == "note":
        return {"kind": "note"}
    parts = kind.parts(item, payload, f"{uid}.") if drawing.is_open else {}
    shown = {
        "kind": "question",
        "is_asked": kind.asks,
        "template": kind.template,
        "parts": parts,
        "shown": kind.display(item, data),
    }
    if item["type"] in HOLDS_FILES:
        name_files(parts, drawing.files.get(uid, ()), drawing.address)
        return shown | {"holds_files": True}
    return shown


def name_files(parts: dict[str, Any], files: Collection[Evidence], address: Any) -> None:
    """Give the files of an answer their names and addresses; one that is gone stays a number."""
    known = {str(evidence.uid): evidence for evidence in files}
    for row in parts.get("attached", ()):
        if evidence := known.get(row["uid"]):
            row["name"] = evidence.name or _("Файл")
            row["url"] = reverse("sheets:evidence-item", args=[address, evidence.uid])
