"""The tree of a scale as its screen shows it: counted, narrowed, in groups."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from forms_builder.common.russian import counted, fold
from forms_builder.scales.filters import AGREED, CHANGED, DRAFT, state_of
from forms_builder.scales.models import Indicator
from forms_builder.scales.selectors import AreaBranch, IndicatorRow


@dataclass(frozen=True)
class Wanted:
    """What is looked for: words, a state, a place, an age (uid); gaps: only with empty levels."""

    words: str = ""
    state: str = ""
    place: str = ""
    age: str = ""
    gaps: bool = False

    def __bool__(self) -> bool:
        return bool(self.words or self.state or self.place or self.age or self.gaps)

    def takes(self, row: IndicatorRow) -> bool:
        """Tell whether a row is wanted; an indicator without ages is for every age."""
        one = row.indicator
        text = fold(f"{one.code} {one.title} {one.group} {one.hint}")
        return (
            all(word in text for word in fold(self.words).split())
            and self.state in ("", state_of(one))
            and (not self.place or self.place in one.assessed_at)
            and (not self.age or not one.ages or self.age in one.ages)
            and (not self.gaps or row.has_missing)
        )


@dataclass(frozen=True)
class Group:
    """Neighbours of one group of indicators; title empty for those that stand in none."""

    title: str
    rows: tuple[IndicatorRow, ...]


def narrowed(branches: Iterable[AreaBranch], wanted: Wanted) -> tuple[AreaBranch, ...]:
    """Return the branches with the wanted rows alone; empty ones only when nothing is asked."""
    if not wanted:
        return tuple(branches)
    kept = [
        replace(branch, rows=tuple(row for row in branch.rows if wanted.takes(row)), retired=())
        for branch in branches
    ]
    return tuple(branch for branch in kept if branch.rows)


def groups_of(branch: AreaBranch) -> tuple[Group, ...]:
    """Return the rows of an area by the group they name, in their order."""
    groups: list[Group] = []
    for row in branch.rows:
        title = row.indicator.group
        if groups and groups[-1].title == title:
            groups[-1] = Group(title, (*groups[-1].rows, row))
        else:
            groups.append(Group(title, (row,)))
    return tuple(groups)


def summary(branches: Iterable[AreaBranch]) -> tuple[str, ...]:
    """Return what a methodologist asks first: how many, how many agreed, where it is empty."""
    rows = [row for branch in branches for row in branch.rows]
    states = Counter(state_of(row.indicator) for row in rows)
    texts = sum(level.count for row in rows for level in row.levels)
    empty = sum(level.is_missing for row in rows for level in row.levels)
    lines = [
        counted(len(rows), _("показатель"), _("показателя"), _("показателей")),
        counted(texts, _("характеристика"), _("характеристики"), _("характеристик")),
        _("согласовано: %s") % states[AGREED],
        _("с правками: %s") % states[CHANGED],
        _("ещё не согласовано: %s") % states[DRAFT],
        counted(empty, _("пустой уровень"), _("пустых уровня"), _("пустых уровней")),
    ]
    return tuple(lines)


def labels(indicator: Indicator, places: Mapping[str, str], ages: Mapping[str, str]) -> list[str]:
    """Return where and for whom an indicator is assessed, in words."""
    known = [places.get(key) for key in indicator.assessed_at]
    return [str(word) for word in (*known, *(ages.get(key) for key in indicator.ages)) if word]
