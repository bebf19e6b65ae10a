"""Patterns of short texts: ready ones by name, and own regular expressions that cannot hang.

An own pattern is a safe subset of Python's: characters, [classes], . \\d \\w \\s, groups (…) and
(?:…), |, ^ $, and the quantifiers ? * + {m,n}. References, look-around, flags and possessive
quantifiers are refused. So is a pattern with too many ways of matching: the ways are counted from
above, a quantifier with as many as it has repetitions (an endless one counts as TEXT_LIMIT, and
texts under a pattern are no longer), parts that follow one another multiply. A quantifier inside
an endless quantifier, which makes expressions hang, goes beyond MOST at once; so do four endless
ones in a row.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

TEXT_LIMIT = 200  # characters of a text that is compared with a pattern
PATTERN_LIMIT = 200  # characters of a pattern
MOST = 10_000_000
OWN = "own"
READY = {
    "digits": (gettext_lazy("только цифры"), r"[0-9]+", gettext_lazy("Только цифры.")),
    "letters": (
        gettext_lazy("русские буквы"),
        r"[А-ЯЁа-яё][А-ЯЁа-яё \-]*",
        gettext_lazy("Русские буквы, пробел и дефис."),
    ),
    "phone": (
        gettext_lazy("телефон"),
        r"(?:\+7|8) ?\(?[0-9]{3}\)? ?[0-9]{3}[ \-]?[0-9]{2}[ \-]?[0-9]{2}",
        gettext_lazy("Телефон с кодом, например +7 353 212-34-56."),
    ),
    "email": (
        gettext_lazy("электронная почта"),
        r"[^@\s]+@[^@\s]+",
        gettext_lazy("Электронная почта, например sad94@orsk.ru."),
    ),
    "inn": (
        gettext_lazy("ИНН"),
        r"[0-9]{10}|[0-9]{12}",
        gettext_lazy("ИНН: 10 цифр организации или 12 цифр человека."),
    ),
    "postcode": (
        gettext_lazy("почтовый индекс"),
        r"[1-9][0-9]{5}",
        gettext_lazy("Индекс: шесть цифр, например 462403."),
    ),
}
CHOICES = (
    ("", gettext_lazy("любой")),
    *((name, title) for name, (title, _pattern, _hint) in READY.items()),
    (OWN, gettext_lazy("своё регулярное выражение")),
)
QUANTIFIER = re.compile(r"[*+?]|\{(?=[\d,])(\d*)(?:(,)(\d*))?\}", re.ASCII)


class UnsafePattern(ValueError):
    """A pattern that is wrong or may hang; its text is a Russian sentence for the editor."""


def demand_safe(pattern: str) -> None:
    """Raise UnsafePattern unless the pattern compiles, is short and of the safe subset."""
    if len(pattern) > PATTERN_LIMIT:
        raise UnsafePattern(_("Выражение длиннее %s знаков. Сократите его.") % PATTERN_LIMIT)
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as wrong:
        message = _("Это не регулярное выражение. Проверьте скобки и знаки * + ?.")
        raise UnsafePattern(message) from wrong
    scan = _Scan(pattern)
    if max(scan.alternatives()) > MOST:
        message = _("Выражение слишком сложное: уберите повторы внутри повторов и часть * и +.")
        raise UnsafePattern(message)


def ready_name(pattern: str, hint: str) -> str:
    """Return the name of the ready pattern with this expression and hint; OWN, or "" for none."""
    for name, (_title, expression, words) in READY.items():
        if (expression, str(words)) == (pattern, hint):
            return name
    return OWN if pattern else ""


class _Cost(NamedTuple):
    """ways: in how many it may match; steps: how long one of them is. Both counted from above."""

    ways: int
    steps: int

    def then(self, other: "_Cost") -> "_Cost":
        return _Cost(_bounded(self.ways * other.ways), _bounded(self.steps + other.steps))

    def either(self, other: "_Cost") -> "_Cost":
        return _Cost(_bounded(self.ways + other.ways), _bounded(self.steps + other.steps))

    def repeated(self, low: int, high: int) -> "_Cost":
        total, power = 0, 1
        for count in range(high + 1):
            total += power if count >= low else 0
            power = _bounded(power * self.ways)
        return _Cost(_bounded(total), _bounded(self.steps * max(high, 1)))


@dataclass
class _Scan:
    """Reads a pattern that compiles."""

    pattern: str
    place: int = 0

    def alternatives(self) -> _Cost:
        cost = self._sequence()
        while self._at("|"):
            self.place += 1
            cost = cost.either(self._sequence())
        return cost

    def _sequence(self) -> _Cost:
        cost = _Cost(1, 1)
        while self.place < len(self.pattern) and not self._at("|") and not self._at(")"):
            cost = cost.then(self._quantified(self._atom()))
        return cost

    def _at(self, text: str) -> bool:
        return self.pattern.startswith(text, self.place)

    def _atom(self) -> _Cost:
        if self._at("("):
            return self._group()
        if self._at("["):
            self._skip_class()
        elif self._at("\\"):
            self._skip_escape()
        else:
            self.place += 1
        return _Cost(1, 1)

    def _group(self) -> _Cost:
        self.place += 1
        if self._at("?:"):
            self.place += 2
        elif self._at("?"):
            raise UnsafePattern(_("Скобки вида (?…) здесь нельзя, кроме (?:…)."))
        cost = self.alternatives()
        self.place += 1
        return cost

    def _skip_class(self) -> None:
        self.place += 2 if self._at("[^") else 1
        start = self.place
        while not self._at("]") or self.place == start:
            self.place += 2 if self._at("\\") else 1
        self.place += 1

    def _skip_escape(self) -> None:
        sign = self.pattern[self.place + 1]
        if sign.isalnum() and sign not in "dDwWsS":
            raise UnsafePattern(_("Запись \\%s здесь нельзя: можно \\d, \\w и \\s.") % sign)
        self.place += 2

    def _quantified(self, cost: _Cost) -> _Cost:
        found = QUANTIFIER.match(self.pattern, self.place)
        if not found:
            return cost
        self.place = found.end()
        if self._at("+"):
            raise UnsafePattern(_("Два знака повтора подряд здесь нельзя."))
        if self._at("?"):
            self.place += 1
        low, high = _limits(found)
        if low > TEXT_LIMIT:
            raise UnsafePattern(_("Повторов больше %s здесь нельзя.") % TEXT_LIMIT)
        return cost.repeated(low, min(high, TEXT_LIMIT))


def _limits(found: re.Match[str]) -> tuple[int, int]:
    sign, (low, comma, high) = found.group(), found.groups()
    if sign in ("*", "+", "?"):
        return int(sign == "+"), (1 if sign == "?" else TEXT_LIMIT)
    least = int(low or 0)
    if not comma:
        return least, least
    return least, int(high) if high else TEXT_LIMIT


def _bounded(count: int) -> int:
    return min(count, MOST + 1)
