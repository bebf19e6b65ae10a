"""The shape of a form's file, before anybody reads it: words are words, lists are lists."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from forms_builder.common.errors import Problem

WORDS = frozenset(
    {
        *("title", "notice", "code", "uid", "type", "label", "hint", "error", "construct", "text"),
        *("value", "unit", "pattern", "pattern_hint", "link", "areas", "indicators", "evidence"),
    }
)
LISTS = frozenset({"reasons", "kinds", "places", "ages", "labels"})
DEEPEST = 40
# What a database does not keep: control characters, halves of a pair.
UNKEPT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def shape_problems(data: Any, place: str = "", depth: int = 0) -> Iterator[Problem]:
    """Yield what in a JSON value no form may hold, whatever its meaning; place: the way to it."""
    if depth > DEEPEST:
        yield Problem(_("Слишком много вложенного."), place)
    elif isinstance(data, float):
        yield Problem(_('Дробное число пишут текстом: "2.5".'), place)
    elif isinstance(data, str) and UNKEPT.search(data):
        yield Problem(_("В тексте есть управляющие знаки: уберите их."), place)
    elif isinstance(data, dict | list):
        yield from _inside(data, place, depth)


def _inside(data: dict[str, Any] | list[Any], place: str, depth: int) -> Iterator[Problem]:
    rows = data.items() if isinstance(data, dict) else enumerate(data, start=1)
    for key, value in rows:
        step = f"{place}.{key}" if place else str(key)
        if key in WORDS and not isinstance(value, str):
            yield Problem(_("Нужен текст в кавычках."), step)
        elif key in LISTS and not isinstance(value, list):
            yield Problem(_("Нужен список."), step)
        else:
            yield from shape_problems(value, step, depth + 1)
