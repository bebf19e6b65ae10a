"""A short or long text."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from forms_builder.fields.base import QuestionBlock, ValueType, common_keys, refuse
from forms_builder.fields.contract import Item
from forms_builder.fields.registry import register

LIMIT = 10_000


class TextBlock(QuestionBlock):
    multiline = blocks.BooleanBlock(label=gettext_lazy("Несколько строк"), required=False)

    class Meta:
        icon = "edit"
        label = gettext_lazy("Текст")


@register
class TextType(ValueType):
    name = "text"
    label = gettext_lazy("Текст")

    def block(self) -> blocks.StructBlock:
        return TextBlock()

    def freeze(self, value: Mapping[str, Any]) -> Item:
        return common_keys(value) | {"multiline": bool(value.get("multiline"))}

    def form_field(self, item: Item) -> forms.Field:
        widget = forms.Textarea(attrs={"rows": 4}) if item["multiline"] else forms.TextInput()
        return forms.CharField(required=False, max_length=LIMIT, widget=widget)

    def clean(self, item: Item, raw: str) -> str:
        if len(raw) > LIMIT:
            raise refuse(item, _("Текст длиннее 10 000 знаков. Сократите его."))
        return raw
