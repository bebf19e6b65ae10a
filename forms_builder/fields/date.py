"""A day between two days; kept as ISO text."""

import datetime
import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from forms_builder.fields.base import QuestionBlock, ValueType, common_keys, thawed
from forms_builder.fields.contract import Answer, Item, refuse
from forms_builder.fields.registry import register

# The first is sent by the browser's own control, the second is typed where there is none.
ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})", re.ASCII)
TYPED = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})", re.ASCII)
# A browser sends «0020» while a year is being typed.
EARLIEST = "1900-01-01"


class DateBlock(QuestionBlock):
    minimum = blocks.DateBlock(label=gettext_lazy("Не раньше"), required=False)
    maximum = blocks.DateBlock(label=gettext_lazy("Не позже"), required=False)

    def clean(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        cleaned = super().clean(value)
        low, high = cleaned.get("minimum"), cleaned.get("maximum")
        if low and high and low > high:
            wrong = ValidationError(_("Последний день раньше первого."))
            raise blocks.StructBlockValidationError({"maximum": wrong})
        return cleaned

    class Meta:
        icon = "date"
        label = gettext_lazy("Дата")


@register
class DateType(ValueType):
    name = "date"
    label = gettext_lazy("Дата")
    operand_type = "date"

    def block(self) -> blocks.StructBlock:
        return DateBlock()

    def freeze(self, value: Mapping[str, Any]) -> Item:
        limits = {key: _iso(value.get(key)) for key in ("minimum", "maximum")}
        return common_keys(value) | limits

    def thaw(self, item: Item) -> dict[str, Any]:
        return thawed(item) | {key: item.get(key) for key in ("minimum", "maximum")}

    def limits(self, item: Item) -> str:
        low, high = (item.get(key) for key in ("minimum", "maximum"))
        if low and high:
            return _("С %(low)s по %(high)s.") % {"low": in_words(low), "high": in_words(high)}
        if low:
            return _("Не раньше %s.") % in_words(low)
        return _("Не позже %s.") % in_words(high) if high else ""

    def attributes(self, item: Item) -> dict[str, Any]:
        limits = {"min": item.get("minimum"), "max": item.get("maximum")}
        return {"type": "date"} | {name: day for name, day in limits.items() if day}

    def clean(self, item: Item, raw: str) -> str:
        day = _read(raw)
        if day is None:
            raise refuse(item, _("Нужна дата: день, месяц и год, например 01.09.2026."))
        low, high = item.get("minimum") or EARLIEST, item.get("maximum")
        if day < low:
            raise refuse(item, _("Нужна дата не раньше %s.") % in_words(low))
        if high and day > high:
            raise refuse(item, _("Нужна дата не позже %s.") % in_words(high))
        return day

    def show_value(self, item: Item, answer: Answer) -> str:
        return in_words(answer["value"])


def in_words(day: str) -> str:
    """Return a day kept as ISO text in words: «1 сентября 2026»."""
    return date_format(datetime.date.fromisoformat(day), "j E Y")


def _read(raw: str) -> str | None:
    """Return what was typed as ISO text, None when it is no day."""
    found = ISO.fullmatch(raw) or TYPED.fullmatch(raw)
    if not found:
        return None
    parts = {key: int(part) for key, part in found.groupdict().items()}
    try:
        return datetime.date(**parts).isoformat()
    except ValueError:
        return None


def _iso(day: datetime.date | str | None) -> str | None:
    return day.isoformat() if isinstance(day, datetime.date) else day or None
