"""A note: text between questions, without an answer."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from forms_builder.fields.base import code_block, folded
from forms_builder.fields.conditions import ConditionBlock, condition_of, thaw_condition
from forms_builder.fields.contract import Answer, FieldType, Item, Payload
from forms_builder.fields.registry import register


class NoteBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=gettext_lazy("Заголовок"), max_length=500)
    hint = blocks.TextBlock(label=gettext_lazy("Текст"), required=False)
    code = code_block()
    show_if = ConditionBlock()
    retired = blocks.BooleanBlock(
        label=gettext_lazy("Снят: больше не показывается"), required=False
    )

    def get_form_layout(self) -> BlockGroup:
        return folded(list(self.child_blocks))

    class Meta:
        icon = "info-circle"
        label = gettext_lazy("Пояснение")


@register
class NoteType(FieldType):
    name = "note"
    label = gettext_lazy("Пояснение")
    asks = False

    def block(self) -> blocks.StructBlock:
        return NoteBlock()

    def freeze(self, value: Mapping[str, Any]) -> Item:
        words = {key: value.get(key, "") for key in ("code", "label", "hint")}
        return words | {"required": False, "show_if": condition_of(value.get("show_if"))}

    def thaw(self, item: Item) -> dict[str, Any]:
        words = {key: item[key] for key in ("code", "label", "hint")}
        return words | {"show_if": thaw_condition(item.get("show_if")), "retired": False}

    def parts(self, item: Item, payload: Payload, prefix: str) -> dict[str, Any]:
        return {}

    def decode_value(self, item: Item, payload: Payload) -> Answer | None:
        return None

    def encode_value(self, item: Item, answer: Answer) -> dict[str, list[str]]:
        return {}

    def display(self, item: Item, answer: Answer | None) -> str:
        return ""

    def show_value(self, item: Item, answer: Answer) -> str:
        return ""

    def value_columns(self, item: Item) -> list[tuple[str, str]]:
        return []

    def value_cells(self, item: Item, answer: Answer) -> list[str]:
        return []
