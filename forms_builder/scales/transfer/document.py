"""A scale as one document: the working wording of everything, by words and not by keys of rows.

{"format": "scale/1", title, notice, area_method, overall_method, not_applicable,
 "levels": [value, title, plain, colour, starts_at], "strands": [uid, title], "ages": [uid, title],
 "areas": [uid, code, title, weight],
 "indicators": [uid, area (its code), code, title, group, hint, rule, gaps, ages (titles), places,
                weight, "characteristics": [uid, level, strand (its title or ""), text]]}

Numbers with a point are text («0.5»); retired indicators stay at home. Of an indicator the latest
draft is told, agreed or not: that is what a methodologist goes on with.
"""

import re
from typing import Any

from forms_builder.scales.content import number
from forms_builder.scales.models import Indicator, Level, Scale
from forms_builder.scales.selectors import standing, with_characteristics

Data = dict[str, Any]
FORMAT = "scale/1"
METHODS = ("area_method", "overall_method", "not_applicable")
WORDING = ("code", "title", "group", "hint", "rule")
# What neither a database nor a workbook keeps: control characters, halves of a pair.
UNKEPT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def document_of(scale: Scale) -> Data:
    """Return the document of a scale; the number of queries does not grow with it."""
    strands = {row.pk: row.title for row in scale.strands.all()}
    ages = {str(row.uid): row.title for row in scale.ages.all()}
    rows = with_characteristics(standing(scale)).select_related("area", "latest_revision")
    return {
        "format": FORMAT,
        "title": plain(scale.title),
        "notice": plain(scale.notice),
        **{name: str(getattr(scale, name)) for name in METHODS},
        "levels": [_level(row) for row in scale.levels.all()],
        "strands": [_named(row) for row in scale.strands.all()],
        "ages": [_named(row) for row in scale.ages.all()],
        "areas": [
            {**_named(row), "code": plain(row.code), "weight": number(row.weight)}
            for row in scale.areas.all()
        ],
        "indicators": [_indicator(row, strands, ages) for row in rows],
    }


def plain(text: str) -> str:
    """Return a text as it is compared and kept: ends bare, one kind of line break, no controls."""
    return UNKEPT.sub("", text).replace("\r\n", "\n").replace("\r", "\n").strip()


def _level(row: Level) -> Data:
    return {
        "value": row.value,
        "title": plain(row.title),
        "plain": plain(row.plain),
        "colour": row.colour,
        "starts_at": number(row.starts_at),
    }


def _named(row: Any) -> Data:
    return {"uid": str(row.uid), "title": plain(row.title)}


def _indicator(row: Indicator, strands: dict[int, str], ages: dict[str, str]) -> Data:
    """Read the latest draft from its stored content: making 300 objects would ask 300 times."""
    draft = row.latest_revision.content if row.latest_revision else row.serializable_data()
    gaps = sorted({int(level) for level in draft["gaps"].split(",") if level})
    return {
        "uid": str(row.uid),
        "area": plain(row.area.code),
        **{name: plain(draft[name]) for name in WORDING},
        "gaps": gaps,
        "ages": [plain(ages[key]) for key in draft.get("ages", ()) if key in ages],
        "places": sorted(draft["assessed_at"]),
        "weight": number(draft.get("weight", "1")),
        "characteristics": [
            {
                "uid": str(one["uid"]),
                "level": one["level"],
                "strand": plain(strands.get(one["strand"], "")),
                "text": plain(one["text"]),
            }
            for one in sorted(draft["characteristics"], key=_by_level)
        ],
    }


def _by_level(row: Data) -> tuple[int, int]:
    return row["level"], row["sort_order"] or 0
