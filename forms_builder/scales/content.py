"""A scale as plain data: the shape in which an edition keeps it (schema 2).

Levels, bands and methods travel with the wording, so an edition needs no scale to be scored.
"""

from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # models preview themselves as content, so they import this module
    from forms_builder.scales.models import Area, Characteristic, Indicator, Level, Scale

Data = dict[str, Any]


def scale_content(
    scale: "Scale", areas: Iterable["Area"], indicators: Iterable["Indicator"]
) -> Data:
    """Return a scale with the given areas and indicators; uids are strings, bounds decimal text."""
    levels = list(scale.levels.all())
    return {
        "uid": str(scale.uid),
        "title": scale.title,
        "notice": scale.notice,
        "levels": [_level(level) for level in levels],
        "bands": bands(levels),
        "strands": [{"uid": str(row.uid), "title": row.title} for row in scale.strands.all()],
        "ages": [{"uid": str(row.uid), "title": row.title} for row in scale.ages.all()],
        "not_applicable": str(scale.not_applicable),
        "area_method": str(scale.area_method),
        "overall_method": str(scale.overall_method),
        "areas": [_area(area) for area in areas],
        "indicators": [indicator_content(indicator) for indicator in indicators],
    }


def indicator_content(indicator: "Indicator") -> Data:
    """Return an indicator with its characteristics, by level and then in the editor's order.

    Under the direct rule characteristics do not count and are left out.
    """
    counts = indicator.rule != "direct"
    rows = sorted(indicator.characteristics.all(), key=_by_level) if counts else []
    return {
        "uid": str(indicator.uid),
        "code": indicator.code,
        "title": indicator.title,
        "hint": indicator.hint,
        "area": str(indicator.area.uid),
        "origin": _origin(indicator),
        "group": indicator.group,
        "weight": number(indicator.weight),
        "ages": sorted(indicator.ages),
        "places": sorted(indicator.assessed_at),
        "rule": str(indicator.rule),
        "gaps": indicator.declared_gaps,
        "characteristics": [_characteristic(row) for row in rows],
    }


def indicator_card(indicator: "Indicator") -> Data:
    """Return an indicator as a preview shows it: its content and its levels with their names."""
    scale = indicator.area.scale
    return card(indicator_content(indicator), [_level(level) for level in scale.levels.all()])


def card(indicator: Data, levels: list[Data]) -> Data:
    """Return an indicator's content with "levels": rows of level, offered and characteristics."""
    gaps = set(indicator["gaps"])
    rows = [
        {
            **level,
            "characteristics": [
                row for row in indicator["characteristics"] if row["level"] == level["value"]
            ],
        }
        for level in levels
        if level["value"] not in gaps
    ]
    return {**indicator, "levels": rows}


def bands(levels: list["Level"]) -> list[Data]:
    """Return the bands of the means: level 0 from 0, then each level from its own start."""
    starts = [(0, Decimal(0)), *((level.value, level.starts_at) for level in levels)]
    rows = [
        {"level": value, "from": number(start), "to": number(following)}
        for (value, start), (_level_above, following) in pairwise(starts)
    ]
    last, start = starts[-1]
    return [*rows, {"level": last, "from": number(start), "to": None}]


def _area(area: "Area") -> Data:
    return {
        "uid": str(area.uid),
        "code": area.code,
        "title": area.title,
        "origin": _origin(area),
        "weight": number(area.weight),
    }


def _origin(row: "Area | Indicator") -> str | None:
    """What the row was copied from in another year's scale, by which results are followed on."""
    return str(row.origin) if row.origin else None


def _level(level: "Level") -> Data:
    return {
        "value": level.value,
        "title": level.title,
        "plain": level.plain,
        "colour": level.colour,
    }


def _characteristic(row: "Characteristic") -> Data:
    return {
        "uid": str(row.uid),
        "level": row.level,
        "strand": str(row.strand.uid) if row.strand else None,
        "text": row.text,
    }


def _by_level(row: "Characteristic") -> tuple[int, int]:
    return row.level, row.sort_order or 0


def number(value: Decimal | str | int) -> str:
    """Return a decimal as text without zeros at its end: «1», «0.5»."""
    return f"{Decimal(value).normalize():f}"
