"""What differs between two frozen scales, but for their indicators."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from forms_builder.questionnaires.differences import Change

Data = dict[str, Any]


def scale_changes(old: Data | None, new: Data | None) -> Iterator[Change]:
    """Yield differences of methods, levels, areas and lists; one sentence when a scale comes."""
    if old is None or new is None:
        if old is not new:
            text = _("Форма стала оценивать по шкале.") if new else _("Шкалы больше нет.")
            yield Change(text, True)
        return
    for text, attention in _frame(old, new):
        yield Change(text, attention, new["uid"])
    yield from _areas(old, new)


def _frame(old: Data, new: Data) -> Iterator[tuple[str, bool]]:
    yield from _methods(old, new)
    if old["bands"] != new["bands"]:
        yield _("Изменены границы уровней."), True
    if old["levels"] != new["levels"]:
        yield _("Изменены названия или цвета уровней."), False
    if (old["title"], old["notice"]) != (new["title"], new["notice"]):
        yield _("Изменено название шкалы или примечание к ней."), False
    if old["strands"] != new["strands"]:
        yield _("Изменены подтемы."), False
    if old.get("ages", []) != new.get("ages", []):
        yield _("Изменены возрасты."), False


def method_words(scale: Data) -> dict[str, str]:
    """Return how a frozen scale counts, in words by key."""
    words = _words()
    return {key: words[key][scale.get(key, default)] for key, default in DEFAULTS.items()}


DEFAULTS = {
    "overall_method": "mean_of_areas",
    "area_method": "mean",
    "not_applicable": "exclude",
}


def _words() -> dict[str, dict[str, str]]:
    return {
        "overall_method": {
            "mean_of_areas": _("среднее областей"),
            "mean_of_indicators": _("среднее показателей"),
            "weighted_mean_of_areas": _("взвешенное среднее областей"),
        },
        "area_method": {
            "mean": _("среднее показателей"),
            "weighted_mean": _("взвешенное среднее показателей"),
        },
        "not_applicable": {
            "exclude": _("не входит в среднее"),
            "forbidden": _("отвечать так нельзя"),
        },
    }


def _methods(old: Data, new: Data) -> Iterator[tuple[str, bool]]:
    before, after = method_words(old), method_words(new)
    sentences: dict[str, Callable[[], str]] = {
        "overall_method": lambda: _("Общая оценка считается иначе: %s."),
        "area_method": lambda: _("Оценка области считается иначе: %s."),
        "not_applicable": lambda: _("Что делать с «не применимо», решено иначе: %s."),
    }
    for key, sentence in sentences.items():
        if before[key] != after[key]:
            yield sentence() % after[key], True


def _areas(old: Data, new: Data) -> Iterator[Change]:
    before = {area["uid"]: area for area in old["areas"]}
    for area in new["areas"]:
        was = before.get(area["uid"])
        if was is not None and was.get("weight", "1") != area.get("weight", "1"):
            words = {"area": f"{area['code']}. {area['title']}"}
            words |= {"old": was.get("weight", "1"), "new": area.get("weight", "1")}
            text = _("Область «%(area)s»: вес был %(old)s, стал %(new)s.") % words
            yield Change(text, True, area["uid"])
