"""Which indicators a block asks. Works on the scale's content alone: nothing is queried here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from forms_builder.fields.base import lines

Data = dict[str, Any]


@dataclass(frozen=True)
class Selection:
    """areas: (area, its indicators asked), both as in the content, in the order of the scale;
    complaints: what in the block names nothing, a sentence each.
    """

    areas: tuple[tuple[Data, tuple[Data, ...]], ...]
    complaints: tuple[str, ...]


def select(scale: Data, block: Mapping[str, Any]) -> Selection:
    """Return what a block of indicators asks of a scale's content.

    block: its value; a block of an early form has areas only. Named areas and indicators add up;
    place and age then filter. An indicator without places or ages fits any. An area that a filter
    leaves empty is left out; without a filter it stays, for somebody has to be told of it.
    """
    wanted = _Wanted.of(scale, block)
    areas = []
    for area in scale["areas"]:
        rows = [row for row in scale["indicators"] if row["area"] == area["uid"]]
        fitting = tuple(row for row in rows if wanted.names(area, row) and wanted.fits(row))
        if fitting or (wanted.names_area(area) and not wanted.filters):
            areas.append((area, fitting))
    complaints = list(_unknown(scale, block))
    if scale["areas"] and not areas and not complaints:
        complaints.append(_("Ни один показатель не подходит: ослабьте отбор."))
    return Selection(tuple(areas), tuple(complaints))


@dataclass(frozen=True)
class _Wanted:
    """Codes, places and uids of ages; empty sets want anything."""

    areas: frozenset[str]
    indicators: frozenset[str]
    places: frozenset[str]
    ages: frozenset[str]

    @classmethod
    def of(cls, scale: Data, block: Mapping[str, Any]) -> "_Wanted":
        titles = set(_ages(block))
        return cls(
            areas=frozenset(_codes(block, "areas")),
            indicators=frozenset(_codes(block, "indicators")),
            places=frozenset(block.get("places") or ()),
            ages=frozenset(row["uid"] for row in scale["ages"] if row["title"] in titles),
        )

    @property
    def filters(self) -> bool:
        return bool(self.places or self.ages)

    def names_area(self, area: Data) -> bool:
        return area["code"] in self.areas or not (self.areas or self.indicators)

    def names(self, area: Data, indicator: Data) -> bool:
        return indicator["code"] in self.indicators or self.names_area(area)

    def fits(self, indicator: Data) -> bool:
        return _meets(self.places, indicator["places"]) and _meets(self.ages, indicator["ages"])


def _meets(wanted: frozenset[str], has: list[str]) -> bool:
    return not wanted or not has or not wanted.isdisjoint(has)


def _codes(block: Mapping[str, Any], key: str) -> list[str]:
    return [code.strip() for code in (block.get(key) or "").split(",") if code.strip()]


def _ages(block: Mapping[str, Any]) -> list[str]:
    return lines(block.get("ages") or "")


def _unknown(scale: Data, block: Mapping[str, Any]) -> Iterator[str]:
    known = {key: {row["code"] for row in scale[key]} for key in ("areas", "indicators")}
    for code in _codes(block, "areas"):
        if code not in known["areas"]:
            yield _("Области с номером %s в шкале нет.") % code
    for code in _codes(block, "indicators"):
        if code not in known["indicators"]:
            yield _("Показателя с номером %s среди согласованных в шкале нет.") % code
    titles = {row["title"] for row in scale["ages"]}
    for title in _ages(block):
        if title not in titles:
            yield _("Возраста «%s» в шкале нет.") % title
    level = block.get("evidence_from")
    if level and level not in {row["value"] for row in scale["levels"]}:
        yield _("Доказательства обязательны с уровня %s, а такого уровня в шкале нет.") % level
