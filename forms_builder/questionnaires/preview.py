"""A form as the one who fills it will see it, before anything is frozen; and an edition to read."""

from typing import TYPE_CHECKING, Any

from forms_builder.questionnaires.build import build
from forms_builder.questionnaires.entries import entry_of
from forms_builder.questionnaires.item_words import names_in
from forms_builder.questionnaires.sheet import Sheet, read_content

if TYPE_CHECKING:  # the model previews itself through this module
    from forms_builder.questionnaires.models import Questionnaire


def preview_of(questionnaire: "Questionnaire") -> dict[str, Any]:
    """Return the template context of a draft: sheet, sections with entries."""
    return shown(read_content(build(questionnaire).content))


def shown(sheet: Sheet) -> dict[str, Any]:
    """Return sheet and sections; see entry_of for an entry. when: the condition in words."""
    levels = sheet.scale["levels"] if sheet.scale else []
    names = names_in({"sections": [{"items": section.items} for section in sheet.sections]})
    sections = [
        {
            "title": section.title,
            "when": names.say(section.show_if) if section.show_if else "",
            "entries": [
                entry_of(item, levels)
                | {"when": names.say(item["show_if"]) if item.get("show_if") else ""}
                for item in section.items
            ],
        }
        for section in sheet.sections
    ]
    return {"sheet": sheet, "sections": sections}
