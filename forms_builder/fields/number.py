"""A number within limits; kept as a decimal string."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from forms_builder.fields.base import QuestionBlock, ValueType, common_keys, refuse
from forms_builder.fields.contract import Item
from forms_builder.fields.registry import register

LENGTH = 20
NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,6})?", re.ASCII)


class NumberBlock(QuestionBlock):
    minimum = blocks.DecimalBlock(label=gettext_lazy("Не меньше"), required=False)
    maximum = blocks.DecimalBlock(label=gettext_lazy("Не больше"), required=False)

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

    def block(self) -> blocks.StructBlock:
        return NumberBlock()

    def freeze(self, value: Mapping[str, Any]) -> Item:
        limits = {
            key: None if value.get(key) is None else f"{Decimal(value[key]):f}"
            for key in ("minimum", "maximum")
        }
        return common_keys(value) | limits

    def form_field(self, item: Item) -> forms.Field:
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        return forms.CharField(required=False, max_length=LENGTH, widget=widget)

    def clean(self, item: Item, raw: str) -> str:
        text = re.sub(r"\s", "", raw).replace(",", ".").replace("−", "-")
        if not NUMBER.fullmatch(text):
            raise refuse(item, _("Нужно число, например 12 или 3,5."))
        number = Decimal(text)
        low, high = item.get("minimum"), item.get("maximum")
        if low is not None and number < Decimal(low):
            raise refuse(item, _("Число не меньше %s.") % low.replace(".", ","))
        if high is not None and number > Decimal(high):
            raise refuse(item, _("Число не больше %s.") % high.replace(".", ","))
        return f"{number:f}"
