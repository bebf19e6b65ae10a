"""What depends on what inside one form: conditions and formulas, by uid of items and sections."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from forms_builder.expressions.malformed import Malformed
from forms_builder.expressions.tree import references
from forms_builder.fields.catalogue import field_type
from forms_builder.fields.contract import Item

if TYPE_CHECKING:  # a sheet knows its own order by this module
    from forms_builder.questionnaires.sheet import Section


def operand_type(item: Item) -> str:
    """Return what an item's answer is in an expression, "" when it cannot stand there.

    An indicator stands there by its level, which only the direct rule asks as such: other levels
    are computed, and not here.
    """
    if item["type"] == "indicator" and item["indicator"]["rule"] != "direct":
        return ""
    return field_type(item["type"]).operand_type


def codes_in(expression: Any) -> frozenset[str]:
    """Return the codes an expression asks about; none for None and for what is not finished yet."""
    try:
        return references(expression)
    except Malformed:
        return frozenset()


def calculation(item: Item) -> Any:
    """Return the expression of a calculated item: its formula, rounded as the item says."""
    return {"round": [item["formula"], {"number": str(item["decimals"])}]}


def expressions_of(item: Item) -> list[Any]:
    """Return the expressions an item stands on: its condition, and what it calculates."""
    found = [item["show_if"]] if item.get("show_if") is not None else []
    return [*found, calculation(item)] if item["type"] == "calculated" else found


def dependencies(sections: Iterable["Section"]) -> dict[str, set[str]]:
    """Return, by uid of each section and item in order, the uids it depends on.

    An item also depends on the section it stands in. Codes that nobody has are left out, and so
    is what is no expression: the gate names both.
    """
    sections = list(sections)
    uids = {item["code"]: item["uid"] for section in sections for item in section.items}
    graph: dict[str, set[str]] = {}
    for section in sections:
        graph[section.uid] = _asked([section.show_if], uids)
        for item in section.items:
            graph[item["uid"]] = {section.uid} | _asked(expressions_of(item), uids)
    return graph


def _asked(expressions: Iterable[Any], uids: dict[str, str]) -> set[str]:
    codes = {code for one in expressions for code in codes_in(one)}
    return {uids[code] for code in codes if code in uids}


def operand_types(sections: Iterable["Section"]) -> dict[str, str]:
    """Return the type of each item's answer in expressions, by code; "" for no value."""
    return {item["code"]: operand_type(item) for section in sections for item in section.items}
