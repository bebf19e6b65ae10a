"""Several options of one list."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from forms_builder.common.russian import counted
from forms_builder.fields.contract import Answer, Item, Payload, refuse, typed
from forms_builder.fields.options import (
    OTHER,
    OptionsBlock,
    OptionsType,
    known,
    options_in,
    score_of,
)
from forms_builder.fields.registry import register

WORDS = ("вариант", "варианта", "вариантов")
WORDS_OF = ("варианта", "вариантов", "вариантов")


class ChoicesBlock(OptionsBlock):
    minimum = blocks.IntegerBlock(
        label=gettext_lazy("Отметить не меньше"), required=False, min_value=1
    )
    maximum = blocks.IntegerBlock(
        label=gettext_lazy("Отметить не больше"), required=False, min_value=1
    )

    def clean(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        cleaned = super().clean(value)
        low, high = cleaned["minimum"], cleaned["maximum"]
        if low and high and low > high:
            wrong = ValidationError(_("Верхний предел меньше нижнего."))
            raise blocks.StructBlockValidationError({"maximum": wrong})
        if low and low > len(options_in(cleaned)) + bool(cleaned["other"]):
            wrong = ValidationError(_("Вариантов меньше, чем нужно отметить."))
            raise blocks.StructBlockValidationError({"minimum": wrong})
        return cleaned

    class Meta:
        icon = "tick-inverse"
        label = gettext_lazy("Выбор нескольких вариантов")


@register
class ChoicesType(OptionsType):
    """value: the values ticked, in the order of the options; "other": own words.

    Fewer than the minimum are kept, as one ticks them one by one; the sheet is not complete then.
    """

    name = "choices"
    label = gettext_lazy("Выбор нескольких вариантов")
    operand_type = "choices"
    template = "questionnaires/fields/options.html"
    kind = "checkbox"

    def block(self) -> blocks.StructBlock:
        return ChoicesBlock()

    def freeze(self, value: Mapping[str, Any]) -> Item:
        return super().freeze(value) | {key: value.get(key) for key in ("minimum", "maximum")}

    def thaw(self, item: Item) -> dict[str, Any]:
        return super().thaw(item) | {key: item.get(key) for key in ("minimum", "maximum")}

    def limits(self, item: Item) -> str:
        low, high = item.get("minimum"), item.get("maximum")
        if low and high and low == high:
            return _("Отметьте ровно %s.") % counted(low, *WORDS)
        if low and high:
            return _("Отметьте от %(low)s до %(high)s.") % {
                "low": low,
                "high": counted(high, *WORDS_OF),
            }
        if low == 1:
            return _("Отметьте хотя бы один вариант.")
        if low:
            return _("Отметьте не меньше %s.") % counted(low, *WORDS_OF)
        return _("Отметьте не больше %s.") % counted(high, *WORDS_OF) if high else ""

    def decode_value(self, item: Item, payload: Payload) -> Answer | None:
        ticked = {value for value in payload.get("value", ()) if value}
        if item.get("other") and typed(payload, "other"):
            ticked.add(OTHER)
        if not ticked:
            return None
        if not ticked <= set(known(item)):
            raise refuse(item, _("Такого варианта нет. Выберите из показанных."))
        value = [option for option in known(item) if option in ticked]
        self._refuse_unfit(item, value)
        is_own = bool(item.get("other")) and OTHER in ticked
        return self.with_words(item, payload, {"state": "answered", "value": value}, is_own)

    def _refuse_unfit(self, item: Item, value: list[str]) -> None:
        high = item.get("maximum")
        if high and len(value) > high:
            given, limit = counted(len(value), *WORDS), counted(high, *WORDS_OF)
            message = _("Отмечено %(given)s, а можно не больше %(limit)s. Снимите лишние.")
            raise refuse(item, message % {"given": given, "limit": limit})
        unsure = [row["label"] for row in item["choices"] if row.get("unsure")]
        chosen = {row["label"] for row in item["choices"] if row["value"] in value}
        alone = next((label for label in unsure if label in chosen), None)
        if alone and len(value) > 1:
            message = _("«%s» отмечают без других вариантов: оставьте что-то одно.")
            raise refuse(item, message % alone)

    def encode_value(self, item: Item, answer: Answer) -> dict[str, list[str]]:
        payload = {"value": list(answer["value"])}
        return payload | ({"other": [answer["other"]]} if "other" in answer else {})

    def missing(self, item: Item, answer: Answer | None) -> str:
        low = item.get("minimum")
        if not answer or answer["state"] != "answered" or not low or len(answer["value"]) >= low:
            return super().missing(item, answer)
        unsure = {row["value"] for row in item["choices"] if row.get("unsure")}
        if unsure & set(answer["value"]):
            return ""
        return _("отмечено меньше %s") % counted(low, *WORDS_OF)

    def operand(self, item: Item, answer: Answer) -> tuple[str, ...]:
        return tuple(answer["value"])

    def points(self, item: Item, answer: Answer) -> Decimal | None:
        """Return the sum of the scores ticked, None when none of them carries one."""
        scores = [score_of(item, value) for value in answer["value"]]
        carried = [score for score in scores if score is not None]
        return sum(carried, Decimal(0)) if carried else None

    def show_value(self, item: Item, answer: Answer) -> str:
        return "\n".join(self.words_of(item, answer, value) for value in answer["value"])

    def value_columns(self, item: Item) -> list[tuple[str, str]]:
        """A column per option, 1 where it is ticked; the last one holds own words."""
        code, label = item["code"], item["label"]
        options = [
            (f"{code}_{row['value']}", f"{label}: {row['label']}") for row in item["choices"]
        ]
        own = [(f"{code}_{OTHER}", _("%s: другое") % label)] if item.get("other") else []
        return [*options, *own]

    def value_cells(self, item: Item, answer: Answer) -> list[str]:
        ticked = set(answer["value"])
        cells = ["1" if row["value"] in ticked else "0" for row in item["choices"]]
        return [*cells, *([answer.get("other", "")] if item.get("other") else [])]
