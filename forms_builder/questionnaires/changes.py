"""What differs between two contents, in plain words, for the one who freezes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from forms_builder.questionnaires.checks import items_of
from forms_builder.questionnaires.indicator_changes import indicator_changes
from forms_builder.scales.choices import OverallMethod

Data = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """attention: results before and after can no longer be compared without a word about it."""

    text: str
    attention: bool = False


def compare(old: Data, new: Data) -> tuple[Change, ...]:
    """Return what became different, from the form down to its items; empty if nothing did."""
    return (
        *_form(old["questionnaire"], new["questionnaire"]),
        *_scale(old["scale"], new["scale"]),
        *_come_and_gone(old, new),
        *_reworded(old, new),
        *_moved(old, new),
        *_indicators(old["scale"], new["scale"]),
    )


def _form(old: Data, new: Data) -> Iterator[Change]:
    if old["title"] != new["title"]:
        yield Change(_("Форма называется «%s».") % new["title"])
    if old["notice"] != new["notice"]:
        yield Change(_("Изменено примечание к форме."))


def _scale(old: Data | None, new: Data | None) -> Iterator[Change]:
    if old is None or new is None:
        if old is not new:
            text = _("Форма стала оценивать по шкале.") if new else _("Шкалы больше нет.")
            yield Change(text, True)
        return
    if old["overall_method"] != new["overall_method"]:
        method = OverallMethod(new["overall_method"]).label
        yield Change(_("Общая оценка считается иначе: %s.") % method, True)
    if old["bands"] != new["bands"]:
        yield Change(_("Изменены границы уровней."), True)
    if old["levels"] != new["levels"]:
        yield Change(_("Изменены названия или цвета уровней."))
    if (old["title"], old["notice"]) != (new["title"], new["notice"]):
        yield Change(_("Изменено название шкалы или примечание к ней."))
    if old["strands"] != new["strands"]:
        yield Change(_("Изменены подтемы."))


def _come_and_gone(old: Data, new: Data) -> Iterator[Change]:
    before = {item["uid"] for item in items_of(old)}
    after = {item["uid"] for item in items_of(new)}
    for item in items_of(new):
        if item["uid"] not in before:
            yield Change(_("Добавлено: %s.") % name_of(item), item["type"] == "indicator")
    for item in items_of(old):
        if item["uid"] not in after:
            yield Change(_("Больше не спрашивается: %s.") % name_of(item), True)


def _reworded(old: Data, new: Data) -> Iterator[Change]:
    before = {item["uid"]: item for item in items_of(old)}
    for item in items_of(new):
        was = before.get(item["uid"])
        if was is None or was == item:
            continue
        changed = {key for key in was.keys() | item.keys() if was.get(key) != item.get(key)}
        if "label" in changed:
            words = {"old": was["label"], "new": item["label"]}
            yield Change(_("Переименовано: было «%(old)s», стало «%(new)s».") % words)
        if "code" in changed:
            words = {"old": was["code"], "new": item["code"]}
            yield Change(_("Другой номер или код: был %(old)s, стал %(new)s.") % words)
        if "hint" in changed:
            yield Change(_("Изменена подсказка: %s.") % name_of(item))
        if "choices" in changed:
            yield Change(_("Изменены варианты ответа: %s.") % name_of(item), True)
        if changed - {"label", "code", "hint", "choices"}:
            yield Change(_("Изменены обязательность или пределы ответа: %s.") % name_of(item))


def _moved(old: Data, new: Data) -> Iterator[Change]:
    before, after = _places(old), _places(new)
    for item in items_of(new):
        was, now = before.get(item["uid"]), after[item["uid"]]
        if was and was["uid"] != now["uid"]:
            words = {"item": name_of(item), "section": now["title"]}
            yield Change(_("Перенесено в раздел «%(section)s»: %(item)s.") % words, True)
    for section in new["sections"]:
        was = next((row for row in old["sections"] if row["uid"] == section["uid"]), None)
        if was is None:
            continue
        if was["title"] != section["title"]:
            words = {"old": was["title"], "new": section["title"]}
            yield Change(_("Раздел «%(old)s» называется «%(new)s».") % words)
        if _common(was, section) != _common(section, was):
            yield Change(_("Изменён порядок в разделе «%s».") % section["title"])
    if _common_sections(old, new) != _common_sections(new, old):
        yield Change(_("Изменён порядок разделов."))


def _indicators(old: Data | None, new: Data | None) -> Iterator[Change]:
    before = {row["uid"]: row for row in old["indicators"]} if old else {}
    for indicator in new["indicators"] if new else ():
        was = before.get(indicator["uid"])
        for text, attention in indicator_changes(was, indicator) if was else ():
            yield Change(text, attention)


def name_of(item: Data) -> str:
    """Return an item as it is named in a sentence: «показатель 1.2 «…»», «вопрос «…»»."""
    if item["type"] == "indicator":
        return _("показатель %(code)s «%(label)s»") % item
    kind = _("пояснение «%s»") if item["type"] == "note" else _("вопрос «%s»")
    return kind % item["label"]


def _places(content: Data) -> dict[str, Data]:
    return {item["uid"]: section for section in content["sections"] for item in section["items"]}


def _common(section: Data, other: Data) -> list[str]:
    there = {item["uid"] for item in other["items"]}
    return [item["uid"] for item in section["items"] if item["uid"] in there]


def _common_sections(content: Data, other: Data) -> list[str]:
    there = {section["uid"] for section in other["sections"]}
    return [row["uid"] for row in content["sections"] if row["uid"] in there]
