"""Putting options in order: each is given a place, and each place once."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from forms_builder.fields.base import (
    QuestionBlock,
    ValueType,
    common_keys,
    inner_code_block,
    repeats,
    thawed,
)
from forms_builder.fields.contract import CHOICE, Answer, Item, Payload, refuse, typed
from forms_builder.fields.registry import register


class RankedBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=gettext_lazy("Вариант"), max_length=300)
    value = inner_code_block()


class RankingBlock(QuestionBlock):
    choices = blocks.ListBlock(
        RankedBlock(), min_num=2, max_num=20, label=gettext_lazy("Что расставить по местам")
    )

    def clean(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        cleaned = super().clean(value)
        if repeats([row["value"] for row in cleaned["choices"]]):
            wrong = ValidationError(_("Коды вариантов не повторяются."))
            raise blocks.StructBlockValidationError({"choices": wrong})
        return cleaned

    class Meta:
        icon = "list-ol"
        label = gettext_lazy("Расстановка по местам")


@register
class RankingType(ValueType):
    """value: option values from the first place on; "" where a place is still free.

    Nothing stands behind the last place taken, so an order that is whole holds every option once.
    """

    name = "ranking"
    label = gettext_lazy("Расстановка по местам")
    family = CHOICE
    operand_type = "choices"
    template = "questionnaires/fields/ranking.html"

    def block(self) -> blocks.StructBlock:
        return RankingBlock()

    def freeze(self, value: Mapping[str, Any]) -> Item:
        choices = [{"value": row["value"], "label": row["label"]} for row in value["choices"]]
        return common_keys(value) | {"choices": choices}

    def thaw(self, item: Item) -> dict[str, Any]:
        return thawed(item) | {"choices": [dict(row) for row in item["choices"]]}

    def parts(self, item: Item, payload: Payload, prefix: str) -> dict[str, Any]:
        """Return {"is_group", "rows": [{id, name, label, places: [{number, on}]}]}."""
        rows = [_drawn(item, row, payload, prefix) for row in item["choices"]]
        return {"is_group": True, "rows": rows}

    def decode_value(self, item: Item, payload: Payload) -> Answer | None:
        places = _places(item)
        value = [""] * len(places)
        for option in item["choices"]:
            raw = typed(payload, _part(option["value"]))
            if raw and raw not in places:
                raise refuse(item, _("Место — число от 1 до %s.") % len(places))
            if raw and value[int(raw) - 1]:
                raise refuse(item, _("Место %s отдано дважды: оставьте его одному.") % raw)
            if raw:
                value[int(raw) - 1] = option["value"]
        taken = [place for place, option in enumerate(value, start=1) if option]
        return {"state": "answered", "value": value[: taken[-1]]} if taken else None

    def encode_value(self, item: Item, answer: Answer) -> dict[str, list[str]]:
        ranked = enumerate(answer["value"], start=1)
        return {_part(value): [str(place)] for place, value in ranked if value}

    def missing(self, item: Item, answer: Answer | None) -> str:
        if not answer or answer["state"] != "answered" or not item.get("required"):
            return super().missing(item, answer)
        given = set(answer["value"])
        left = [row["label"] for row in item["choices"] if row["value"] not in given]
        named = ", ".join(f"«{label}»" for label in left)
        return _("не отдано место: %s") % named if left else ""

    def operand(self, item: Item, answer: Answer) -> tuple[str, ...]:
        return tuple(value for value in answer["value"] if value)

    def show_value(self, item: Item, answer: Answer) -> str:
        labels = {row["value"]: row["label"] for row in item["choices"]}
        ranked = enumerate(answer["value"], start=1)
        return "\n".join(f"{place}. {labels[value]}" for place, value in ranked if value)

    def value_columns(self, item: Item) -> list[tuple[str, str]]:
        title = _("%(question)s: место «%(option)s»")
        return [
            (
                f"{item['code']}_{row['value']}",
                title % {"question": item["label"], "option": row["label"]},
            )
            for row in item["choices"]
        ]

    def value_cells(self, item: Item, answer: Answer) -> list[str]:
        place = {value: str(number) for number, value in enumerate(answer["value"], start=1)}
        return [place.get(row["value"], "") for row in item["choices"]]


def _part(value: str) -> str:
    return f"p-{value}"


def _places(item: Item) -> list[str]:
    return [str(number) for number in range(1, len(item["choices"]) + 1)]


def _drawn(item: Item, row: Item, payload: Payload, prefix: str) -> dict[str, Any]:
    part = _part(row["value"])
    chosen = typed(payload, part)
    places = [{"number": number, "on": chosen == number} for number in _places(item)]
    name = f"{prefix}{part}"
    return {"id": f"q-{name}", "name": name, "label": row["label"], "places": places}
