"""The settings of an item in words: the page of an edition lists them, the gate compares them.

Editions of every schema are read: a key that an early one lacks counts as its default.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms_builder.fields.catalogue import field_type
from forms_builder.questionnaires.condition_words import condition_words, value_words
from forms_builder.questionnaires.sheet import items_of

Item = dict[str, Any]
Judge = Callable[[Any, Any], bool]


@dataclass(frozen=True)
class Names:
    """How conditions and formulas name what they stand on: labels by code, values by code."""

    labels: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]

    def say(self, expression: Any) -> str:
        return condition_words(expression, self.labels, self.values)


@dataclass(frozen=True)
class Aspect:
    """One setting: key in the item, its name, how it is said, when a change wants attention.

    silent: the words of the default, which a page of an edition need not repeat.
    """

    key: str
    label: Any
    words: Callable[[Item, Names], str]
    attention: Judge = lambda old, new: False
    silent: str = ""


def facts_of(item: Item, names: Names) -> list[tuple[str, str]]:
    """Return (name, words) of every setting that is not the default."""
    facts = [(_("Вид"), str(field_type(item["type"]).label))]
    for aspect in ASPECTS:
        words = aspect.words(item, names)
        if words != aspect.silent:
            facts.append((str(aspect.label), words))
    return facts


def setting_changes(
    old: Item, new: Item, before: Names, after: Names
) -> Iterator[tuple[str, bool, str]]:
    """Yield (words, attention, key) for each setting that differs between two frozen items."""
    for aspect in ASPECTS:
        was, now = aspect.words(old, before), aspect.words(new, after)
        if was != now:
            needs = aspect.attention(old.get(aspect.key), new.get(aspect.key))
            yield _was_and_is(str(aspect.label).lower(), was, now), needs, aspect.key


def name_of(item: Item) -> str:
    """Return an item as it is named in a sentence: «показатель 1.2 «…»», «вопрос «…»»."""
    if item["type"] == "indicator":
        return _("показатель %(code)s «%(label)s»") % item
    kind = _("пояснение «%s»") if item["type"] == "note" else _("вопрос «%s»")
    return kind % item["label"]


def said(item: Item) -> Item:
    """Return an item without the keys that say nothing, so that editions of any schema compare."""
    return {key: value for key, value in item.items() if value and value != "none"}


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def names_in(content: Item) -> Names:
    """Return the names of content, those inside repeating groups too."""
    rows = [row for item in items_of(content) for row in (item, *children_of(item))]
    return Names({row["code"]: row["label"] for row in rows}, value_words(content))


def children_of(item: Item) -> list[Item]:
    """Return the items inside a repeating group; none elsewhere."""
    return item.get("items", []) if item["type"] == "group" else []


def _was_and_is(label: str, was: str, now: str) -> str:
    words = {"label": label, "was": was, "now": now}
    if not was:
        return _("%(label)s — теперь «%(now)s»") % words
    if not now:
        return _("%(label)s — убрано, было «%(was)s»") % words
    return _("%(label)s — было «%(was)s», стало «%(now)s»") % words


def _always(old: Any, new: Any) -> bool:
    return True


def _narrower_below(old: Any, new: Any) -> bool:
    return new is not None and (old is None or _order(old) < _order(new))


def _narrower_above(old: Any, new: Any) -> bool:
    return new is not None and (old is None or _order(new) < _order(old))


def _order(value: Any) -> Any:
    """Dates and times are compared as ISO text, everything else as a number."""
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return str(value)


def _flag(key: str) -> Callable[[Item, Names], str]:
    return lambda item, names: _("да") if item.get(key) else _("нет")


def _text(key: str) -> Callable[[Item, Names], str]:
    def words(item: Item, names: Names) -> str:
        value = item.get(key)
        return "" if value is None else str(value)

    return words


def _list(key: str) -> Callable[[Item, Names], str]:
    return lambda item, names: "; ".join(map(str, item.get(key) or ()))


def _labels(item: Item, names: Names) -> str:
    said = enumerate(item.get("labels") or (), start=1)
    return "; ".join(f"{level} — {label}" for level, label in said if label)


def _expression(key: str) -> Callable[[Item, Names], str]:
    def words(item: Item, names: Names) -> str:
        return names.say(item[key]) if item.get(key) else ""

    return words


def _evidence(item: Item, names: Names) -> str:
    if item.get("evidence_from"):
        return _("обязательны с уровня %s") % item["evidence_from"]
    words = {
        "none": _("не спрашиваются"),
        "optional": _("по желанию"),
        "required": _("обязательны"),
    }
    return words[item.get("evidence") or "none"]


def _look(item: Item, names: Names) -> str:
    return _("раскрывающийся список") if item.get("look") == "dropdown" else ""


YES_NO = {"silent": gettext_lazy("нет")}
ASPECTS = (
    Aspect("show_if", gettext_lazy("Показывается, если"), _expression("show_if"), _always),
    Aspect("required", gettext_lazy("Ответ обязателен"), _flag("required"), **YES_NO),
    Aspect(
        "not_applicable",
        gettext_lazy("Можно ответить «не применимо»"),
        _flag("not_applicable"),
        _always,
        **YES_NO,
    ),
    Aspect("reasons", gettext_lazy("Готовые причины"), _list("reasons")),
    Aspect(
        "evidence",
        gettext_lazy("Доказательства"),
        _evidence,
        silent=gettext_lazy("не спрашиваются"),
    ),
    Aspect("construct", gettext_lazy("Что измеряет"), _text("construct"), _always),
    Aspect("minimum", gettext_lazy("Не меньше"), _text("minimum"), _narrower_below),
    Aspect("maximum", gettext_lazy("Не больше"), _text("maximum"), _narrower_above),
    Aspect("min_length", gettext_lazy("Знаков не меньше"), _text("min_length"), _narrower_below),
    Aspect("max_length", gettext_lazy("Знаков не больше"), _text("max_length"), _narrower_above),
    Aspect("whole", gettext_lazy("Только целые"), _flag("whole"), _always, **YES_NO),
    Aspect("unit", gettext_lazy("Единица"), _text("unit"), _always),
    Aspect("pattern", gettext_lazy("Образец"), _text("pattern"), lambda old, new: bool(new)),
    Aspect("pattern_hint", gettext_lazy("Пояснение к образцу"), _text("pattern_hint")),
    Aspect("multiline", gettext_lazy("Несколько строк"), _flag("multiline"), **YES_NO),
    Aspect("other", gettext_lazy("Можно вписать своё"), _flag("other"), _always, **YES_NO),
    Aspect("look", gettext_lazy("Вид списка"), _look),
    Aspect("labels", gettext_lazy("Слова у уровней"), _labels, _always),
    Aspect("text", gettext_lazy("Текст"), _text("text"), _always),
    Aspect("link", gettext_lazy("Ссылка"), _text("link"), _always),
    Aspect("formula", gettext_lazy("Считается так"), _expression("formula"), _always),
    Aspect("decimals", gettext_lazy("Знаков после запятой"), _text("decimals")),
    Aspect("kinds", gettext_lazy("Виды файлов"), _list("kinds")),
    Aspect("error", gettext_lazy("Своё сообщение об ошибке"), _text("error")),
)
