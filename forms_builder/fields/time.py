"""A time of day; kept as «HH:MM»."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from forms_builder.fields.base import QuestionBlock, ValueType, common_keys
from forms_builder.fields.contract import Item, refuse
from forms_builder.fields.registry import register

# Some browsers send seconds; where there is no control of their own, a point is typed.
TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?::\d{2}(?:\.\d{1,3})?)?", re.ASCII)


class TimeBlock(QuestionBlock):
    class Meta:
        icon = "time"
        label = gettext_lazy("Время")


@register
class TimeType(ValueType):
    name = "time"
    label = gettext_lazy("Время")
    operand_type = "time"

    def block(self) -> blocks.StructBlock:
        return TimeBlock()

    def freeze(self, value: Mapping[str, Any]) -> Item:
        return common_keys(value)

    def attributes(self, item: Item) -> dict[str, Any]:
        return {"type": "time"}

    def clean(self, item: Item, raw: str) -> str:
        found = TIME.fullmatch(raw)
        hour, minute = (int(part) for part in found.groups()) if found else (24, 0)
        if hour > 23 or minute > 59:
            raise refuse(item, _("Нужно время: часы и минуты, например 09:30."))
        return f"{hour:02}:{minute:02}"
