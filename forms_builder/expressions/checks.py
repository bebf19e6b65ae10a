"""What is wrong with an expression before anybody answers: unknown questions, types, bad words."""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from forms_builder.expressions.malformed import Malformed
from forms_builder.expressions.tree import Literal, Name, Node, Operation, parse

EQUALITY = ("==", "!=")
ORDER = ("<", "<=", ">", ">=")
LOGIC = ("and", "or", "not")
COUNTED = ("answered", "not_applicable", "count")
RESULTS = {
    **dict.fromkeys((*EQUALITY, *ORDER, *LOGIC, "in", "answered", "not_applicable"), "boolean"),
    **dict.fromkeys(("+", "-", "*", "/", "round"), "number"),
    **dict.fromkeys(("min", "max", "sum", "mean", "count"), "number"),
}
WORD = "word"  # a bare string: a text, a choice, a date or a time, by what it stands beside
_WORDS = ("text", "choice", "date", "time")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


@dataclass(frozen=True)
class Fault:
    """kind and, by kind, name and detail:

    malformed: detail is the reason of Malformed; unknown: no question has the code `name`;
    no_value: the question `name` gives nothing to compare or count with; wrong_type: `detail`
    names the operator, "" the whole expression; bad_literal: `detail` is no date or time.
    """

    kind: str
    name: str = ""
    detail: str = ""


def faults(data: Any, types: Mapping[str, str], wants: str) -> list[Fault]:
    """Return what is wrong with an expression as stored, empty when nothing is.

    types: by code of question, one of values.TYPES, or "" for a question without a value; wants:
    the type of the whole.
    """
    try:
        tree = parse(data)
    except Malformed as refusal:
        return [Fault("malformed", detail=refusal.reason)]
    check = _Check(types)
    found = check.type_of(tree)
    if found and not _fits(found, wants):
        check.found.append(Fault("wrong_type"))
    return list(dict.fromkeys(check.found))


@dataclass
class _Check:
    """A type "" is one that is faulty already: nothing more is said about it."""

    types: Mapping[str, str]
    found: list[Fault] = field(default_factory=list)

    def type_of(self, node: Node) -> str:
        if isinstance(node, Literal):
            return _literal_type(node)
        if isinstance(node, Name):
            return self._question(node.code)
        kinds = [self._argument(node, argument) for argument in node.arguments]
        if not self._agree(node, kinds):
            self.found.append(Fault("wrong_type", _first_name(node), node.operator))
        if node.operator == "if":
            return _joined(kinds[1:])
        return RESULTS[node.operator]

    def _question(self, code: str) -> str:
        if code not in self.types:
            self.found.append(Fault("unknown", code))
        elif not self.types[code]:
            self.found.append(Fault("no_value", code))
        return self.types.get(code, "")

    def _argument(self, node: Operation, argument: Node) -> str:
        """Whether a question was answered can be asked of one that has no value to compare."""
        if isinstance(argument, Name) and node.operator in COUNTED and argument.code in self.types:
            return self.types[argument.code]
        return self.type_of(argument)

    def _agree(self, node: Operation, kinds: list[str]) -> bool:
        operator = node.operator
        if operator in COUNTED or "" in kinds:
            return True
        if operator in EQUALITY or operator in ORDER:
            self._check_moments(node, kinds)
            return bool(_joined(kinds)) and (operator in EQUALITY or _has_order(kinds))
        if operator == "in":
            return kinds[0] in (WORD, "text", "choice") and kinds[1] == "choices"
        if operator == "if":
            return kinds[0] == "boolean" and bool(_joined(kinds[1:]))
        wanted = "boolean" if operator in LOGIC else "number"
        return all(kind == wanted for kind in kinds)

    def _check_moments(self, node: Operation, kinds: list[str]) -> None:
        for moment, is_one in (("date", _is_date), ("time", _is_time)):
            for argument in node.arguments if moment in kinds else ():
                word = argument.value if isinstance(argument, Literal) else None
                if isinstance(word, str) and not is_one(word):
                    self.found.append(Fault("bad_literal", _first_name(node), word))


def _literal_type(node: Literal) -> str:
    if isinstance(node.value, bool):
        return "boolean"
    if isinstance(node.value, Decimal):
        return "number"
    return "choices" if isinstance(node.value, tuple) else WORD


def _fits(found: str, wanted: str) -> bool:
    return found == wanted or (found == WORD and wanted in _WORDS)


def _joined(kinds: list[str]) -> str:
    """Return the type that both values have together, "" when they have none."""
    one, other = kinds
    if one == other or _fits(other, one):
        return one
    return other if _fits(one, other) or {one, other} == {"text", "choice"} else ""


def _has_order(kinds: list[str]) -> bool:
    return any(kind in ("number", "date", "time") for kind in kinds)


def _first_name(node: Operation) -> str:
    codes = (one.code for one in node.arguments if isinstance(one, Name))
    return next(codes, "")


def _is_date(word: str) -> bool:
    match = _DATE.fullmatch(word)
    if match is None:
        return False
    year, month, day = map(int, match.groups())
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year or 4, month)[1]


def _is_time(word: str) -> bool:
    return _TIME.fullmatch(word) is not None
