"""Yes or no."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from forms_builder.fields.base import QuestionBlock, ValueType, common_keys, ticks
from forms_builder.fields.contract import CHOICE, Answer, Item, Payload, refuse
from forms_builder.fields.registry import register

WORDS = {"yes": gettext_lazy("Да"), "no": gettext_lazy("Нет")}


class YesNoBlock(QuestionBlock):
    class Meta:
        icon = "check"
        label = gettext_lazy("Да или нет")


@register
class YesNoType(ValueType):
    name = "yes_no"
    label = gettext_lazy("Да или нет")
    family = CHOICE
    operand_type = "choice"
    template = "questionnaires/fields/options.html"

    def block(self) -> blocks.StructBlock:
        return YesNoBlock()

    def freeze(self, value: Mapping[str, Any]) -> Item:
        return common_keys(value)

    def is_group(self, item: Item) -> bool:
        return True

    def parts(self, item: Item, payload: Payload, prefix: str) -> dict[str, Any]:
        """Return ValueType's, kind and options [{id, value, label, on}]."""
        parts = super().parts(item, payload, prefix)
        return parts | {"kind": "radio", "options": ticks(parts, item, WORDS)}

    def clean(self, item: Item, raw: str) -> str:
        if raw not in WORDS:
            raise refuse(item, _("Выберите «Да» или «Нет»."))
        return raw

    def show_value(self, item: Item, answer: Answer) -> str:
        return str(WORDS[answer["value"]])
