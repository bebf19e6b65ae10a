"""The level of one indicator, as scoring has it."""

from typing import Any

from forms_builder.fields.contract import Item
from portal.scoring.indicators import score_indicator
from portal.scoring.reading import read_answer, read_indicator
from portal.scoring.results import IndicatorResult


def score(item: Item, data: Any, levels: int) -> IndicatorResult:
    """Return the level of an indicator; levels: how many the scale has."""
    indicator = read_indicator(item["indicator"], tuple(range(1, levels + 1)))
    return score_indicator(indicator, read_answer(indicator, data))
