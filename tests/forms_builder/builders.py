"""A small scale and a form on it, with readable uids, made by the services."""

import uuid
from decimal import Decimal
from typing import Any

from forms_builder.questionnaires import services as forms
from forms_builder.questionnaires.models import Questionnaire
from forms_builder.scales import services as scales
from forms_builder.scales.models import Scale

SCALE, AREA1, AREA2, CARE, SPACE, FORM = (str(uuid.UUID(int=n)) for n in range(1, 7))
ONE, TWO, THREE = (str(uuid.UUID(int=n)) for n in range(11, 14))
COUNT, VISIT, MODE, END, WORDS, NOTE = (str(uuid.UUID(int=n)) for n in range(21, 27))
LEVELS = [
    {"value": 1, "title": "Начало", "plain": "первые шаги", "colour": "#8c3b12"},
    {"value": 2, "title": "Середина", "plain": "", "colour": "#d58b3a"},
    {"value": 3, "title": "Вершина", "plain": "", "colour": "#0f655c"},
]


def uid_of(code: str) -> str:
    """The uid of a characteristic of the small scale: «1.1/2» is on level 2 of 1.1."""
    return str(uuid.uuid5(uuid.NAMESPACE_DNS, code))


def small_scale(by: Any) -> Scale:
    levels = [{**row, "starts_at": Decimal(row["value"])} for row in LEVELS]
    scale = scales.create_scale(
        by=by, title="Малая шкала", levels=levels, notice="Для проверок", uid=SCALE
    )
    first = scales.add_area(by=by, scale=scale, code="1", title="Ориентиры", uid=AREA1)
    second = scales.add_area(by=by, scale=scale, code="2", title="Условия", uid=AREA2)
    care = scales.add_strand(by=by, scale=scale, title="Забота", uid=CARE)
    space = scales.add_strand(by=by, scale=scale, title="Среда", uid=SPACE)
    rows = [_row("1.1/1", 1), _row("1.1/2", 2)]
    _agreed(by, first, "1.1", "Наблюдение", uid=ONE, gaps="3", hint="Смотрите", rows=rows)
    both = [_row(f"1.2/{n}{s.title[0]}", n, s) for n in (1, 2, 3) for s in (care, space)]
    _agreed(by, first, "1.2", "Игра", uid=TWO, rule="cumulative_by_strand", rows=both)
    _agreed(by, second, "2.1", "Участок", uid=THREE, rule="direct", rows=[])
    return scale


def _row(code: str, level: int, strand: Any = None) -> dict[str, Any]:
    return {"level": level, "strand": strand, "text": f"Видно {code}", "uid": uid_of(code)}


def _agreed(by: Any, area: Any, code: str, title: str, rows: list, **wording: Any) -> None:
    made = scales.add_indicator(
        by=by, area=area, code=code, title=title, characteristics=rows, **wording
    )
    scales.agree(by=by, indicator=made)


def number(uid: str = COUNT, code: str = "groups", **changes: Any) -> dict[str, Any]:
    """A question block of type number."""
    value = {"code": code, "label": "Сколько групп", "hint": "", "required": True}
    value |= {"minimum": "1", "maximum": "60", **changes}
    return {"type": "number", "id": uid, "value": value}


def section(uid: str, title: str) -> dict[str, Any]:
    return {"type": "section", "id": uid, "value": {"title": title}}


def indicators(areas: str = "", **settings: Any) -> dict[str, Any]:
    value = {"areas": areas, **settings}
    return {"type": "indicator", "id": str(uuid.UUID(int=30)), "value": value}


def text(uid: str = WORDS, code: str = "words", **changes: Any) -> dict[str, Any]:
    value = {"code": code, "label": "Впечатление", "hint": "Без имён", "required": False}
    return {"type": "text", "id": uid, "value": value | {"multiline": True, **changes}}


def body() -> list[dict[str, Any]]:
    options = [{"value": "day", "label": "День"}, {"value": "half", "label": "Полдня"}]
    mode = {"code": "mode", "label": "Как шло", "hint": "", "required": False, "choices": options}
    note = {"code": "thanks", "label": "Спасибо", "hint": "Это всё"}
    return [
        number(),
        section(VISIT, "Посещение"),
        {"type": "choice", "id": MODE, "value": mode},
        indicators(),
        section(END, "В конце"),
        text(),
        {"type": "note", "id": NOTE, "value": note},
    ]


def small_questionnaire(by: Any, scale: Scale, blocks: list | None = None) -> Questionnaire:
    form = forms.create_questionnaire(
        by=by,
        title="Малый лист",
        notice="Проверочный",
        scale=scale,
        body=blocks or body(),
        uid=FORM,
    )
    return forms.agree(by=by, questionnaire=form)
