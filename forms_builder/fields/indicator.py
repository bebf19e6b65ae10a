"""Indicators of a scale: asked whole, or by areas.

The block names which indicators are asked; the gate turns it into one item per indicator, whose
uid is the indicator's own. decode needs the frozen indicator beside the item: the reader of an
edition joins it under the key "indicator".
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from forms_builder.common.russian import counted
from forms_builder.fields.base import refuse, typed
from forms_builder.fields.contract import Answer, FieldType, Item, Payload
from forms_builder.fields.registry import register

REASON_LIMIT = 1000


class IndicatorsBlock(blocks.StructBlock):
    """Empty «areas» asks the whole scale, a section per area."""

    areas = blocks.CharBlock(
        label=gettext_lazy("Только области"),
        required=False,
        help_text=gettext_lazy("Номера через запятую: 1,3,7. Пусто — вся шкала."),
    )

    class Meta:
        icon = "list-ol"
        label = gettext_lazy("Показатели шкалы")


@register
class IndicatorType(FieldType):
    name = "indicator"
    label = gettext_lazy("Показатели шкалы")
    scorable = True

    def block(self) -> blocks.StructBlock:
        return IndicatorsBlock()

    def freeze(self, value: Mapping[str, Any]) -> Item:
        return {"required": True, "not_applicable": True, "evidence": "optional"}

    def form_field(self, item: Item) -> forms.Field:
        indicator = item["indicator"]
        if indicator["rule"] == "direct":
            levels = [(str(level), str(level)) for level in offered_levels(item)]
            return forms.ChoiceField(required=False, choices=levels, widget=forms.RadioSelect)
        rows = [(row["uid"], row["text"]) for row in indicator["characteristics"]]
        return forms.MultipleChoiceField(
            required=False, choices=rows, widget=forms.CheckboxSelectMultiple
        )

    def decode(self, item: Item, payload: Payload) -> Answer | None:
        if payload.get("na"):
            return {"state": "not_applicable", "reason": _reason(item, payload, "na_reason")}
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
        if not (confirmed or passed or payload.get("none")):
            return None
        reason = _reason(item, payload, "na_of_reason") if passed else ""
        return {
            "state": "answered",
            "confirmed": sorted(confirmed),
            "not_applicable": {uid: reason for uid in sorted(passed)},
        }

    def display(self, item: Item, answer: Answer | None) -> str:
        if answer is None:
            return _("не оценивалось")
        if answer["state"] == "not_applicable":
            return _("не применимо: %s") % answer["reason"]
        if "level" in answer:
            return _("уровень %s") % answer["level"]
        count = len(answer["confirmed"])
        forms_of_word = ("характеристика", "характеристики", "характеристик")
        return _("подтверждено: %s") % counted(count, *forms_of_word)

    def columns(self, item: Item) -> list[tuple[str, str]]:
        code, label = item["code"], item["label"]
        return [(code, label), (f"{code}_na", _("%s: почему не применимо") % label)]


def offered_levels(item: Item) -> list[int]:
    """Return what a direct indicator offers: 0 («ниже первого уровня»), then levels up to its top.

    Declared gaps are left out; item: as joined by the reader of an edition.
    """
    gaps = item["indicator"]["gaps"]
    return [level for level in range(item["top"] + 1) if level not in gaps]


def _reason(item: Item, payload: Payload, part: str) -> str:
    reason = typed(payload, part)
    if not reason:
        raise refuse(item, _("Напишите, почему не применимо: без причины это не сохранится."))
    if len(reason) > REASON_LIMIT:
        raise refuse(item, _("Причина длиннее 1000 знаков. Сократите её."))
    return reason
