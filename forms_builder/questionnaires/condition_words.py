"""Conditions and formulas in words."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from forms_builder.common.canonical import canonical_json
from forms_builder.common.russian import counted
from forms_builder.expressions.malformed import Malformed
from forms_builder.expressions.tree import Literal, Name, Node, Operation, parse
from forms_builder.expressions.values import number_as_text

Names = Mapping[str, str]
Values = Mapping[str, Mapping[str, str]]
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_PLACES = ("знака", "знаков", "знаков")


def condition_words(expression: Any, names: Names, values: Values | None = None) -> str:
    """Return an expression in words, without a full stop.

    names: code of an item → its label; values: code → value → its words, for choices (see
    value_words). What is no expression comes back as its JSON.
    """
    try:
        return _Words(names, values or {}).say(parse(expression))
    except Malformed:
        return canonical_json(expression)


def value_words(content: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Return the words of each value that can be chosen in content, by code of the question."""
    items = [item for section in content["sections"] for item in section["items"]]
    yes_no = {"yes": _("да"), "no": _("нет")}
    return {
        item["code"]: yes_no
        if item["type"] in ("yes_no", "consent")
        else {row["value"]: row["label"] for row in item.get("choices", ())}
        for item in items
    }


class _Words:
    def __init__(self, names: Names, values: Values):
        self.names = names
        self.values = values

    def say(self, node: Node, about: str = "") -> str:
        """Return a node in words; about: the code of the question it is compared with."""
        if isinstance(node, Name):
            return _quoted(self.names.get(node.code, node.code))
        if isinstance(node, Literal):
            return self._literal(node.value, about)
        said = self._arguments(node)
        if node.operator in _JOINS and len(said) > 1:
            joins = _JOINS | _MOMENT_JOINS if _is_of_moments(node) else _JOINS
            return joins[node.operator]().join(said)
        if node.operator == "not":
            return self._not(node.arguments[0])
        if node.operator == "in":
            return _in(node, said, denied=False)
        return _SENTENCES[node.operator](said)

    def _arguments(self, node: Operation) -> list[str]:
        codes = [one.code for one in node.arguments if isinstance(one, Name)]
        about = codes[0] if codes else ""
        first, *others = node.arguments
        outer = node.operator
        return [
            self._inside(outer, first, about),
            *(self._inside(_AFTER.get(outer, outer), one, about) for one in others),
        ]

    def _inside(self, outer: str, node: Node, about: str) -> str:
        """Return an argument, in brackets where the sentence would be read otherwise without."""
        words = self.say(node, about)
        if not isinstance(node, Operation) or outer not in _BINDING:
            return words
        loose = _BINDING.get(node.operator, 0) - _BINDING[outer]
        return f"({words})" if loose < 0 or (loose == 0 and node.operator != outer) else words

    def _not(self, node: Node) -> str:
        if isinstance(node, Operation) and node.operator == "answered":
            return _("на вопрос %s нет ответа") % self.say(node.arguments[0])
        if isinstance(node, Operation) and node.operator == "in":
            return _in(node, self._arguments(node), denied=True)
        return _("неверно, что %s") % self._inside("not", node, "")

    def _literal(self, value: Any, about: str) -> str:
        if isinstance(value, bool):
            return _("да") if value else _("нет")
        if isinstance(value, tuple):
            return ", ".join(self._literal(one, about) for one in value)
        if not isinstance(value, str):
            return number_as_text(value).replace(".", ",").replace("-", "−")
        date = _DATE.fullmatch(value)
        if date:
            return ".".join(reversed(date.groups()))
        return _quoted(self.values.get(about, {}).get(value, value))


def _is_of_moments(node: Operation) -> bool:
    words = [one.value for one in node.arguments if isinstance(one, Literal)]
    return any(isinstance(word, str) and word[:1].isdigit() for word in words)


def _in(node: Operation, said: list[str], *, denied: bool) -> str:
    words = dict(zip(("one", "many"), said, strict=True))
    if isinstance(node.arguments[1], Literal):
        pattern = _("%(one)s — ничего из %(many)s") if denied else _("%(one)s — одно из %(many)s")
    else:
        pattern = _("в %(many)s нет %(one)s") if denied else _("в %(many)s есть %(one)s")
    return pattern % words


def _quoted(words: str) -> str:
    return f"«{words}»"


def _listed(pattern: str) -> Callable[[list[str]], str]:
    return lambda said: pattern % ", ".join(said)


def _places(said: list[str]) -> str:
    places = counted(int(said[1]), *_PLACES)
    return _("%(what)s с округлением до %(places)s") % {"what": said[0], "places": places}


def _if(said: list[str]) -> str:
    words = dict(zip(("when", "then", "otherwise"), said, strict=True))
    return _("если %(when)s, то %(then)s, иначе %(otherwise)s") % words


# What binds tighter stands inside what binds looser without brackets.
_BINDING = {
    "or": 1,
    "and": 2,
    **dict.fromkeys(("==", "!=", "<", "<=", ">", ">="), 4),
    **dict.fromkeys(("+", "-"), 5),
    **dict.fromkeys(("*", "/"), 6),
    **dict.fromkeys(("answered", "not_applicable", "in"), 3),
    "not": 3,
}
_AFTER = {"-": "− after", "/": "÷ after"}  # what is taken away or divides is told apart
_BINDING |= {"− after": 6, "÷ after": 7}
_JOINS: dict[str, Callable[[], str]] = {
    "and": lambda: _(" и "),
    "or": lambda: _(" или "),
    "==": lambda: _(" — "),
    "!=": lambda: _(" — не "),
    "<": lambda: _(" меньше "),
    "<=": lambda: _(" не больше "),
    ">": lambda: _(" больше "),
    ">=": lambda: _(" не меньше "),
    "+": lambda: " + ",
    "-": lambda: " − ",
    "*": lambda: " × ",
    "/": lambda: " ÷ ",
}
_MOMENT_JOINS: dict[str, Callable[[], str]] = {
    "<": lambda: _(" раньше "),
    "<=": lambda: _(" не позже "),
    ">": lambda: _(" позже "),
    ">=": lambda: _(" не раньше "),
}
_SENTENCES: dict[str, Callable[[list[str]], str]] = {
    "-": lambda said: f"−{said[0]}",
    "answered": lambda said: _("на вопрос %s есть ответ") % said[0],
    "not_applicable": lambda said: _("на вопрос %s отвечено «не применимо»") % said[0],
    "if": _if,
    "round": _places,
    "min": lambda said: _listed(_("наименьшее из: %s"))(said),
    "max": lambda said: _listed(_("наибольшее из: %s"))(said),
    "sum": lambda said: _listed(_("сумма: %s"))(said),
    "mean": lambda said: _listed(_("среднее: %s"))(said),
    "count": lambda said: _listed(_("число ответов: %s"))(said),
}
