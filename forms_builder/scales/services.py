"""Writing scales: wording through Wagtail's revisions, plain facts of the row at once."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from forms_builder.common.errors import Conflict, DomainError
from forms_builder.common.services import service
from forms_builder.scales.changes import note, take
from forms_builder.scales.choices import Changed
from forms_builder.scales.defaults import default_levels
from forms_builder.scales.models import Age, Area, Characteristic, Indicator, Level, Scale, Strand
from forms_builder.scales.permissions import demand
from forms_builder.scales.selectors import next_position

Data = dict[str, Any]


@service
def create_scale(
    *, by: Any, title: str, levels: list[dict[str, Any]] | None = None, **wording: str
) -> Scale:
    """Return a new scale with levels, by default five; wording: other fields of Scale."""
    demand(by, "scales.add_scale")
    scale = Scale.objects.create(title=title, **wording)
    for row in levels or default_levels():
        Level.objects.create(scale=scale, **row)
    return scale


@service
def add_area(*, by: Any, scale: Scale, code: str, title: str, **identity: Any) -> Area:
    """Return a new area at the end of the scale; identity: weight, and a uid from elsewhere.

    Raises DomainError for a code that is taken.
    """
    demand(by, "scales.change_scale")
    if scale.areas.filter(code=code).exists():
        raise DomainError(_("Область с номером %s в шкале уже есть.") % code)
    place = scale.areas.count()
    return Area.objects.create(scale=scale, code=code, title=title, sort_order=place, **identity)


@service
def add_age(*, by: Any, scale: Scale, title: str, **identity: str) -> Age:
    """Return a new age at the end of the scale's list."""
    demand(by, "scales.change_scale")
    place = scale.ages.count()
    return Age.objects.create(scale=scale, title=title, sort_order=place, **identity)


@service
def add_strand(*, by: Any, scale: Scale, title: str, **identity: str) -> Strand:
    """Return a new strand at the end of the scale."""
    demand(by, "scales.change_scale")
    place = scale.strands.count()
    return Strand.objects.create(scale=scale, title=title, sort_order=place, **identity)


@service
def add_indicator(
    *,
    by: Any,
    area: Area,
    code: str,
    title: str,
    characteristics: list[dict[str, Any]] | None = None,
    **wording: Any,
) -> Indicator:
    """Return a new draft at the end of an area; it enters no edition before it is agreed.

    characteristics: rows of level, text, strand (Strand or None); wording: hint, rule, gaps,
    group, assessed_at, ages, weight. Raises DomainError for a code that is taken.
    """
    demand(by, "scales.add_indicator")
    if Indicator.objects.filter(area__scale=area.scale_id, code=code).exists():
        raise DomainError(_("Показатель с номером %s в шкале уже есть.") % code)
    indicator = Indicator(area=area, code=code, title=title, live=False, **wording)
    indicator.position = next_position(area)
    indicator.characteristics = [
        Characteristic(sort_order=order, **row) for order, row in enumerate(characteristics or [])
    ]
    indicator.save()
    indicator.save_revision(user=by)
    return indicator


@service
def agree(*, by: Any, indicator: Indicator) -> Indicator:
    """Make the latest draft the agreed wording; nothing is frozen by it."""
    demand(by, "scales.publish_indicator")
    latest = indicator.latest_revision or indicator.save_revision(user=by)
    latest.publish(user=by)
    indicator.refresh_from_db()
    return indicator


@service
def move_indicator(
    *, by: Any, indicator: Indicator, area: Area, position: int, seen: int | None = None
) -> Indicator:
    """Put an indicator at a place (from 0) of an area of the same scale; drafts stay drafts.

    seen: the token of the scale's order (changes.version_of) on the page that asks for it. Raises
    Conflict when it is stale and DomainError for an area of another scale.
    """
    demand(by, "scales.change_indicator")
    if area.scale_id != indicator.area.scale_id:
        raise DomainError(_("Показатель переносят только внутри своей шкалы."))
    take(area.scale_id, Changed.ORDER, seen)
    rows = Indicator.objects.select_for_update().filter(area=area, retired_at=None)
    others = list(rows.exclude(pk=indicator.pk))
    others.insert(max(position, 0), indicator)
    indicator.area = area
    for place, row in enumerate(others):
        row.position = place
    Indicator.objects.bulk_update(others, ["area", "position"])
    return _noted(by, indicator, _("Перенесён показатель %s.") % indicator.code)


@service
def retire_indicator(*, by: Any, indicator: Indicator, seen: int | None = None) -> Indicator:
    """Take an indicator out of future editions; frozen ones keep it, and it can come back.

    Raises Conflict for a stale token, as move_indicator.
    """
    demand(by, "scales.change_indicator")
    take(indicator.area.scale_id, Changed.ORDER, seen)
    _retire(indicator, timezone.now())
    return _noted(by, indicator, _("Снят показатель %s.") % indicator.code)


@service
def restore_indicator(*, by: Any, indicator: Indicator, seen: int | None = None) -> Indicator:
    """Bring a retired indicator back to the end of its area; Conflict for a stale token."""
    demand(by, "scales.change_indicator")
    take(indicator.area.scale_id, Changed.ORDER, seen)
    if Indicator.objects.filter(
        area__scale=indicator.area.scale_id, code=indicator.code, retired_at=None
    ).exists():
        raise Conflict(_("Номер %s уже занят другим показателем.") % indicator.code)
    indicator.position = next_position(indicator.area)
    _retire(indicator, None)
    return _noted(by, indicator, _("Возвращён показатель %s.") % indicator.code)


@service
def import_scale(*, by: Any, data: Data) -> Scale:
    """Return the scale with this title; what it lacks is added and agreed.

    data: title, notice, overall_method, levels (value, title, plain, colour), bands (level, from),
    strands (titles), areas (code, title, indicators); a characteristic names its strand by number.
    Found by natural keys (title of the scale, codes of areas and indicators); what stands already
    is left as it is, so a second run changes nothing and a methodologist's words are never lost.
    """
    scale = Scale.objects.filter(title=data["title"]).first() or _new_scale(by, data)
    strands = list(scale.strands.all())
    for row in data["areas"]:
        area = scale.areas.filter(code=row["code"]).first() or add_area(
            by=by, scale=scale, code=row["code"], title=row["title"]
        )
        for indicator in _missing(scale, row["indicators"]):
            agree(by=by, indicator=_add(by, area, indicator, strands))
    return scale


def _retire(indicator: Indicator, moment: datetime | None) -> None:
    indicator.retired_at = moment
    indicator.save(update_fields=["retired_at", "position"])


def _noted(by: Any, indicator: Indicator, what: str) -> Indicator:
    note(by=by, scale_id=indicator.area.scale_id, part=Changed.ORDER, what=what)
    return indicator


def _new_scale(by: Any, data: Data) -> Scale:
    starts = {band["level"]: Decimal(band["from"]) for band in data["bands"]}
    scale = create_scale(
        by=by,
        title=data["title"],
        notice=data["notice"],
        overall_method=data["overall_method"],
        levels=[{**level, "starts_at": starts[level["value"]]} for level in data["levels"]],
    )
    for title in data["strands"]:
        add_strand(by=by, scale=scale, title=title)
    return scale


def _missing(scale: Scale, rows: list[Data]) -> Iterator[Data]:
    there = set(Indicator.objects.filter(area__scale=scale).values_list("code", flat=True))
    return (row for row in rows if row["code"] not in there)


def _add(by: Any, area: Area, row: Data, strands: list[Strand]) -> Indicator:
    return add_indicator(
        by=by,
        area=area,
        code=row["code"],
        title=row["title"],
        group=row["group"] or "",
        hint=row["hint"],
        rule=row["rule"],
        assessed_at=row["assessed_at"],
        gaps=",".join(str(level) for level in row["gaps"]),
        characteristics=[
            {
                "level": one["level"],
                "text": one["text"],
                "strand": None if one["strand"] is None else strands[one["strand"]],
            }
            for one in row["characteristics"]
        ],
    )
