"""Indicators of a scale: asked whole, by areas, one by one; of one place, of one age.

The block names which indicators are asked; the gate turns it into one item per indicator, whose
uid is the indicator's own. decode needs the frozen indicator beside the item: the reader of an
edition joins it under the key "indicator".
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from forms_builder.common.russian import counted
from forms_builder.fields.base import EVIDENCE, lines, reasons_block
from forms_builder.fields.conditions import ConditionBlock, thaw_condition
from forms_builder.fields.contract import (
    Answer,
    FieldType,
    Item,
    Payload,
    reason_in,
    refuse,
    typed,
)
from forms_builder.fields.registry import register

PLACES = (
    ("group", gettext_lazy("в группе")),
    ("organisation", gettext_lazy("в организации")),
)
FOLDED = [
    *("show_if", "required", "not_applicable", "reasons"),
    *("evidence", "evidence_from", "retired"),
]


class IndicatorsBlock(blocks.StructBlock):
    """Empty areas and indicators ask the whole scale. A block of an early form holds areas only."""

    areas = blocks.CharBlock(
        label=gettext_lazy("Только области"),
        required=False,
        help_text=gettext_lazy("Номера через запятую: 1,3,7. Пусто — вся шкала."),
    )
    indicators = blocks.CharBlock(
        label=gettext_lazy("Только показатели"),
        required=False,
        help_text=gettext_lazy("Номера через запятую: 3.1, 3.2. Вместе с областями — и те, и эти."),
    )
    places = blocks.MultipleChoiceBlock(
        PLACES,
        required=False,
        label=gettext_lazy("Где оценивается"),
        help_text=gettext_lazy("Ничего не отмечено — все показатели."),
    )
    ages = blocks.TextBlock(
        label=gettext_lazy("Возраст"),
        required=False,
        rows=2,
        help_text=gettext_lazy("Названия возрастов шкалы, по одному в строке. Пусто — любой."),
    )
    inline = blocks.BooleanBlock(
        label=gettext_lazy("В текущем разделе"),
        required=False,
        help_text=gettext_lazy("Без отметки у каждой области шкалы свой раздел."),
    )
    required = blocks.BooleanBlock(label=gettext_lazy("Обязательные"), required=False, default=True)
    not_applicable = blocks.BooleanBlock(
        label=gettext_lazy("Можно «не применимо»"), required=False, default=True
    )
    reasons = reasons_block()
    show_if = ConditionBlock()
    evidence = blocks.ChoiceBlock(
        EVIDENCE, default="optional", label=gettext_lazy("Доказательства")
    )
    evidence_from = blocks.IntegerBlock(
        label=gettext_lazy("Обязательны с уровня"),
        required=False,
        min_value=1,
        help_text=gettext_lazy("Для обязательных. Ниже этого уровня — по желанию."),
    )
    retired = blocks.BooleanBlock(
        label=gettext_lazy("Снято: больше не спрашивается"), required=False
    )

    class Meta:
        icon = "list-ol"
        label = gettext_lazy("Показатели шкалы")
        form_layout = blocks.BlockGroup(
            children=["areas", "indicators", "places", "ages", "inline"],
            settings=FOLDED,
        )


@register
class IndicatorType(FieldType):
    """In an expression a level under the direct rule; other levels are computed, and not here."""

    name = "indicator"
    label = gettext_lazy("Показатели шкалы")
    scorable = True
    operand_type = "number"

    def block(self) -> blocks.StructBlock:
        return IndicatorsBlock()

    def freeze(self, value: Mapping[str, Any]) -> Item:
        """Return what all indicators of a block have in common."""
        evidence = value.get("evidence") or "optional"
        required_from = value.get("evidence_from") if evidence == "required" else None
        return {
            "required": bool(value.get("required", True)),
            "error": "",
            "not_applicable": bool(value.get("not_applicable", True)),
            "reasons": lines(value.get("reasons") or ""),
            "evidence": evidence,
            "evidence_from": required_from,
            "construct": "",
        }

    def thaw(self, item: Item) -> dict[str, Any]:
        """Return a block that asks this indicator alone."""
        plain = {key: item[key] for key in ("required", "not_applicable", "evidence")}
        return plain | {
            "areas": "",
            "indicators": item.get("code", ""),
            "places": [],
            "ages": "",
            "inline": True,
            "reasons": "\n".join(item.get("reasons", ())),
            "evidence_from": item.get("evidence_from"),
            "show_if": thaw_condition(item.get("show_if")),
            "retired": False,
        }

    def parts(self, item: Item, payload: Payload, prefix: str) -> dict[str, Any]:
        return {}

    def decode_value(self, item: Item, payload: Payload) -> Answer | None:
        if item["indicator"]["rule"] == "direct":
            return self._decode_level(item, payload)
        return self._decode_confirmed(item, payload)

    def _decode_level(self, item: Item, payload: Payload) -> Answer | None:
        raw = typed(payload, "level")
        if not raw:
            return None
        if raw not in {str(level) for level in offered_levels(item)}:
            raise refuse(item, _("Такого уровня в шкале нет. Выберите один из показанных."))
        return {"state": "answered", "level": int(raw)}

    def _decode_confirmed(self, item: Item, payload: Payload) -> Answer | None:
        known = {row["uid"] for row in item["indicator"]["characteristics"]}
        confirmed, passed = set(payload.get("confirmed", ())), set(payload.get("na_of", ()))
        if not (confirmed | passed) <= known:
            raise refuse(item, _("В этой редакции нет такой характеристики. Обновите страницу."))
        if confirmed & passed:
            raise refuse(item, _("Характеристика не может быть и подтверждена, и не применима."))
        if passed and not item.get("not_applicable"):
            raise refuse(item, _("Здесь «не применимо» не отвечают. Снимите эти отметки."))
        if not (confirmed or passed or payload.get("none")):
            return None
        reason = reason_in(item, payload, "na_of_reason") if passed else ""
        return {
            "state": "answered",
            "confirmed": sorted(confirmed),
            "not_applicable": {uid: reason for uid in sorted(passed)},
        }

    def encode_value(self, item: Item, answer: Answer) -> dict[str, list[str]]:
        if "level" in answer:
            return {"level": [str(answer["level"])]}
        confirmed, passed = answer["confirmed"], answer["not_applicable"]
        payload = {"confirmed": list(confirmed), "na_of": sorted(passed)}
        if passed:
            payload["na_of_reason"] = [next(iter(passed.values()))]
        if not confirmed and not passed:
            payload["none"] = ["1"]
        return payload

    def display(self, item: Item, answer: Answer | None) -> str:
        return super().display(item, answer) if answer else _("не оценивалось")

    def operand(self, item: Item, answer: Answer) -> Decimal:
        return Decimal(answer["level"])

    def show_value(self, item: Item, answer: Answer) -> str:
        if "level" in answer:
            return _("уровень %s") % answer["level"]
        count = len(answer["confirmed"])
        forms_of_word = ("характеристика", "характеристики", "характеристик")
        return _("подтверждено: %s") % counted(count, *forms_of_word)

    def value_columns(self, item: Item) -> list[tuple[str, str]]:
        return [(item["code"], item["label"])]

    def value_cells(self, item: Item, answer: Answer) -> list[str]:
        return [str(answer["level"]) if "level" in answer else self.show_value(item, answer)]


def offered_levels(item: Item) -> list[int]:
    """Return what a direct indicator offers: 0 («ниже первого уровня»), then levels up to its top.

    Declared gaps are left out; item: as joined by the reader of an edition.
    """
    gaps = item["indicator"]["gaps"]
    return [level for level in range(item["top"] + 1) if level not in gaps]
