"""Small scales and answers in the edition's own JSON, so that every test reads what is frozen."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from portal.scoring.indicators import score_indicator
from portal.scoring.reading import read_answer, read_indicator, read_scale
from portal.scoring.results import IndicatorResult, SheetResult
from portal.scoring.shapes import Indicator, Scale
from portal.scoring.sheets import score_sheet

VECTORS = Path(__file__).parent / "vectors" / "indicator_level.json"
LEVELS = (1, 2, 3, 4, 5)
NOT_APPLICABLE = {"state": "not_applicable", "reason": "Нет такой группы"}
NA = "n/a"  # in tables of scores
Score = int | str | None


@cache
def vectors() -> dict[str, Any]:
    """The file of cases that Python and JavaScript share."""
    data: dict[str, Any] = json.loads(VECTORS.read_text(encoding="utf-8"))
    return data


def bands_data() -> list[dict[str, Any]]:
    return [
        {"level": 0, "from": "0", "to": "1"},
        {"level": 1, "from": "1", "to": "2"},
        {"level": 2, "from": "2", "to": "3"},
        {"level": 3, "from": "3", "to": "4"},
        {"level": 4, "from": "4", "to": "5"},
        {"level": 5, "from": "5", "to": None},
    ]


def characteristic_data(name: str) -> dict[str, Any]:
    """«2a» stands at level 2 without a strand, «D2» and «D2b» at level 2 of strand D."""
    has_strand = name[0].isalpha()
    return {
        "uid": name,
        "level": int(name[1] if has_strand else name[0]),
        "strand": name[0] if has_strand else None,
        "text": f"Характеристика {name}",
    }


def indicator_data(
    names: str = "",
    *,
    rule: str = "cumulative",
    gaps: Sequence[int] = (),
    uid: str = "i",
    area: str = "a1",
) -> dict[str, Any]:
    """An indicator; names: its characteristics, «1a 1b 2a»."""
    return {
        "uid": uid,
        "code": uid,
        "title": f"Показатель {uid}",
        "hint": "",
        "area": area,
        "rule": rule,
        "gaps": list(gaps),
        "characteristics": [characteristic_data(name) for name in names.split()],
    }


def scale_data(
    indicators: Sequence[Mapping[str, Any]] = (), *, method: str = "mean_of_areas", areas: int = 3
) -> dict[str, Any]:
    """A scale of five levels with areas a1…aN and strands D and P."""
    return {
        "uid": "scale",
        "title": "Шкала",
        "notice": "",
        "levels": [
            {"value": value, "title": f"Уровень {value}", "colour": "#000000"} for value in LEVELS
        ],
        "bands": bands_data(),
        "strands": [
            {"uid": "D", "title": "Документирование"},
            {"uid": "P", "title": "Пространство"},
        ],
        "not_applicable": "exclude",
        "area_method": "mean",
        "overall_method": method,
        "areas": [
            {"uid": f"a{number}", "code": str(number), "title": f"Область {number}"}
            for number in range(1, areas + 1)
        ],
        "indicators": list(indicators),
    }


def read(names: str = "", *, rule: str = "cumulative", gaps: Sequence[int] = ()) -> Indicator:
    return read_indicator(indicator_data(names, rule=rule, gaps=gaps), LEVELS)


def ticked(confirmed: str = "", not_applicable: str = "") -> dict[str, Any]:
    """An answer under a cumulative rule: «1a 2a» confirmed, «3a» not applicable."""
    return {
        "state": "answered",
        "confirmed": sorted(confirmed.split()),
        "not_applicable": {name: "Не применимо здесь" for name in not_applicable.split()},
    }


def chosen(level: int) -> dict[str, Any]:
    return {"state": "answered", "level": level}


def scored(indicator: Indicator, data: dict[str, Any] | None) -> IndicatorResult:
    return score_indicator(indicator, read_answer(indicator, data))


def direct_scale(scores: Mapping[int, Sequence[Score]], method: str = "mean_of_areas") -> Scale:
    """A scale of direct indicators, as many in each area as the table of scores has."""
    indicators = [
        indicator_data(rule="direct", uid=f"{area}.{place}", area=f"a{area}")
        for area, row in scores.items()
        for place, _ in enumerate(row, start=1)
    ]
    return read_scale(scale_data(indicators, method=method, areas=max(scores, default=0)))


def direct_answers(scores: Mapping[int, Sequence[Score]]) -> dict[str, dict[str, Any]]:
    """Answers to direct_scale: a number, NA for not applicable, None for no answer."""
    return {
        f"{area}.{place}": NOT_APPLICABLE if score == NA else chosen(int(score))
        for area, row in scores.items()
        for place, score in enumerate(row, start=1)
        if score is not None
    }


def score_all(scale: Scale, answers: Mapping[str, dict[str, Any]]) -> SheetResult:
    """Score a sheet that asks every indicator of the scale."""
    by_uid = {indicator.uid: indicator for indicator in scale.indicators}
    read_answers = {uid: read_answer(by_uid[uid], data) for uid, data in answers.items()}
    return score_sheet(scale, read_answers, by_uid)


def direct_sheet(
    scores: Mapping[int, Sequence[Score]], method: str = "mean_of_areas"
) -> SheetResult:
    return score_all(direct_scale(scores, method), direct_answers(scores))


def shown(value: Decimal | None) -> str:
    """A number as the tables of cases write it: four decimals are enough to tell cases apart."""
    return "–" if value is None else f"{value:.4f}"
