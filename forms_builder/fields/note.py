"""A note: text between questions, without an answer."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy
from wagtail import blocks

from forms_builder.fields.base import code_block
from forms_builder.fields.contract import Answer, FieldType, Item, Payload
from forms_builder.fields.registry import register


class NoteBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=gettext_lazy("Заголовок"), max_length=500)
    hint = blocks.TextBlock(label=gettext_lazy("Текст"), required=False)
    code = code_block()

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
        return {key: value.get(key, "") for key in ("code", "label", "hint")} | {"required": False}

    def form_field(self, item: Item) -> forms.Field:
        return forms.Field(required=False, disabled=True)

    def decode(self, item: Item, payload: Payload) -> Answer | None:
        return None

    def display(self, item: Item, answer: Answer | None) -> str:
        return ""

    def columns(self, item: Item) -> list[tuple[str, str]]:
        return []
