"""Literals in the type of the question they are compared with.

People write «3»; whether it is a number or the code of a choice is known from the question alone.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from forms_builder.expressions.checks import EQUALITY, ORDER
from forms_builder.expressions.malformed import Malformed
from forms_builder.expressions.tree import Literal, Name, Node, Operation, as_data, parse
from forms_builder.expressions.values import number_as_text, number_from


def fitted(data: Any, types: Mapping[str, str]) -> Any:
    """Return an expression whose literals have the types of the questions beside them.

    types: by code of question. What does not fit stays as it is, for checks to name; so does what
    is no expression. Fitting twice changes nothing more.
    """
    try:
        return as_data(_fitted(parse(data), types))
    except Malformed:
        return data


def _fitted(node: Node, types: Mapping[str, str]) -> Node:
    if not isinstance(node, Operation):
        return node
    arguments = tuple(_fitted(argument, types) for argument in node.arguments)
    if node.operator in EQUALITY or node.operator in ORDER:
        asked = [types.get(one.code, "") for one in arguments if isinstance(one, Name)]
        arguments = tuple(_literal(one, asked[0]) if asked else one for one in arguments)
    return Operation(node.operator, arguments)


def _literal(node: Node, wanted: str) -> Node:
    if not isinstance(node, Literal):
        return node
    if wanted == "number" and isinstance(node.value, str):
        return _number(node)
    if wanted in ("text", "choice") and isinstance(node.value, Decimal):
        return Literal(number_as_text(node.value))
    return node


def _number(node: Literal) -> Literal:
    try:
        return Literal(number_from(str(node.value).replace(",", ".").replace("−", "-")))
    except Malformed:
        return node
