"""The content of a small edition: two areas, three indicators, two plain questions.

Uids are readable so that a failing test says which thing it means.
"""

import copy
import uuid
from typing import Any


def uid(name: str) -> str:
    """Return the same uuid for the same name, always."""
    return str(uuid.uuid5(uuid.NAMESPACE_DNS, f"{name}.test"))


STRICT = uid("1.1")  # cumulative, levels 1…5, one characteristic each
TALK = uid("1.2")  # cumulative, two characteristics on level 1, one on each other
LOOSE = uid("2.1")  # direct
COLOURS = ("#8c3b12", "#d58b3a", "#9a8c5f", "#6fb1a6", "#0f655c")
TITLES = (
    "Требуется серьезная работа по повышению качества",
    "Качество стремится к базовому",
    "Базовый уровень",
    "Хорошее качество",
    "Превосходное качество",
)


def _characteristic(code: str, level: int, strand: str | None = None) -> dict[str, Any]:
    return {
        "uid": uid(code),
        "level": level,
        "strand": strand,
        "text": f"Характеристика {code}",
    }


def _indicator(indicator: str, code: str, area: str, rule: str, rows: list) -> dict[str, Any]:
    return {
        "uid": indicator,
        "code": code,
        "title": f"Показатель {code}",
        "hint": "",
        "area": uid(area),
        "rule": rule,
        "gaps": [],
        "characteristics": rows,
    }


def _scale() -> dict[str, Any]:
    bounds = [str(level) for level in range(6)]
    bands = [
        {"level": level, "from": bounds[level], "to": bounds[level + 1] if level < 5 else None}
        for level in range(6)
    ]
    levels = [
        {"value": value, "title": TITLES[value - 1], "plain": "", "colour": COLOURS[value - 1]}
        for value in range(1, 6)
    ]
    strict = [_characteristic(f"1.1/{level}", level) for level in range(1, 6)]
    talk = [_characteristic("1.2/1b", 1)]
    talk += [_characteristic(f"1.2/{level}", level) for level in range(1, 6)]
    return {
        "uid": uid("scale"),
        "title": "Шкала для проверок",
        "notice": "Демонстрационная шкала",
        "levels": levels,
        "bands": bands,
        "strands": [],
        "not_applicable": "exclude",
        "area_method": "mean",
        "overall_method": "mean_of_areas",
        "areas": [
            {"uid": uid("area1"), "code": "1", "title": "Ориентиры"},
            {"uid": uid("area2"), "code": "2", "title": "Программа"},
        ],
        "indicators": [
            _indicator(STRICT, "1.1", "area1", "cumulative", strict),
            _indicator(TALK, "1.2", "area1", "cumulative", talk),
            _indicator(LOOSE, "2.1", "area2", "direct", []),
        ],
    }


def _item(indicator: dict[str, Any]) -> dict[str, Any]:
    return {
        "uid": indicator["uid"],
        "code": indicator["code"],
        "type": "indicator",
        "label": indicator["title"],
        "hint": "",
        "required": True,
        "not_applicable": True,
        "evidence": "optional",
    }


def edition_content(title: str = "Оценочный лист") -> dict[str, Any]:
    """Return fresh edition content in the shape of schema 1, for a test to vary."""
    scale = _scale()
    sections: list[dict[str, Any]] = [
        {
            "uid": uid("visit"),
            "title": "Посещение",
            "items": [
                {
                    "uid": uid("groups"),
                    "code": "groups_seen",
                    "type": "number",
                    "label": "Сколько групп посещено",
                    "hint": "",
                    "required": True,
                    "minimum": "1",
                    "maximum": "60",
                },
                {
                    "uid": uid("impression"),
                    "code": "impression",
                    "type": "text",
                    "label": "Общее впечатление",
                    "hint": "",
                    "required": False,
                    "multiline": True,
                },
            ],
        }
    ]
    for area in scale["areas"]:
        items = [_item(row) for row in scale["indicators"] if row["area"] == area["uid"]]
        sections.append(
            {"uid": area["uid"], "title": f"{area['code']}. {area['title']}", "items": items}
        )
    content = {
        "schema": 1,
        "questionnaire": {"uid": uid("form"), "title": title, "notice": "Проверочный лист"},
        "scale": scale,
        "sections": sections,
    }
    return copy.deepcopy(content)
