"""Words for numbers: levels, places, reasons, rules. Numbers themselves come from scoring."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from forms_builder.common.russian import counted, decimal_comma
from portal.scoring.results import round_for_display
from portal.scoring.shapes import AreaMethod, OverallMethod, Rule

ORDINALS = ("первый", "второй", "третий", "четвёртый", "пятый", "шестой", "седьмой", "восьмой")
GENITIVES = ("одного", "двух", "трёх", "четырёх", "пяти", "шести", "семи", "восьми")
Scale = Mapping[str, Any]


def number(score: Decimal) -> str:
    """Return a score as people read it: rounded half up, «2,54»."""
    return decimal_comma(round_for_display(score))


def short_number(score: Decimal) -> str:
    """Return a score inside a sum: «3» for a whole one, «2,54» otherwise."""
    return str(int(score)) if score == int(score) else number(score)


def is_rounded(score: Decimal) -> bool:
    """Tell whether short_number says less than the score itself."""
    return round_for_display(score) != score


def level_word(scale: Scale, level: int | None) -> str:
    """Return a level's title in the scale as frozen; 0 has one name everywhere, None has none."""
    if level is None:
        return ""
    if level == 0:
        return _("Ниже первого уровня")
    return next(row["title"] for row in scale["levels"] if row["value"] == level)


def place_word(level: int | None, top: int) -> str:
    """Return where a level stands: «третий из пяти»; empty for none and for «ниже первого»."""
    if not level:
        return ""
    if top > len(ORDINALS):
        return _("%(level)s из %(top)s") % {"level": level, "top": top}
    return _("%(ordinal)s из %(top)s") % {
        "ordinal": ORDINALS[level - 1],
        "top": GENITIVES[top - 1],
    }


def reason_word(reason: str) -> str:
    """Return why a number is missing."""
    return {"": "", "not_assessed": _("не оценивалось"), "not_applicable": _("не применимо")}[
        reason
    ]


def coverage_words(answered: int, applicable: int) -> str:
    """Return how much stands behind a number: «оценено 5 показателей из 6»."""
    if answered == applicable:
        return _("оценено всё применимое: %(count)s") % {"count": indicators_word(answered)}
    return _("оценено %(count)s из %(applicable)s применимых") % {
        "count": indicators_word(answered),
        "applicable": applicable,
    }


def rule_words(rule: str) -> str:
    """Return the rule of an indicator as a sentence."""
    return {
        Rule.CUMULATIVE: _(
            "Уровень достигнут, когда подтверждены все применимые характеристики "
            "его самого и всех уровней ниже."
        ),
        Rule.BY_STRAND: _(
            "По каждой подтеме уровень поднимается отдельно: нужны все её применимые "
            "характеристики этого уровня и уровней ниже. Балл показателя — среднее подтем."
        ),
        Rule.DIRECT: _("Уровень целиком выбрал тот, кто заполнял лист."),
    }[Rule(rule)]


def method_words(method: str) -> str:
    """Return how the overall number is made, as a sentence."""
    return {
        OverallMethod.MEAN_OF_AREAS: _(
            "Общий балл — среднее областей, у которых есть балл; каждая область весит одинаково."
        ),
        OverallMethod.MEAN_OF_INDICATORS: _(
            "Общий балл — среднее всех оценённых показателей; каждый показатель весит одинаково."
        ),
        OverallMethod.WEIGHTED_MEAN_OF_AREAS: _(
            "Общий балл — взвешенное среднее областей, у которых есть балл; веса областей "
            "заданы шкалой."
        ),
    }[OverallMethod(method)]


def area_method_words(method: str = AreaMethod.MEAN) -> str:
    """Return how an area's number is made, in sentences."""
    mean = {
        AreaMethod.MEAN: _("Балл области — среднее её оценённых показателей."),
        AreaMethod.WEIGHTED_MEAN: _(
            "Балл области — взвешенное среднее её оценённых показателей; веса показателей "
            "заданы шкалой."
        ),
    }[AreaMethod(method)]
    rest = _(
        "Неприменимое в среднее не входит. "
        "Округляется только то, что показано: уровень определяется по точному числу."
    )
    return f"{mean} {rest}"


def band_words(scale: Scale) -> str:
    """Return which numbers are called which level, in one line."""
    return "; ".join(
        _band(band, level_word(scale, band["level"]).lower()) for band in scale["bands"]
    )


def _band(band: Mapping[str, Any], word: str) -> str:
    low, high = (str(band[key] or "").replace(".", ",") for key in ("from", "to"))
    if not high:
        return _("от %(low)s — %(word)s") % {"low": low, "word": word}
    return _("от %(low)s и меньше %(high)s — %(word)s") % {"low": low, "high": high, "word": word}


def indicators_word(count: int) -> str:
    """Return «64 показателя»."""
    return counted(count, _("показатель"), _("показателя"), _("показателей"))
