"""What differs inside one indicator: its rule and its characteristics."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from forms_builder.common.russian import counted
from forms_builder.scales.choices import Rule

Data = dict[str, Any]
WORDS = ("характеристика", "характеристики", "характеристик")


def indicator_changes(old: Data, new: Data) -> Iterator[tuple[str, bool]]:
    """Yield (words, attention) for each kind of difference between two frozen indicators."""
    where = _("Показатель %s") % new["code"]
    if old["rule"] != new["rule"]:
        words = {"where": where, "old": Rule(old["rule"]).label, "new": Rule(new["rule"]).label}
        yield _("%(where)s считается иначе: было «%(old)s», стало «%(new)s».") % words, True
    if old["gaps"] != new["gaps"]:
        yield _("%s: изменены пропущенные уровни.") % where, True
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
