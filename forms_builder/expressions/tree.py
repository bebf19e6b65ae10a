"""From JSON to a tree and back, within bounds."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from forms_builder.expressions.malformed import Malformed
from forms_builder.expressions.values import Missing, Value, value_as_data, value_from_data

DEPTH = 12
NODES = 300
MANY = NODES
# How many arguments each operator takes, at least and at most.
OPERATORS = {
    **dict.fromkeys(("==", "!=", "<", "<=", ">", ">=", "in", "/", "round"), (2, 2)),
    **dict.fromkeys(("and", "or", "min", "max", "sum", "mean", "count"), (1, MANY)),
    **dict.fromkeys(("not", "answered", "not_applicable"), (1, 1)),
    **dict.fromkeys(("+", "*"), (2, MANY)),
    "-": (1, 2),
    "if": (3, 3),
}
ABOUT_A_QUESTION = ("answered", "not_applicable")


@dataclass(frozen=True)
class Literal:
    value: Value


@dataclass(frozen=True)
class Name:
    code: str


@dataclass(frozen=True)
class Operation:
    operator: str
    arguments: tuple["Node", ...]


Node = Literal | Name | Operation


def parse(data: Any) -> Node:
    """Return the tree of an expression as stored; Malformed says what is wrong with it.

    Wherever several things are wrong, the first one met from the root leftwards is named.
    """
    return _Reader().read(data, 1)


def as_data(node: Node) -> Any:
    """Return the JSON of a tree, the inverse of parse."""
    if isinstance(node, Literal):
        return value_as_data(node.value)
    if isinstance(node, Name):
        return {"var": node.code}
    return {node.operator: [as_data(argument) for argument in node.arguments]}


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and everything below it."""
    yield node
    if isinstance(node, Operation):
        for argument in node.arguments:
            yield from walk(argument)


def references(data: Any) -> frozenset[str]:
    """Return the codes of the questions an expression asks about; Malformed if it is none."""
    return frozenset(node.code for node in walk(parse(data)) if isinstance(node, Name))


class _Reader:
    def __init__(self) -> None:
        self.nodes = 0

    def read(self, data: Any, depth: int) -> Node:
        self._count(1)
        if not isinstance(data, dict) or list(data) == ["number"]:
            return self._literal(data)
        if len(data) != 1:
            raise Malformed("operator")
        ((operator, arguments),) = data.items()
        if operator == "var":
            return _name(arguments)
        if operator not in OPERATORS:
            raise Malformed("operator")
        if depth > DEPTH:
            raise Malformed("deep")
        _check_arguments(operator, arguments)
        return Operation(operator, tuple(self.read(one, depth + 1) for one in arguments))

    def _literal(self, data: Any) -> Literal:
        value = value_from_data(data)
        if isinstance(value, Missing):
            raise Malformed("literal")
        if isinstance(value, tuple):
            self._count(len(value))
        return Literal(value)

    def _count(self, nodes: int) -> None:
        self.nodes += nodes
        if self.nodes > NODES:
            raise Malformed("many")


def _name(code: Any) -> Name:
    if not isinstance(code, str) or not code:
        raise Malformed("name")
    return Name(code)


def _check_arguments(operator: str, arguments: Any) -> None:
    least, most = OPERATORS[operator]
    if not isinstance(arguments, list) or not least <= len(arguments) <= most:
        raise Malformed("arguments")
    if operator in ABOUT_A_QUESTION and not _is_name(arguments[0]):
        raise Malformed("name")
    if operator == "round" and not _is_places(arguments[1]):
        raise Malformed("places")


def _is_name(data: Any) -> bool:
    return isinstance(data, dict) and list(data) == ["var"]


def _is_places(data: Any) -> bool:
    """Whether it is a whole number from 0 to 10, written out."""
    return data in [{"number": str(places)} for places in range(11)]
