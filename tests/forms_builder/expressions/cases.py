"""The vectors of expressions, and random trees for the laws."""

import json
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from forms_builder.expressions.evaluate import evaluate
from forms_builder.expressions.malformed import Malformed
from forms_builder.expressions.tree import ABOUT_A_QUESTION, OPERATORS
from forms_builder.expressions.values import value_as_data, value_from_data

VECTORS = Path(__file__).parents[2] / "data" / "expressions" / "vectors.json"
CODES = ("a", "b", "c", "d")
WORDS = ["x", "y", "day", "2026-09-01", "2026-10-01", "09:30", "17:00", ""]
NUMBERS = ["0", "1", "-1", "2.5", "-2.5", "0.1", "3", "100000000", "0.0000000001", "7.77"]


@cache
def vectors() -> list[dict[str, Any]]:
    return json.loads(VECTORS.read_text(encoding="utf-8"))["cases"]


def outcome(expression: Any, env: dict[str, Any]) -> dict[str, Any]:
    """Return what Python says, in the shape in which a vector expects it; env: values as data."""
    try:
        given = {code: value_from_data(value) for code, value in env.items()}
        return {"expected": value_as_data(evaluate(expression, given))}
    except Malformed as refusal:
        return {"malformed": refusal.reason}


def expected(case: dict[str, Any]) -> dict[str, Any]:
    return {key: case[key] for key in ("expected", "malformed") if key in case}


def random_value(random: Random) -> Any:
    kind = random.randrange(6)
    if kind == 0:
        return None
    if kind == 1:
        return {"not_applicable": True}
    return random_literal(random)


def random_literal(random: Random) -> Any:
    kind = random.randrange(6)
    if kind < 3:
        return {"number": random.choice(NUMBERS)}
    if kind == 3:
        return random.sample(WORDS, random.randint(0, 3))
    return random.choice([True, False]) if kind == 4 else random.choice(WORDS)


def random_tree(random: Random, depth: int = 4) -> Any:
    """Return any tree the reader allows; most make little sense, and must be computed alike."""
    if depth == 0 or random.random() < 0.25:
        name = {"var": random.choice(CODES)}
        return name if random.random() < 0.6 else random_literal(random)
    operator = random.choice(list(OPERATORS))
    if operator in ABOUT_A_QUESTION:
        return {operator: [{"var": random.choice(CODES)}]}
    if operator == "round":
        places = {"number": str(random.randint(0, 10))}
        return {operator: [random_tree(random, depth - 1), places]}
    least, most = OPERATORS[operator]
    count = random.randint(least, min(most, 3))
    return {operator: [random_tree(random, depth - 1) for _ in range(count)]}


def random_env(random: Random) -> dict[str, Any]:
    return {code: random_value(random) for code in CODES if random.random() < 0.8}
