"""What differs inside one item: wording, settings, options, rows, children."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from forms_builder.questionnaires.item_words import (
    Names,
    children_of,
    name_of,
    setting_changes,
    upper_first,
)

Item = dict[str, Any]
LISTS = (("choices", "value"), ("rows", "code"), ("columns", "value"))


def item_changes(old: Item, new: Item, before: Names, after: Names) -> Iterator[tuple[str, bool]]:
    """Yield (sentence, attention) for each difference; before, after: labels by code."""
    name = name_of(new)
    found = [*_wording(old, new), *_settings(old, new, before, after)]
    for key, named_by in LISTS:
        for words, attention in _rows(key, named_by, old.get(key) or [], new.get(key) or []):
            found.append((f"{upper_first(name)}: {words}.", attention))
    inside = _("Внутри группы «%s».") % new["label"]
    for words, attention in _children(old, new, before, after):
        found.append((f"{inside} {words}", attention))
    yield from found or [(_("Изменены настройки: %s.") % name, False)]


def _wording(old: Item, new: Item) -> Iterator[tuple[str, bool]]:
    words = {"old": old["label"], "new": new["label"]}
    if old["label"] != new["label"]:
        yield _("Переименовано: было «%(old)s», стало «%(new)s».") % words, False
    if old["code"] != new["code"]:
        words = {"old": old["code"], "new": new["code"]}
        yield _("Другой номер или код: был %(old)s, стал %(new)s.") % words, False
    if old["hint"] != new["hint"]:
        yield _("Изменена подсказка: %s.") % name_of(new), False


def _settings(old: Item, new: Item, before: Names, after: Names) -> Iterator[tuple[str, bool]]:
    name = upper_first(name_of(new))
    for words, attention, _key in setting_changes(old, new, before, after):
        yield f"{name}: {words}.", attention


def _rows(key: str, named_by: str, old: list[Item], new: list[Item]) -> Iterator[tuple[str, bool]]:
    """Differences of a list of options, rows or columns."""
    word = {"choices": _("вариант"), "rows": _("строка"), "columns": _("столбец")}[key]
    before = {row[named_by]: row for row in old}
    after = {row[named_by]: row for row in new}
    for value, row in after.items():
        if value not in before:
            yield _("добавлено: %(word)s «%(label)s»") % {"word": word, "label": row["label"]}, True
    for value, row in before.items():
        if value not in after:
            yield _("убрано: %(word)s «%(label)s»") % {"word": word, "label": row["label"]}, True
    for value in [value for value in after if value in before]:
        yield from _row(word, before[value], after[value])
    kept = [value for value in before if value in after]
    if kept != [value for value in after if value in before]:
        yield _("другой порядок: %s") % word, False


def _row(word: str, old: Item, new: Item) -> Iterator[tuple[str, bool]]:
    if old["label"] != new["label"]:
        words = {"word": word, "old": old["label"], "new": new["label"]}
        yield _("%(word)s «%(old)s» теперь «%(new)s»") % words, True
    if old.get("score") != new.get("score"):
        words = {"word": word, "label": new["label"]}
        words |= {"old": old.get("score") or "—", "new": new.get("score") or "—"}
        yield _("%(word)s «%(label)s» — балл был %(old)s, стал %(new)s") % words, True
    if bool(old.get("unsure")) != bool(new.get("unsure")):
        words = {"word": word, "label": new["label"]}
        yield _("%(word)s «%(label)s»: изменено, что это «затрудняюсь ответить»") % words, True


def _children(old: Item, new: Item, before: Names, after: Names) -> Iterator[tuple[str, bool]]:
    was = {row["uid"]: row for row in children_of(old)}
    now = {row["uid"]: row for row in children_of(new)}
    for uid, row in now.items():
        if uid not in was:
            yield _("Добавлено: %s.") % name_of(row), False
        elif was[uid] != row:
            yield from item_changes(was[uid], row, before, after)
    for uid, row in was.items():
        if uid not in now:
            yield _("Больше не спрашивается: %s.") % name_of(row), True
    if [uid for uid in was if uid in now] != [uid for uid in now if uid in was]:
        yield _("Другой порядок вопросов."), False
