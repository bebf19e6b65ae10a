"""What differs inside one indicator: its rule and weight, ages and places, characteristics."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from forms_builder.common.russian import counted
from forms_builder.scales.choices import Place, Rule

Data = dict[str, Any]
WORDS = ("характеристика", "характеристики", "характеристик")


def indicator_changes(old: Data, new: Data, ages: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    """Yield (words, attention) for each kind of difference; ages: titles of the new scale's."""
    where = _("Показатель %s") % new["code"]
    yield from _counting(where, old, new)
    yield from _belonging(where, old, new, ages)
    yield from _characteristics(where, old, new)


def indicator_facts(row: Data, ages: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (name, words) of how an indicator counts and where it belongs; ages: their titles."""
    yield _("Как считается"), str(Rule(row["rule"]).label)
    if row["gaps"]:
        yield _("Пропущенные уровни"), ", ".join(map(str, row["gaps"]))
    if row.get("weight", "1") != "1":
        yield _("Вес"), row["weight"]
    if row.get("group"):
        yield _("Группа показателей"), row["group"]
    if row.get("ages"):
        yield _("Возраст"), _ages(row, ages)
    if row.get("places"):
        yield _("Где оценивается"), _places(row)


def _ages(row: Data, ages: Mapping[str, str]) -> str:
    return ", ".join(ages.get(uid, uid) for uid in row["ages"]) or _("любой возраст")


def _places(row: Data) -> str:
    return ", ".join(str(Place(place).label) for place in row["places"]) or _("везде")


def _counting(where: str, old: Data, new: Data) -> Iterator[tuple[str, bool]]:
    if old["rule"] != new["rule"]:
        words = {"where": where, "old": Rule(old["rule"]).label, "new": Rule(new["rule"]).label}
        yield _("%(where)s считается иначе: было «%(old)s», стало «%(new)s».") % words, True
    if old["gaps"] != new["gaps"]:
        yield _("%s: изменены пропущенные уровни.") % where, True
    weights = {"where": where, "old": old.get("weight", "1"), "new": new.get("weight", "1")}
    if weights["old"] != weights["new"]:
        yield _("%(where)s: вес был %(old)s, стал %(new)s.") % weights, True


def _belonging(
    where: str, old: Data, new: Data, ages: Mapping[str, str]
) -> Iterator[tuple[str, bool]]:
    """Where an indicator belongs is said only once both editions know it (schema 2)."""
    if _both(old, new, "group") and old["group"] != new["group"]:
        words = {"where": where, "group": new["group"] or "—"}
        yield _("%(where)s: группа показателей теперь «%(group)s».") % words, False
    if _both(old, new, "ages") and old["ages"] != new["ages"]:
        words = {"where": where, "ages": _ages(new, ages)}
        yield _("%(where)s: возраст теперь — %(ages)s.") % words, False
    if _both(old, new, "places") and old["places"] != new["places"]:
        words = {"where": where, "places": _places(new)}
        yield _("%(where)s: где оценивается — %(places)s.") % words, False


def _both(old: Data, new: Data, key: str) -> bool:
    return key in old and key in new


def _characteristics(where: str, old: Data, new: Data) -> Iterator[tuple[str, bool]]:
    before = {row["uid"]: row for row in old["characteristics"]}
    after = {row["uid"]: row for row in new["characteristics"]}
    common = [(before[uid], after[uid]) for uid in before.keys() & after.keys()]
    for text, count, attention in (
        (_("добавлено: %s"), len(after.keys() - before.keys()), True),
        (_("убрано: %s"), len(before.keys() - after.keys()), True),
        (_("другой уровень или подтема: %s"), sum(map(_differs("level", "strand"), common)), True),
        (_("другими словами: %s"), sum(map(_differs("text"), common)), False),
    ):
        if count:
            yield f"{where}, {text % counted(count, *WORDS)}.", attention
    if old["characteristics"] != new["characteristics"] and _same_rows(common, before, after):
        yield _("%s: изменён порядок характеристик.") % where, False


def _differs(*keys: str) -> Any:
    return lambda pair: any(pair[0][key] != pair[1][key] for key in keys)


def _same_rows(common: list[tuple[Data, Data]], before: Data, after: Data) -> bool:
    return before.keys() == after.keys() and all(old == new for old, new in common)
