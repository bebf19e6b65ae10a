"""What an expression works on: numbers, words, truth, several choices, and two kinds of nothing."""

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum
from typing import Any

from forms_builder.expressions.malformed import Malformed

TYPES = ("text", "number", "date", "time", "choice", "choices", "boolean")
PLACES = 10
LIMIT = Decimal(10) ** 15
# Two numbers below LIMIT have 50 digits between them; a hundred leave every quotient on the right
# side of a half.
EXACT = Context(prec=100, rounding=ROUND_HALF_UP)
_STEP = Decimal(1).scaleb(-PLACES)
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,10})?")


class Missing(Enum):
    """NOT_ANSWERED is also what is not known: a comparison with it, a division by zero."""

    NOT_ANSWERED = "not_answered"
    NOT_APPLICABLE = "not_applicable"


NOT_ANSWERED = Missing.NOT_ANSWERED
NOT_APPLICABLE = Missing.NOT_APPLICABLE

Value = str | Decimal | bool | tuple[str, ...] | Missing


def settled(number: Decimal) -> Decimal | Missing:
    """Return a result rounded half away from zero to 10 decimals; too large a one is not known."""
    if not number.is_finite() or number.adjusted() > 2 * LIMIT.adjusted():
        return NOT_ANSWERED
    rounded = number.quantize(_STEP, context=EXACT)
    return rounded if rounded.copy_abs() < LIMIT else NOT_ANSWERED


def number_from(text: str) -> Decimal:
    """Return the number written as «-12.5»; Malformed («number») for anything else."""
    if not isinstance(text, str) or not _NUMBER.fullmatch(text):
        raise Malformed("number")
    return Decimal(text)


def number_as_text(number: Decimal) -> str:
    """Return a number in its shortest form: no exponent, no zeros at the end, no minus zero."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def value_from_data(data: Any) -> Value:
    """Return a value written as JSON (see README.md); Malformed if it is none."""
    if data is None:
        return NOT_ANSWERED
    if isinstance(data, str | bool):
        return data
    if isinstance(data, list) and all(isinstance(word, str) for word in data):
        return tuple(data)
    if isinstance(data, Mapping) and data == {"not_applicable": True}:
        return NOT_APPLICABLE
    if isinstance(data, Mapping) and list(data) == ["number"]:
        return number_from(data["number"])
    raise Malformed("literal")


def value_as_data(value: Value) -> Any:
    """Return the JSON of a value, the inverse of value_from_data."""
    if value is NOT_ANSWERED:
        return None
    if value is NOT_APPLICABLE:
        return {"not_applicable": True}
    if isinstance(value, Decimal):
        return {"number": number_as_text(value)}
    return list(value) if isinstance(value, tuple) else value
