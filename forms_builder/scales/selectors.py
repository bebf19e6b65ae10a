"""Reading scales: what was agreed, and the tree that a methodologist works in."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max, Prefetch, QuerySet

from forms_builder.scales.models import Area, Characteristic, Indicator, Scale


def with_characteristics(indicators: QuerySet[Indicator]) -> QuerySet[Indicator]:
    """Return indicators that reach area and characteristics without further queries each."""
    rows = Characteristic.objects.select_related("strand")
    return indicators.select_related("area").prefetch_related(
        Prefetch("characteristics", queryset=rows)
    )


def standing(scale: Scale) -> QuerySet[Indicator]:
    """Return the indicators of a scale that are not retired, in their order."""
    return Indicator.objects.filter(area__scale=scale, retired_at=None)


def agreed(scale: Scale) -> QuerySet[Indicator]:
    """Return what a new edition would ask: agreed at least once, not retired; rows, not drafts."""
    return with_characteristics(standing(scale).filter(live=True))


def next_position(area: Area) -> int:
    """Return the place after the last indicator of an area, retired ones counted."""
    last = area.indicators.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


@dataclass(frozen=True)
class LevelCount:
    """How many characteristics stand on a level; gap: declared to hold none."""

    level: int
    count: int
    gap: bool

    @property
    def is_missing(self) -> bool:
        return not self.count and not self.gap


@dataclass(frozen=True)
class IndicatorRow:
    """place: from 1 inside its area; levels: empty under the direct rule."""

    indicator: Indicator
    place: int
    levels: tuple[LevelCount, ...]

    @property
    def has_missing(self) -> bool:
        return any(level.is_missing for level in self.levels)


@dataclass(frozen=True)
class AreaBranch:
    area: Area
    rows: tuple[IndicatorRow, ...]
    retired: tuple[Indicator, ...]


def scale_tree(scale: Scale) -> tuple[AreaBranch, ...]:
    """Return areas with their indicators, counts per level and gaps, in four queries."""
    levels = [level.value for level in scale.levels.all()]
    indicators = list(Indicator.objects.filter(area__scale=scale).select_related("area"))
    pairs = Characteristic.objects.filter(indicator__area__scale=scale)
    counts = Counter(pairs.order_by().values_list("indicator_id", "level"))
    return tuple(
        _branch(area, [row for row in indicators if row.area_id == area.pk], levels, counts)
        for area in scale.areas.all()
    )


def _branch(
    area: Area,
    indicators: Iterable[Indicator],
    levels: list[int],
    counts: Counter[tuple[int, int]],
) -> AreaBranch:
    rows, retired = [], []
    for indicator in indicators:
        if indicator.retired_at:
            retired.append(indicator)
            continue
        gaps = indicator.declared_gaps
        counted = levels if indicator.rule != "direct" else []
        found = [LevelCount(n, counts[indicator.pk, n], n in gaps) for n in counted]
        rows.append(IndicatorRow(indicator, len(rows) + 1, tuple(found)))
    return AreaBranch(area, tuple(rows), tuple(retired))
