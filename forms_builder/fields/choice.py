"""One of several options, shown as ticks or as a drop-down list."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from forms_builder.fields.contract import Answer, Item, Payload, refuse, typed
from forms_builder.fields.options import OTHER, OptionsBlock, OptionsType, known, score_of
from forms_builder.fields.registry import register

LOOKS = (
    ("radio", gettext_lazy("все варианты видны")),
    ("dropdown", gettext_lazy("раскрывающийся список")),
)


class ChoiceBlock(OptionsBlock):
    look = blocks.ChoiceBlock(LOOKS, default="radio", label=gettext_lazy("Вид"))

    class Meta:
        icon = "radio-full"
        label = gettext_lazy("Выбор одного варианта")


@register
class ChoiceType(OptionsType):
    """value: the option's value; "other": own words, beside the value «other» alone."""

    name = "choice"
    label = gettext_lazy("Выбор одного варианта")
    operand_type = "choice"
    template = "questionnaires/fields/choice.html"

    def block(self) -> blocks.StructBlock:
        return ChoiceBlock()

    def freeze(self, value: Mapping[str, Any]) -> Item:
        return super().freeze(value) | {"look": value.get("look") or "radio"}

    def thaw(self, item: Item) -> dict[str, Any]:
        return super().thaw(item) | {"look": item.get("look", "radio")}

    def is_group(self, item: Item) -> bool:
        return item.get("look") != "dropdown"

    def parts(self, item: Item, payload: Payload, prefix: str) -> dict[str, Any]:
        """Return OptionsType's and is_dropdown; ticks of what need not be answered offer «нет»."""
        parts = super().parts(item, payload, prefix) | {"is_dropdown": not self.is_group(item)}
        if not parts["is_dropdown"] and not item.get("required"):
            on = not typed(payload, "value") and not typed(payload, "other")
            none = {"id": f"{parts['id']}-", "value": "", "label": _("Без ответа"), "on": on}
            parts["options"] = [*parts["options"], none]
        return parts

    def decode_value(self, item: Item, payload: Payload) -> Answer | None:
        value = typed(payload, "value")
        if not value and item.get("other") and typed(payload, "other"):
            value = OTHER  # own words say enough
        if not value:
            return None
        if value not in known(item):
            raise refuse(item, _("Такого варианта нет. Выберите один из показанных."))
        is_own = bool(item.get("other")) and value == OTHER
        return self.with_words(item, payload, {"state": "answered", "value": value}, is_own)

    def encode_value(self, item: Item, answer: Answer) -> dict[str, list[str]]:
        payload = {"value": [answer["value"]]}
        return payload | ({"other": [answer["other"]]} if "other" in answer else {})

    def points(self, item: Item, answer: Answer) -> Decimal | None:
        return score_of(item, answer["value"])

    def show_value(self, item: Item, answer: Answer) -> str:
        return self.words_of(item, answer, answer["value"])

    def value_columns(self, item: Item) -> list[tuple[str, str]]:
        columns = [(item["code"], item["label"])]
        if item.get("other"):
            columns.append((f"{item['code']}_other", _("%s: другое") % item["label"]))
        return columns

    def value_cells(self, item: Item, answer: Answer) -> list[str]:
        return [answer["value"], *([answer.get("other", "")] if item.get("other") else [])]
