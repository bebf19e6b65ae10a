"""A level from 1 to 5, with words beside the numbers or without."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from forms_builder.fields.base import QuestionBlock, ValueType, common_keys, lines, thawed, ticks
from forms_builder.fields.contract import CHOICE, Answer, Item, Payload, refuse
from forms_builder.fields.registry import register

LOWEST, TOP = 1, 5


class LevelBlock(QuestionBlock):
    labels = blocks.TextBlock(
        label=gettext_lazy("Слова у уровней"),
        required=False,
        rows=5,
        help_text=gettext_lazy("Пять строк, от уровня 1 до уровня 5. Пусто — одни числа."),
    )

    def clean(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        cleaned = super().clean(value)
        if len(lines(cleaned["labels"])) not in (0, TOP):
            wrong = ValidationError(_("Нужно пять строк, по одной на уровень, или ни одной."))
            raise blocks.StructBlockValidationError({"labels": wrong})
        return cleaned

    class Meta:
        icon = "list-ol"
        label = gettext_lazy("Уровень от 1 до 5")


@register
class LevelType(ValueType):
    name = "level"
    label = gettext_lazy("Уровень от 1 до 5")
    family = CHOICE
    scorable = True
    operand_type = "number"
    template = "questionnaires/fields/options.html"

    def block(self) -> blocks.StructBlock:
        return LevelBlock()

    def freeze(self, value: Mapping[str, Any]) -> Item:
        range_of_levels = {"minimum": LOWEST, "top": TOP}
        return common_keys(value) | range_of_levels | {"labels": lines(value.get("labels") or "")}

    def thaw(self, item: Item) -> dict[str, Any]:
        return thawed(item) | {"labels": "\n".join(item.get("labels", ()))}

    def is_group(self, item: Item) -> bool:
        return True

    def parts(self, item: Item, payload: Payload, prefix: str) -> dict[str, Any]:
        """Return ValueType's, kind and options [{id, value, label, on}]."""
        parts = super().parts(item, payload, prefix)
        return parts | {"kind": "radio", "options": ticks(parts, item, _words(item))}

    def clean(self, item: Item, raw: str) -> str:
        if raw not in _words(item):
            words = {"low": _lowest(item), "top": _top(item)}
            raise refuse(item, _("Выберите уровень от %(low)s до %(top)s.") % words)
        return raw

    def operand(self, item: Item, answer: Answer) -> Decimal:
        return Decimal(answer["value"])

    def points(self, item: Item, answer: Answer) -> Decimal | None:
        return Decimal(answer["value"])

    def show_value(self, item: Item, answer: Answer) -> str:
        return _("уровень %s") % _words(item)[answer["value"]]


def _lowest(item: Item) -> int:
    return item.get("minimum", LOWEST)


def _top(item: Item) -> int:
    return item.get("top", TOP)


def _words(item: Item) -> dict[str, str]:
    """Return value → what is shown: the number, with its words if it has some."""
    labels = item.get("labels") or []
    numbers = range(_lowest(item), _top(item) + 1)
    if len(labels) != len(numbers):
        return {str(number): str(number) for number in numbers}
    pairs = zip(numbers, labels, strict=True)
    return {str(number): f"{number} — {label}" if label else str(number) for number, label in pairs}
