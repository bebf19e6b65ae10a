"""A form as the one who fills it will see it, before anything is frozen; and an edition to read."""

from typing import TYPE_CHECKING, Any

from django import forms

from forms_builder.fields.catalogue import field_type
from forms_builder.fields.contract import Item
from forms_builder.questionnaires.build import build
from forms_builder.questionnaires.sheet import Sheet, read_content
from forms_builder.scales.content import card

if TYPE_CHECKING:  # the model previews itself through this module
    from forms_builder.questionnaires.models import Questionnaire


def preview_of(questionnaire: "Questionnaire") -> dict[str, Any]:
    """Return the template context of a draft: sheet, sections with entries."""
    return shown(read_content(build(questionnaire).content))


def shown(sheet: Sheet) -> dict[str, Any]:
    """Return sheet and sections; an entry is an item with its field, or an indicator's card."""
    levels = sheet.scale["levels"] if sheet.scale else []
    sections = [
        {"title": section.title, "entries": [_entry(item, levels) for item in section.items]}
        for section in sheet.sections
    ]
    return {"sheet": sheet, "sections": sections}


def _entry(item: Item, levels: list[dict[str, Any]]) -> dict[str, Any]:
    if item["type"] == "indicator":
        return {"item": item, "card": card(item["indicator"], levels)}
    form = forms.Form()
    form.fields[item["uid"]] = field_type(item["type"]).form_field(item)
    return {"item": item, "field": form[item["uid"]]}
