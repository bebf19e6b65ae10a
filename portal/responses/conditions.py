"""What a sheet shows under its answers, and what the page tells its script about conditions."""

from collections.abc import Mapping
from html import escape
from typing import Any

from django.utils.safestring import SafeString

from forms_builder.common.canonical import canonical_json
from forms_builder.expressions.tree import references
from forms_builder.fields.contract import Answer, Item
from forms_builder.questionnaires.dependencies import expressions_of, operand_type
from forms_builder.questionnaires.reading import Sheet
from forms_builder.questionnaires.showing import Showing, showing

CALCULATED = "calculated"
EVERYTHING = Showing(frozenset(), {}, {})


def showing_of(sheet: Sheet, answers: Mapping[str, Answer]) -> Showing:
    """Return what is hidden and calculated; at once for a sheet without either."""
    return showing(sheet, answers) if is_moved_by_answers(sheet) else EVERYTHING


def is_moved_by_answers(sheet: Sheet) -> bool:
    """Whether answers show, hide or calculate anything."""
    return any(section.show_if is not None for section in sheet.sections) or any(
        item["type"] == CALCULATED or item.get("show_if") is not None for item in sheet.items
    )


def asked_codes(sheet: Sheet) -> frozenset[str]:
    """Return the codes of the items that conditions and formulas ask about."""
    found = [section.show_if for section in sheet.sections if section.show_if is not None]
    found += [one for item in sheet.items for one in expressions_of(item)]
    return frozenset(code for one in found for code in references(one))


def section_attributes(show_if: Any) -> SafeString:
    """Return the attribute by which the script shows and hides a chapter or an item."""
    if show_if is None:
        return SafeString("")
    return SafeString(f' data-show-if="{escape(canonical_json(show_if))}"')


def item_attributes(item: Item, codes: frozenset[str]) -> SafeString:
    """Return the attributes by which the script knows an item's condition and its operand."""
    attributes = section_attributes(item.get("show_if"))
    if item["code"] in codes:
        kind = escape(operand_type(item))
        attributes += SafeString(f' data-code="{escape(item["code"])}" data-operand="{kind}"')
    return attributes
