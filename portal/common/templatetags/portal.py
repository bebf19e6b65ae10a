"""Filters every template may use: Russian counts, decimal comma."""

import re
from decimal import Decimal

from django import template

from forms_builder.common import russian

register = template.Library()
ABBREVIATION = re.compile(r"\s*\(далее\b[^)]*\)")


@register.filter
def counted(count: int, forms: str) -> str:
    """{{ n|counted:"показатель,показателя,показателей" }} → «3 показателя»."""
    return russian.counted(count, *forms.split(","))


@register.filter
def plural(count: int, forms: str) -> str:
    """{{ n|plural:"просрочен,просрочены,просрочены" }} → the word without the number."""
    return russian.plural(count, *forms.split(","))


@register.filter
def decimal_comma(value: Decimal | None, places: int = 2) -> str:
    """{{ score|decimal_comma }} → «3,50»; empty for None."""
    return russian.decimal_comma(value, places)


@register.filter
def item(mapping: dict, key: str) -> object:
    """{{ mapping|item:key }} → mapping[key], or None."""
    return mapping.get(key)


@register.filter
def bound(name: str) -> str:
    """{{ name|bound }} → the same with № and its number kept on one line."""
    return name.replace("№ ", "№\u00a0")


@register.filter
def brief(title: object) -> str:
    """{{ procedure|brief }} → the same without «(далее – ЭМКДО)», a note for the plan."""
    return ABBREVIATION.sub("", str(title))
