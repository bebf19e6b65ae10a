"""Consent: a text apart from any other, and one tick under it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from forms_builder.fields.base import QuestionBlock, ValueType, common_keys, thawed
from forms_builder.fields.contract import OTHER, Answer, Item, Payload, refuse
from forms_builder.fields.registry import register


class ConsentBlock(QuestionBlock):
    text = blocks.TextBlock(
        label=gettext_lazy("Текст согласия"),
        help_text=gettext_lazy("Целиком и об одном: кто, что, для чего, на какой срок."),
    )
    link = blocks.URLBlock(label=gettext_lazy("Ссылка на документ"), required=False)

    class Meta:
        icon = "clipboard-list"
        label = gettext_lazy("Согласие")


@register
class ConsentType(ValueType):
    """value: «yes»; consent not given is no answer."""

    name = "consent"
    label = gettext_lazy("Согласие")
    family = OTHER
    operand_type = "choice"
    template = "questionnaires/fields/consent.html"

    def block(self) -> blocks.StructBlock:
        return ConsentBlock()

    def freeze(self, value: Mapping[str, Any]) -> Item:
        return common_keys(value) | {"text": value["text"], "link": value.get("link") or ""}

    def thaw(self, item: Item) -> dict[str, Any]:
        return thawed(item) | {"text": item["text"], "link": item["link"]}

    def is_group(self, item: Item) -> bool:
        return True

    def parts(self, item: Item, payload: Payload, prefix: str) -> dict[str, Any]:
        """Return ValueType's and the text agreed to, with a link to the document."""
        own = {"text": item["text"], "link": item["link"]}
        return super().parts(item, payload, prefix) | own

    def clean(self, item: Item, raw: str) -> str:
        if raw != "yes":
            raise refuse(item, _("Поставьте отметку, если согласны, или снимите её."))
        return raw

    def missing(self, item: Item, answer: Answer | None) -> str:
        return super().missing(item, answer) and _("нет согласия")

    def show_value(self, item: Item, answer: Answer) -> str:
        return _("согласие дано")
