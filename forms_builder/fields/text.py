"""A short or long text, of any words or after a pattern."""

import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from forms_builder.common.russian import counted
from forms_builder.fields.base import QuestionBlock, ValueType, common_keys, thawed
from forms_builder.fields.contract import Item, Payload, refuse
from forms_builder.fields.patterns import (
    CHOICES,
    OWN,
    PATTERN_LIMIT,
    READY,
    TEXT_LIMIT,
    UnsafePattern,
    demand_safe,
    ready_name,
)
from forms_builder.fields.registry import register

LIMIT = 10_000
SIGNS = ("знака", "знаков", "знаков")


class TextBlock(QuestionBlock):
    multiline = blocks.BooleanBlock(label=gettext_lazy("Несколько строк"), required=False)
    min_length = blocks.IntegerBlock(
        label=gettext_lazy("Знаков не меньше"), required=False, min_value=1, max_value=LIMIT
    )
    max_length = blocks.IntegerBlock(
        label=gettext_lazy("Знаков не больше"), required=False, min_value=1, max_value=LIMIT
    )
    form = blocks.ChoiceBlock(
        CHOICES, default="", required=False, label=gettext_lazy("Какой текст годится")
    )
    pattern = blocks.CharBlock(
        label=gettext_lazy("Своё регулярное выражение"),
        required=False,
        max_length=PATTERN_LIMIT,
        help_text=gettext_lazy("Весь ответ целиком, не длиннее 200 знаков. Например [А-Я]{2}-\\d+"),
    )
    pattern_hint = blocks.CharBlock(
        label=gettext_lazy("Что писать, в словах"), required=False, max_length=200
    )

    def clean(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        cleaned = super().clean(value)
        wrong = dict(_wrong_keys(cleaned))
        if wrong:
            errors = {key: ValidationError(message) for key, message in wrong.items()}
            raise blocks.StructBlockValidationError(errors)
        return cleaned

    class Meta:
        icon = "edit"
        label = gettext_lazy("Текст")


def _wrong_keys(value: Mapping[str, Any]) -> list[tuple[str, str]]:
    wrong = []
    low, high = value["min_length"], value["max_length"]
    if low and high and low > high:
        wrong.append(("max_length", _("Верхний предел меньше нижнего.")))
    if value["form"] and value["multiline"]:
        wrong.append(("form", _("Вид текста задают только для ответа в одну строку.")))
    if value["form"] != OWN:
        return wrong
    if not value["pattern_hint"]:
        wrong.append(("pattern_hint", _("Напишите словами, что годится: выражения не увидят.")))
    if not value["pattern"]:
        return [*wrong, ("pattern", _("Напишите выражение."))]
    try:
        demand_safe(value["pattern"])
    except UnsafePattern as unsafe:
        wrong.append(("pattern", str(unsafe)))
    return wrong


@register
class TextType(ValueType):
    """pattern: a safe regular expression the whole answer matches, "" for any answer."""

    name = "text"
    label = gettext_lazy("Текст")
    operand_type = "text"
    template = "questionnaires/fields/text.html"

    def block(self) -> blocks.StructBlock:
        return TextBlock()

    def freeze(self, value: Mapping[str, Any]) -> Item:
        form = value.get("form") or ""
        pattern, hint = value.get("pattern") or "", value.get("pattern_hint") or ""
        if form != OWN:
            _title, pattern, hint = READY.get(form, ("", "", ""))
        return common_keys(value) | {
            "multiline": bool(value.get("multiline")),
            "pattern": pattern,
            "pattern_hint": str(hint),
            "min_length": value.get("min_length"),
            "max_length": value.get("max_length"),
        }

    def thaw(self, item: Item) -> dict[str, Any]:
        pattern, hint = item.get("pattern", ""), item.get("pattern_hint", "")
        form = ready_name(pattern, hint)
        own = {"pattern": pattern, "pattern_hint": hint}
        return thawed(item) | {
            "multiline": bool(item.get("multiline")),
            "min_length": item.get("min_length"),
            "max_length": item.get("max_length"),
            "form": form,
            **(own if form == OWN else {"pattern": "", "pattern_hint": ""}),
        }

    def limits(self, item: Item) -> str:
        low, high = item.get("min_length"), item.get("max_length")
        words = [item["pattern_hint"]] if item.get("pattern_hint") else []
        words += [_("Не короче %s.") % counted(low, *SIGNS)] if low else []
        words += [_("Не длиннее %s.") % counted(high, *SIGNS)] if high else []
        return " ".join(words)

    def attributes(self, item: Item) -> dict[str, Any]:
        digits = item.get("pattern") in (READY["digits"][1], READY["inn"][1], READY["postcode"][1])
        kind = {} if item.get("multiline") else {"type": "text"}
        return kind | {"maxlength": _limit(item)} | ({"inputmode": "numeric"} if digits else {})

    def parts(self, item: Item, payload: Payload, prefix: str) -> dict[str, Any]:
        return super().parts(item, payload, prefix) | {"is_long": bool(item.get("multiline"))}

    def clean(self, item: Item, raw: str) -> str:
        # A browser sends a line's end as two signs, a script as one.
        text = raw.replace("\r\n", "\n").replace("\r", "\n")
        if not item.get("multiline"):
            text = " ".join(text.split("\n"))
        low, high = item.get("min_length"), _limit(item)
        if len(text) > high:
            raise refuse(item, _("Текст длиннее %s. Сократите его.") % counted(high, *SIGNS))
        if low and len(text) < low:
            raise refuse(item, _("Текст короче %s. Допишите.") % counted(low, *SIGNS))
        if item.get("pattern") and not re.fullmatch(item["pattern"], text):
            raise refuse(item, item.get("pattern_hint") or _("Такой ответ не подходит."))
        return text


def _limit(item: Item) -> int:
    """Return the most characters: a pattern works on short texts only."""
    most = TEXT_LIMIT if item.get("pattern") else LIMIT
    return min(item.get("max_length") or most, most)
