"""A form as a file, out of its blocks. The shape stands in README.md; transfer_in.py reads it."""

from typing import TYPE_CHECKING, Any

from forms_builder.fields.base import lines
from forms_builder.fields.catalogue import field_type
from forms_builder.fields.conditions import condition_of

if TYPE_CHECKING:
    from forms_builder.questionnaires.models import Questionnaire

Data = dict[str, Any]
INDICATORS = "indicator"


def form_data(questionnaire: "Questionnaire") -> Data:
    """Return a form as it is passed, a draft or the agreed row, with all its uids.

    What is retired goes along, so that its uid and code are never given anew elsewhere.
    """
    scale = questionnaire.scale
    sections: list[Data] = []
    for block in questionnaire.body:
        if block.block_type == "section":
            sections.append(_section(block))
            continue
        if not sections:
            sections.append({"title": "", "items": []})
        sections[-1]["items"].append(_item(block))
    return {
        "title": questionnaire.title,
        "notice": questionnaire.notice,
        "scale": scale.title if scale else None,
        "sections": sections,
    }


def _section(block: Any) -> Data:
    return {
        "uid": str(block.id),
        "title": block.value["title"],
        "show_if": condition_of(block.value.get("show_if")),
        "items": [],
    }


def _item(block: Any) -> Data:
    kind = block.block_type
    frozen = field_type(kind).freeze(block.value)
    settings = _selection(block.value, frozen) if kind == INDICATORS else frozen
    retired = {"retired": True} if block.value.get("retired") else {}
    return {"type": kind, "uid": str(block.id), **settings, **retired}


def _selection(value: Any, frozen: Data) -> Data:
    """Return what a block of indicators asks for: which ones is settled when it is built."""
    common = ("required", "not_applicable", "reasons", "evidence", "evidence_from")
    return {
        "areas": value["areas"] or "",
        "indicators": value["indicators"] or "",
        "places": list(value["places"] or ()),
        "ages": lines(value["ages"] or ""),
        "inline": bool(value["inline"]),
        **{key: frozen[key] for key in common},
        "show_if": condition_of(value["show_if"]),
    }
