"""The value of an expression. The semantics stand in README.md; every operator is total."""

import re
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import reduce
from typing import Any

from forms_builder.expressions.tree import Literal, Name, Node, parse
from forms_builder.expressions.values import (
    EXACT,
    NOT_ANSWERED,
    NOT_APPLICABLE,
    Missing,
    Value,
    settled,
)

Env = Mapping[str, Value]
Values = list[Value]
_MOMENT = (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), re.compile(r"[0-9]{2}:[0-9]{2}"))


def evaluate(data: Any, env: Env) -> Value:
    """Return the value of an expression as stored; env: values by code of question.

    A code that env lacks is not answered. Numbers come out rounded to 10 decimals. Raises
    Malformed for what is no expression, and nothing else.
    """
    return _value(parse(data), env)


def is_shown(data: Any, env: Env) -> bool:
    """Whether something under this condition is shown: no condition shows, an unknown one hides."""
    return data is None or evaluate(data, env) is True


def _value(node: Node, env: Env) -> Value:
    if isinstance(node, Name):
        return _rounded(env.get(node.code, NOT_ANSWERED))
    if isinstance(node, Literal):
        return node.value
    return OPERATIONS[node.operator]([_value(argument, env) for argument in node.arguments])


def _rounded(value: Value) -> Value:
    return settled(value) if isinstance(value, Decimal) else value


def _equal(values: Values) -> Value:
    one, other = values
    if isinstance(one, Missing) or type(one) is not type(other):
        return NOT_ANSWERED
    return set(one) == set(other) if isinstance(one, tuple) else one == other


def _ordered(holds: Callable[[Any, Any], bool]) -> Callable[[Values], Value]:
    def compare(values: Values) -> Value:
        one, other = values
        if _are_numbers(values) or any(_all_match(moment, values) for moment in _MOMENT):
            return holds(one, other)
        return NOT_ANSWERED

    return compare


def _all_match(moment: re.Pattern[str], values: Values) -> bool:
    return all(isinstance(one, str) and moment.fullmatch(one) for one in values)


def _are_numbers(values: Values) -> bool:
    return all(isinstance(one, Decimal) for one in values)


def _not(values: Values) -> Value:
    (value,) = values
    return not value if isinstance(value, bool) else NOT_ANSWERED


def _and(values: Values) -> Value:
    if any(value is False for value in values):
        return False
    return True if all(value is True for value in values) else NOT_ANSWERED


def _or(values: Values) -> Value:
    if any(value is True for value in values):
        return True
    return False if all(value is False for value in values) else NOT_ANSWERED


def _in(values: Values) -> Value:
    word, words = values
    if isinstance(word, str) and isinstance(words, tuple):
        return word in words
    return NOT_ANSWERED


def _if(values: Values) -> Value:
    condition, then, otherwise = values
    if not isinstance(condition, bool):
        return NOT_ANSWERED
    return then if condition else otherwise


def _arithmetic(step: Callable[[Decimal, Decimal], Decimal]) -> Callable[[Values], Value]:
    """Every step is rounded: a long sum has the same value in both languages, from the left."""

    def fold(one: Value, other: Value) -> Value:
        if isinstance(one, Decimal) and isinstance(other, Decimal):
            return settled(step(one, other))
        return NOT_ANSWERED

    return lambda values: reduce(fold, values)


def _minus(values: Values) -> Value:
    return _difference([Decimal(0), *values] if len(values) == 1 else values)


def _divide(values: Values) -> Value:
    one, other = values
    if not isinstance(one, Decimal) or not isinstance(other, Decimal) or not other:
        return NOT_ANSWERED
    return settled(EXACT.divide(one, other))


def _round(values: Values) -> Value:
    number, places = values
    if not isinstance(number, Decimal) or not isinstance(places, Decimal):
        return NOT_ANSWERED
    step = Decimal(1).scaleb(-int(places))
    return settled(number.quantize(step, rounding=ROUND_HALF_UP, context=EXACT))


def _of_numbers(summary: Callable[[list[Decimal]], Value]) -> Callable[[Values], Value]:
    """Left out: what is missing. Anything given that is no number makes the whole unknown."""

    def summarise(values: Values) -> Value:
        given = [value for value in values if not isinstance(value, Missing)]
        numbers = [value for value in given if isinstance(value, Decimal)]
        return summary(numbers) if numbers and len(numbers) == len(given) else NOT_ANSWERED

    return summarise


def _total(numbers: list[Decimal]) -> Value:
    return settled(reduce(EXACT.add, numbers))


def _mean(numbers: list[Decimal]) -> Value:
    return settled(EXACT.divide(reduce(EXACT.add, numbers), Decimal(len(numbers))))


def _count(values: Values) -> Value:
    return Decimal(sum(map(_counted, values)))


def _counted(value: Value) -> int:
    if isinstance(value, Missing):
        return 0
    return len(value) if isinstance(value, tuple) else int(value is not False)


_difference = _arithmetic(EXACT.subtract)
OPERATIONS: dict[str, Callable[[Values], Value]] = {
    "==": _equal,
    "!=": lambda values: _not([_equal(values)]),
    "<": _ordered(lambda one, other: one < other),
    "<=": _ordered(lambda one, other: one <= other),
    ">": _ordered(lambda one, other: one > other),
    ">=": _ordered(lambda one, other: one >= other),
    "and": _and,
    "or": _or,
    "not": _not,
    "in": _in,
    "answered": lambda values: not isinstance(values[0], Missing),
    "not_applicable": lambda values: values[0] is NOT_APPLICABLE,
    "if": _if,
    "+": _arithmetic(EXACT.add),
    "-": _minus,
    "*": _arithmetic(EXACT.multiply),
    "/": _divide,
    "round": _round,
    "min": _of_numbers(min),
    "max": _of_numbers(max),
    "sum": _of_numbers(_total),
    "mean": _of_numbers(_mean),
    "count": _count,
}
