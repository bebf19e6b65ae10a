"""A whole or decimal number within limits; kept as a decimal string."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from forms_builder.fields.base import QuestionBlock, ValueType, common_keys, thawed
from forms_builder.fields.contract import Answer, Item, refuse
from forms_builder.fields.registry import register

LENGTH = 20
NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,6})?", re.ASCII)
DIGITS = {"max_digits": 18, "decimal_places": 6}


class NumberBlock(QuestionBlock):
    whole = blocks.BooleanBlock(label=gettext_lazy("Только целые"), required=False)
    minimum = blocks.DecimalBlock(label=gettext_lazy("Не меньше"), required=False, **DIGITS)
    maximum = blocks.DecimalBlock(label=gettext_lazy("Не больше"), required=False, **DIGITS)
    unit = blocks.CharBlock(
        label=gettext_lazy("Единица"),
        required=False,
        max_length=30,
        help_text=gettext_lazy("В чём считать: «чел.», «м²», «%»."),
    )

    def clean(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        cleaned = super().clean(value)
        low, high = cleaned.get("minimum"), cleaned.get("maximum")
        if low is not None and high is not None and low > high:
            wrong = ValidationError(_("Верхний предел меньше нижнего."))
            raise blocks.StructBlockValidationError({"maximum": wrong})
        return cleaned

    class Meta:
        icon = "order"
        label = gettext_lazy("Число")


@register
class NumberType(ValueType):
    name = "number"
    label = gettext_lazy("Число")
    scorable = True
    operand_type = "number"

    def block(self) -> blocks.StructBlock:
        return NumberBlock()

    def freeze(self, value: Mapping[str, Any]) -> Item:
        limits = {
            key: None if value.get(key) is None else f"{Decimal(value[key]):f}"
            for key in ("minimum", "maximum")
        }
        own = {"whole": bool(value.get("whole")), "unit": value.get("unit") or ""}
        return common_keys(value) | limits | own

    def thaw(self, item: Item) -> dict[str, Any]:
        limits = {key: item.get(key) for key in ("minimum", "maximum")}
        own = {"whole": bool(item.get("whole")), "unit": item.get("unit", "")}
        return thawed(item) | limits | own

    def limits(self, item: Item) -> str:
        unit = [_("Единица: %s.") % item["unit"].rstrip(".")] if item.get("unit") else []
        return " ".join([*_range(item), *unit])

    def attributes(self, item: Item) -> dict[str, Any]:
        # No type=number: it takes no comma, and what it refuses it sends as nothing.
        below_zero = item.get("minimum") is None or Decimal(item["minimum"]) < 0
        digits = "numeric" if item.get("whole") else "decimal"
        mode = "text" if below_zero else digits  # digit keyboards of phones may have no minus
        return {"type": "text", "inputmode": mode, "maxlength": LENGTH}

    def clean(self, item: Item, raw: str) -> str:
        text = re.sub(r"\s", "", raw).replace(",", ".").replace("−", "-")
        if not NUMBER.fullmatch(text):
            example = _("12") if item.get("whole") else _("12 или 3,5")
            raise refuse(item, _("Нужно число, например %s.") % example)
        number = Decimal(text) + 0  # there is no minus zero
        if item.get("whole"):
            if number % 1:
                raise refuse(item, _("Нужно целое число, без запятой."))
            number = number.quantize(Decimal(1))
        low, high = item.get("minimum"), item.get("maximum")
        if low is not None and number < Decimal(low):
            raise refuse(item, _("Число не меньше %s.") % _comma(low))
        if high is not None and number > Decimal(high):
            raise refuse(item, _("Число не больше %s.") % _comma(high))
        return f"{number:f}"

    def operand(self, item: Item, answer: Answer) -> Decimal:
        return Decimal(answer["value"])

    def points(self, item: Item, answer: Answer) -> Decimal | None:
        return Decimal(answer["value"])

    def show_value(self, item: Item, answer: Answer) -> str:
        number = _comma(answer["value"])
        return f"{number}\u00a0{item['unit']}" if item.get("unit") else number


def _range(item: Item) -> list[str]:
    """Return what numbers are taken, in words; nothing when any are."""
    low, high = (_comma(item.get(key)) for key in ("minimum", "maximum"))
    kind = _("Целое число") if item.get("whole") else _("Число")
    words = {"kind": kind, "low": low, "high": high}
    if low and high:
        return [_("%(kind)s от %(low)s до %(high)s.") % words]
    if low:
        return [_("%(kind)s не меньше %(low)s.") % words]
    if high:
        return [_("%(kind)s не больше %(high)s.") % words]
    return [f"{kind}."] if item.get("whole") else []


def _comma(number: str | None) -> str:
    return "" if number is None else number.replace(".", ",").replace("-", "−")
