"""A plan as JSON, the shape that reading.py takes; what the plan leaves open is left out."""

import datetime
import json
from dataclasses import fields, is_dataclass
from typing import Any

from portal.campaigns.plan import Plan

PLACES = ("region", "municipality")


def data_of(plan: Plan) -> dict[str, Any]:
    """Return the plan as JSON values; reading.plan_of_data gives the equal plan back."""
    data = _values(plan)
    territory = {key: value for key in PLACES if (value := data.pop(key, ""))}
    return {"title": plan.title, "territory": territory} | data


def json_of(plan: Plan) -> bytes:
    """Return the plan as a JSON file in UTF-8."""
    return json.dumps(data_of(plan), ensure_ascii=False, indent=2).encode()


def _values(part: Any) -> dict[str, Any]:
    pairs = ((field.name, _value(getattr(part, field.name))) for field in fields(part))
    return {name: value for name, value in pairs if value not in ("", None, [])}


def _value(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    return _values(value) if is_dataclass(value) else value
