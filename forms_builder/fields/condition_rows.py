"""One row of a condition: what its operators mean as expressions, and back."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from forms_builder.expressions.malformed import Malformed
from forms_builder.expressions.tree import Literal, Name, parse
from forms_builder.expressions.values import number_as_text

OPERATORS = (
    ("==", _("равно")),
    ("!=", _("не равно")),
    (">", _("больше, позже")),
    (">=", _("не меньше, не раньше")),
    ("<", _("меньше, раньше")),
    ("<=", _("не больше, не позже")),
    ("one_of", _("одно из (через запятую)")),
    ("contains", _("среди отмеченных есть")),
    ("lacks", _("среди отмеченных нет")),
    ("answered", _("отвечено")),
    ("unanswered", _("нет ответа")),
    ("not_applicable", _("отмечено «не применимо»")),
)
WITHOUT_VALUE = ("answered", "unanswered", "not_applicable")
_COMPARISONS = ("==", "!=", ">", ">=", "<", "<=")


def row_expression(row: Mapping[str, Any]) -> Any:
    """Return the expression of a row {"question", "operator", "value"}."""
    operator, answer = row["operator"], {"var": row["question"].strip()}
    word = (row.get("value") or "").strip()
    if operator == "contains":
        return {"in": [word, answer]}
    if operator == "lacks":
        return {"not": [{"in": [word, answer]}]}
    if operator == "one_of":
        return {"in": [answer, [part.strip() for part in word.split(",") if part.strip()]]}
    if operator == "unanswered":
        return {"not": [{"answered": [answer]}]}
    return {operator: [answer] if operator in WITHOUT_VALUE else [answer, word]}


def row_value(expression: Any) -> dict[str, str] | None:
    """Return the row that says an expression, None when no row does.

    A number comes back as the words it is written in; see condition_of.
    """
    for operator, _label in OPERATORS:
        row = _row(operator, expression)
        if row is not None and _same(row_expression(row), expression):
            return row
    return None


def _row(operator: str, expression: Any) -> dict[str, str] | None:
    """Return the only row with this operator that may say it."""
    inner = expression
    if operator in ("lacks", "unanswered"):
        inner = _only_argument("not", expression)
    names = {"contains": "in", "lacks": "in", "one_of": "in", "unanswered": "answered"}
    arguments = _arguments(names.get(operator, operator), inner)
    if operator in ("contains", "lacks"):
        arguments = arguments[::-1]
    if not arguments or not isinstance(arguments[0], Name):
        return None
    word = _word(arguments[1]) if len(arguments) > 1 else ""
    return {"question": arguments[0].code, "operator": operator, "value": word}


def _only_argument(operator: str, expression: Any) -> Any:
    arguments = expression.get(operator) if isinstance(expression, dict) else None
    return arguments[0] if arguments else None


def _arguments(operator: str, expression: Any) -> list[Any]:
    """Return the parsed arguments of an operation, none if it is another one."""
    try:
        node = parse(expression)
    except Malformed:
        return []
    return list(node.arguments) if getattr(node, "operator", "") == operator else []


def _word(node: Any) -> str:
    value = node.value if isinstance(node, Literal) else ""
    if isinstance(value, tuple):
        return ", ".join(value)
    return value if isinstance(value, str) else _number_word(value)


def _number_word(value: Any) -> str:
    return "" if isinstance(value, bool) else number_as_text(value)


def _same(made: Any, expression: Any) -> bool:
    """Whether a row says it, a number's words standing for the number."""
    if made == expression:
        return True
    if not isinstance(made, dict) or not isinstance(expression, dict):
        return False
    ((operator, arguments),) = made.items()
    if operator not in _COMPARISONS:
        return False
    number = {"number": arguments[1]}
    return expression == {operator: [arguments[0], number]}
