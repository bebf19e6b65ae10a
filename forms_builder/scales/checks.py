"""What keeps a scale from being frozen, in words.

Works on content (see content.py), so drafts, agreed text and imports are judged alike.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

Data = dict[str, Any]


def scale_problems(scale: Data) -> list[str]:
    """Return what is wrong with levels and bands, empty when nothing is."""
    values = [level["value"] for level in scale["levels"]]
    if not values:
        return [_("У шкалы нет ни одного уровня.")]
    if values != list(range(1, len(values) + 1)):
        return [_("Уровни нумеруются подряд, начиная с 1.")]
    starts = [Decimal(band["from"]) for band in scale["bands"]]
    if starts[1] != 1:
        return [_("Уровень 1 начинается с оценки 1: всё, что ниже, — «ниже первого уровня».")]
    if any(lower >= upper for lower, upper in pairwise(starts)):
        return [_("Каждый уровень начинается с большей оценки, чем предыдущий.")]
    return [
        _("Вес области %s больше нуля.") % area["code"]
        for area in scale.get("areas", ())
        if Decimal(area.get("weight", "1")) <= 0
    ]


def indicator_problems(indicator: Data, levels: list[int]) -> list[str]:
    """Return what keeps one indicator from being counted by its rule.

    Under a cumulative rule levels 1…top each hold a characteristic or are declared gaps. portal
    computes by the same rule; this is its twin for the gate.
    """
    return list(_problems(indicator, levels))


def _problems(indicator: Data, levels: list[int]) -> Iterator[str]:
    gaps = set(indicator["gaps"])
    if Decimal(indicator.get("weight", "1")) <= 0:
        yield _("Вес показателя больше нуля.")
    if not gaps <= set(levels):
        yield _("Среди пропущенных уровней есть такой, которого в шкале нет.")
    if not set(levels) - gaps:
        yield _("Пропущены все уровни: оценить показатель нельзя.")
    elif indicator["rule"] != "direct":
        yield from _cumulative(indicator, levels, gaps)


def _cumulative(indicator: Data, levels: list[int], gaps: set[int]) -> Iterator[str]:
    rows = indicator["characteristics"]
    held = {row["level"] for row in rows}
    if not rows:
        yield _("Нет ни одной характеристики. Добавьте их или выберите «уровень ставится сразу».")
        return
    for level in sorted(held - set(levels)):
        yield _("Уровня %s в шкале нет, а характеристика для него есть.") % level
    for level in levels:
        if level not in held and level not in gaps:
            yield _("На уровне %s нет характеристик: добавьте их или отметьте пропуск.") % level
        if level in held and level in gaps:
            yield _("Уровень %s отмечен как пропуск, а характеристики на нём есть.") % level
    if indicator["rule"] == "cumulative_by_strand" and any(not row["strand"] for row in rows):
        yield _("Показатель считается по подтемам, а у части характеристик подтемы нет.")
