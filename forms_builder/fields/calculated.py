"""A calculated value: shown, never asked; the server computes and keeps it as an answer."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from forms_builder.common.canonical import canonical_json
from forms_builder.common.russian import decimal_comma
from forms_builder.fields.base import code_block
from forms_builder.fields.conditions import ConditionBlock, condition_of, thaw_condition
from forms_builder.fields.contract import Answer, FieldType, Item, Payload, typed
from forms_builder.fields.expression_text import (
    ExpressionTextBlock,
    expression_text,
    read_expression,
)
from forms_builder.fields.formula import FormulaBlock, formula_of, thaw_formula
from forms_builder.fields.registry import register

NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,10})?")


class CalculatedBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=gettext_lazy("Что посчитано"), max_length=500)
    hint = blocks.TextBlock(label=gettext_lazy("Подсказка"), required=False, rows=2)
    code = code_block()
    formula = FormulaBlock(required=False)
    expression = ExpressionTextBlock(
        label=gettext_lazy("Готовое выражение"),
        required=False,
        rows=2,
        help_text=gettext_lazy("Из файла; если оно есть, формула выше не читается."),
    )
    decimals = blocks.IntegerBlock(
        label=gettext_lazy("Знаков после запятой"), default=2, min_value=0, max_value=10
    )
    unit = blocks.CharBlock(label=gettext_lazy("Единица"), required=False, max_length=20)
    show_if = ConditionBlock()
    construct = blocks.CharBlock(label=gettext_lazy("Что измеряет"), required=False, max_length=80)
    retired = blocks.BooleanBlock(label=gettext_lazy("Снято: больше не считается"), required=False)

    def clean(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        cleaned = super().clean(value)
        if not cleaned["expression"] and not len(cleaned["formula"]["operands"]):
            wrong = ValidationError(_("Скажите, из чего посчитать: добавьте вопросы или числа."))
            raise blocks.StructBlockValidationError({"formula": wrong})
        return cleaned

    class Meta:
        icon = "sliders"
        label = gettext_lazy("Вычисляемое значение")
        form_layout = BlockGroup(
            ["label", "code", "hint", "formula", "decimals", "unit"],
            settings=["show_if", "expression", "construct", "retired"],
        )


@register
class CalculatedType(FieldType):
    """formula is None while the block is unfinished; such a form cannot be frozen.

    What a form sends is never an answer here: decode gives none, whatever encode drew.
    """

    name = "calculated"
    label = gettext_lazy("Вычисляемое значение")
    scorable = True
    asks = False
    operand_type = "number"
    template = "questionnaires/fields/calculated.html"

    def block(self) -> blocks.StructBlock:
        return CalculatedBlock()

    def freeze(self, value: Mapping[str, Any]) -> Item:
        kept = read_expression(value.get("expression") or "")
        return {
            "code": value["code"],
            "label": value["label"],
            "hint": value.get("hint") or "",
            "required": False,
            "construct": value.get("construct") or "",
            "formula": kept or formula_of(value["formula"]),
            "decimals": int(value["decimals"]),
            "unit": value.get("unit") or "",
            "show_if": condition_of(value.get("show_if")),
        }

    def thaw(self, item: Item) -> dict[str, Any]:
        plain = ("code", "label", "hint", "construct", "decimals", "unit")
        formula = item["formula"] and thaw_formula(item["formula"])
        is_text = item["formula"] is not None and formula is None
        return {key: item[key] for key in plain} | {
            "formula": formula or {"operation": "sum", "operands": []},
            "expression": expression_text(item["formula"]) if is_text else "",
            "show_if": thaw_condition(item.get("show_if")),
            "retired": False,
        }

    def parts(self, item: Item, payload: Payload, prefix: str) -> dict[str, Any]:
        """Return {id, value (decimal text, "" if unknown), shown, formula (JSON text)}."""
        value = typed(payload, "value")
        value = value if NUMBER.fullmatch(value) else ""
        return {
            "id": f"q-{prefix.removesuffix('.')}",
            "value": value,
            "shown": _in_words(item, value) if value else "",
            "formula": canonical_json(item["formula"]),
        }

    def decode_value(self, item: Item, payload: Payload) -> Answer | None:
        return None

    def encode_value(self, item: Item, answer: Answer) -> dict[str, list[str]]:
        return {"value": [answer["value"]]}

    def display(self, item: Item, answer: Answer | None) -> str:
        return super().display(item, answer) if answer else _("пока не посчитать")

    def show_value(self, item: Item, answer: Answer) -> str:
        return _in_words(item, answer["value"])

    def operand(self, item: Item, answer: Answer) -> Decimal:
        return Decimal(answer["value"])

    def points(self, item: Item, answer: Answer) -> Decimal | None:
        return Decimal(answer["value"])

    def value_columns(self, item: Item) -> list[tuple[str, str]]:
        return [(item["code"], item["label"])]

    def value_cells(self, item: Item, answer: Answer) -> list[str]:
        return [answer["value"]]


def _in_words(item: Item, value: str) -> str:
    number = decimal_comma(Decimal(value), item["decimals"])
    return f"{number}\u00a0{item['unit']}" if item["unit"] else number
