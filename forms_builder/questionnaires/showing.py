"""Which items of a sheet are shown, and what the calculated ones come to, from its answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from forms_builder.expressions.evaluate import evaluate, is_shown
from forms_builder.expressions.malformed import Malformed
from forms_builder.expressions.values import NOT_ANSWERED, NOT_APPLICABLE, Value, number_as_text
from forms_builder.fields.catalogue import field_type
from forms_builder.fields.contract import Answer, Item
from forms_builder.questionnaires.dependencies import calculation, operand_type
from forms_builder.questionnaires.sheet import Section, Sheet


@dataclass(frozen=True)
class Showing:
    """hidden: uids of items not shown, all those of a hidden section too; calculated: answers of
    shown calculated items by uid, those without a value left out; env: values by code.
    """

    hidden: frozenset[str]
    calculated: dict[str, Answer]
    env: dict[str, Value]


def showing(sheet: Sheet, answers: Mapping[str, Answer]) -> Showing:
    """Return what a sheet shows under answers by uid of item.

    A hidden item counts as not answered in every other condition and formula, whatever is stored
    of it; a calculated item has the value computed here, never the stored one.
    """
    walk = _Walk(answers)
    places = {section.uid: section for section in sheet.sections}
    items = {item["uid"]: (item, section) for section in sheet.sections for item in section.items}
    for uid in sheet.order:
        if uid in items:
            walk.item(*items[uid])
        else:
            walk.section(places[uid])
    return Showing(frozenset(walk.hidden), walk.calculated, walk.env)


class _Walk:
    """Goes over sections and items, each after what it depends on."""

    def __init__(self, answers: Mapping[str, Answer]):
        self.answers = answers
        self.hidden_sections: set[str] = set()
        self.hidden: set[str] = set()
        self.calculated: dict[str, Answer] = {}
        self.env: dict[str, Value] = {}

    def section(self, section: Section) -> None:
        if not self._holds(section.show_if):
            self.hidden_sections.add(section.uid)

    def item(self, item: Item, section: Section) -> None:
        if section.uid in self.hidden_sections or not self._holds(item.get("show_if")):
            self.hidden.add(item["uid"])
        elif item["type"] == "calculated":
            self._calculate(item)
        elif operand_type(item):
            self.env[item["code"]] = self._given(item)

    def _holds(self, condition: Any) -> bool:
        try:
            return is_shown(condition, self.env)
        except Malformed:  # a draft on trial may hold what the gate will refuse
            return False

    def _calculate(self, item: Item) -> None:
        value = self._value_of(calculation(item))
        self.env[item["code"]] = value
        if isinstance(value, Decimal):
            self.calculated[item["uid"]] = {"state": "answered", "value": number_as_text(value)}

    def _given(self, item: Item) -> Value:
        answer = self.answers.get(item["uid"])
        if answer is None:
            return NOT_ANSWERED
        if answer["state"] == "not_applicable":
            return NOT_APPLICABLE
        return field_type(item["type"]).operand(item, answer)

    def _value_of(self, expression: Any) -> Value:
        try:
            return evaluate(expression, self.env)
        except Malformed:
            return NOT_ANSWERED
