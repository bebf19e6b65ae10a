"""What the sheet says about a level. static/js/sheet-words.js says the same while ticking."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forms_builder.common.russian import decimal_comma, plural
from portal.scoring.results import IndicatorResult, State, round_for_display


def level_head(result: IndicatorResult) -> str:
    """«Уровень 2», «Не применимо», «Пока не оценено»."""
    if result.state == State.NOT_ANSWERED:
        return _("Пока не оценено")
    if result.state == State.NOT_APPLICABLE:
        return _("Не применимо")
    if result.level == 0:
        return _("Ниже первого уровня")
    return _("Уровень %s") % result.level


def level_rest(result: IndicatorResult, titles: Sequence[str]) -> str:
    """What stands after the level: its title, and the score when it is not whole."""
    words = []
    if result.level:
        words.append(lower_first(titles[result.level - 1]))
    if result.exact is not None and result.exact.denominator > 1:
        words.append(_("балл %s") % decimal_comma(round_for_display(result.score)))
    return " · ".join(words)


def next_step(result: IndicatorResult, texts: Mapping[str, str]) -> str:
    """«До уровня 3 не хватает одного: «…».»; empty where there is nothing to climb.

    texts: characteristic uid → its text.
    """
    step = result.next
    if result.state == State.SCORED and step is None and result.trace:
        return _("Подтверждено всё: это высший уровень.")
    if step is None:
        return ""
    named = [f"«{texts[uid].rstrip('.')}»" for uid in step.missing]
    start = _("До уровня %s не хватает") % step.level
    if len(named) == 1:
        return _("%(start)s одного: %(one)s.") % {"start": start, "one": named[0]}
    if len(named) == 2:
        return _("%(start)s двух: %(one)s и %(two)s.") % {
            "start": start,
            "one": named[0],
            "two": named[1],
        }
    word = plural(len(named), _("характеристики"), _("характеристик"), _("характеристик"))
    return _("%(start)s %(count)s %(word)s. Первая: %(one)s.") % {
        "start": start,
        "count": len(named),
        "word": word,
        "one": named[0],
    }


def saved(at: datetime) -> str:
    """«Сохранено в 12:03», with the day when it was not today."""
    local = timezone.localtime(at)
    if local.date() == timezone.localdate():
        return _("Сохранено в %s") % clock(at)
    return _("Сохранено %(day)s в %(time)s") % {"day": date_format(local, "j E"), "time": clock(at)}


def clock(at: datetime | None = None) -> str:
    """«12:03» by the clock of the zone in force; now without a moment."""
    return f"{timezone.localtime(at):%H:%M}"


def lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
