"""Plans for tests."""

import json
from pathlib import Path
from typing import Any

ORSK = Path(__file__).resolve().parents[2] / "data" / "orsk" / "mkdo_plan_orsk.json"


def small_plan(**changes: Any) -> dict[str, Any]:
    """Return a plan of one stage, one procedure, one phase, two steps."""
    steps = [{"code": "1.1.1", "text": "Назначить"}, {"code": None, "text": "Обучить"}]
    phase = {
        "title": "Подготовка",
        "instruments_text": "Шкалы",
        "starts": "2020-09-15",
        "ends": "2020-09-30",
        "steps": steps,
    }
    procedure = {
        "code": "1.1",
        "title": "Подготовка к мониторингу",
        "responsible": ["Координатор"],
        "phases": [phase],
    }
    plan = {
        "title": "План",
        "territory": {"region": "Оренбургская область", "municipality": "город Орск"},
        "basis": ["Приказ № 157"],
        "stages": [{"code": "I", "title": "Подготовительный", "procedures": [procedure]}],
    }
    return plan | changes


def phase_of(plan: dict[str, Any]) -> dict[str, Any]:
    """Return the only phase of a small plan, to be changed in place."""
    return plan["stages"][0]["procedures"][0]["phases"][0]


def as_file(plan: Any) -> bytes:
    return json.dumps(plan, ensure_ascii=False).encode()
