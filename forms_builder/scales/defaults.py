"""The five levels a new scale starts with; everything about them can be changed."""

from decimal import Decimal
from typing import Any

LEVELS = (
    ("Требуется серьезная работа по повышению качества", "#8c3b12"),
    ("Качество стремится к базовому", "#d58b3a"),
    ("Базовый уровень", "#9a8c5f"),
    ("Хорошее качество", "#6fb1a6"),
    ("Превосходное качество", "#0f655c"),
)


def default_levels() -> list[dict[str, Any]]:
    """Return the rows of five levels; each begins where the mean reaches its number."""
    return [
        {"value": value, "title": title, "colour": colour, "starts_at": Decimal(value)}
        for value, (title, colour) in enumerate(LEVELS, start=1)
    ]
