"""The first edition of the small form, written by hand: the contract of schema 1."""

from tests.forms_builder.builders import (
    AREA1,
    AREA2,
    CARE,
    COUNT,
    END,
    FORM,
    MODE,
    NOTE,
    ONE,
    SCALE,
    SPACE,
    THREE,
    TWO,
    VISIT,
    WORDS,
    uid_of,
)

PLAIN = {"origin": None, "group": "", "weight": "1", "ages": [], "places": []}


def _row(code: str, level: int, strand: str | None = None) -> dict:
    return {"uid": uid_of(code), "level": level, "strand": strand, "text": f"Видно {code}"}


def _asked(uid: str, code: str, label: str, hint: str = "") -> dict:
    return {
        "uid": uid,
        "code": code,
        "type": "indicator",
        "label": label,
        "hint": hint,
        "required": True,
        "not_applicable": True,
        "evidence": "optional",
    }


EXPECTED = {
    "schema": 1,
    "questionnaire": {"uid": FORM, "title": "Малый лист", "notice": "Проверочный"},
    "scale": {
        "uid": SCALE,
        "title": "Малая шкала",
        "notice": "Для проверок",
        "levels": [
            {"value": 1, "title": "Начало", "plain": "первые шаги", "colour": "#8c3b12"},
            {"value": 2, "title": "Середина", "plain": "", "colour": "#d58b3a"},
            {"value": 3, "title": "Вершина", "plain": "", "colour": "#0f655c"},
        ],
        "bands": [
            {"level": 0, "from": "0", "to": "1"},
            {"level": 1, "from": "1", "to": "2"},
            {"level": 2, "from": "2", "to": "3"},
            {"level": 3, "from": "3", "to": None},
        ],
        "strands": [{"uid": CARE, "title": "Забота"}, {"uid": SPACE, "title": "Среда"}],
        "ages": [],
        "not_applicable": "exclude",
        "area_method": "mean",
        "overall_method": "mean_of_areas",
        "areas": [
            {"uid": AREA1, "code": "1", "title": "Ориентиры", "origin": None, "weight": "1"},
            {"uid": AREA2, "code": "2", "title": "Условия", "origin": None, "weight": "1"},
        ],
        "indicators": [
            {
                "uid": ONE,
                "code": "1.1",
                "title": "Наблюдение",
                "hint": "Смотрите",
                "area": AREA1,
                **PLAIN,
                "rule": "cumulative",
                "gaps": [3],
                "characteristics": [_row("1.1/1", 1), _row("1.1/2", 2)],
            },
            {
                "uid": TWO,
                "code": "1.2",
                "title": "Игра",
                "hint": "",
                "area": AREA1,
                **PLAIN,
                "rule": "cumulative_by_strand",
                "gaps": [],
                "characteristics": [
                    _row("1.2/1З", 1, CARE),
                    _row("1.2/1С", 1, SPACE),
                    _row("1.2/2З", 2, CARE),
                    _row("1.2/2С", 2, SPACE),
                    _row("1.2/3З", 3, CARE),
                    _row("1.2/3С", 3, SPACE),
                ],
            },
            {
                "uid": THREE,
                "code": "2.1",
                "title": "Участок",
                "hint": "",
                "area": AREA2,
                **PLAIN,
                "rule": "direct",
                "gaps": [],
                "characteristics": [],
            },
        ],
    },
    "sections": [
        {
            "uid": FORM,
            "title": "Малый лист",
            "items": [
                {
                    "uid": COUNT,
                    "code": "groups",
                    "type": "number",
                    "label": "Сколько групп",
                    "hint": "",
                    "required": True,
                    "minimum": "1",
                    "maximum": "60",
                }
            ],
        },
        {
            "uid": VISIT,
            "title": "Посещение",
            "items": [
                {
                    "uid": MODE,
                    "code": "mode",
                    "type": "choice",
                    "label": "Как шло",
                    "hint": "",
                    "required": False,
                    "choices": [
                        {"value": "day", "label": "День"},
                        {"value": "half", "label": "Полдня"},
                    ],
                }
            ],
        },
        {
            "uid": AREA1,
            "title": "1. Ориентиры",
            "items": [
                _asked(ONE, "1.1", "Наблюдение", "Смотрите"),
                _asked(TWO, "1.2", "Игра"),
            ],
        },
        {"uid": AREA2, "title": "2. Условия", "items": [_asked(THREE, "2.1", "Участок")]},
        {
            "uid": END,
            "title": "В конце",
            "items": [
                {
                    "uid": WORDS,
                    "code": "words",
                    "type": "text",
                    "label": "Впечатление",
                    "hint": "Без имён",
                    "required": False,
                    "multiline": True,
                },
                {
                    "uid": NOTE,
                    "code": "thanks",
                    "type": "note",
                    "label": "Спасибо",
                    "hint": "Это всё",
                    "required": False,
                },
            ],
        },
    ],
}
