"""One cell of a file: its text becomes a value, or a problem that names its row and column."""

import re
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from forms_builder.common.errors import Problem
from forms_builder.fields.base import lines
from forms_builder.scales.content import number
from forms_builder.scales.transfer.columns import Line, from_words

MOST_SAID = 200  # a file with another order of columns is wrong everywhere


@dataclass
class Cells:
    """Reads the cells of one table and keeps what is wrong with them."""

    headings: Mapping[str, Any]
    problems: list[Problem] = field(default_factory=list)

    def fault(self, line: Line, column: str, message: str) -> None:
        if len(self.problems) < MOST_SAID:
            heading = self.headings[column]
            place = _("%(place)s, столбец «%(column)s»") % {"place": line.place, "column": heading}
            self.problems.append(Problem(message, place))

    def faults_of(self, line: Line) -> None:
        """Take over what was wrong with the cells before anybody read them."""
        for column, message in line.faults.items():
            self.fault(line, column, message)

    def text(self, line: Line, column: str, most: int = 0, *, needed: bool = False) -> str:
        text = line[column]
        if needed and not text:
            self.fault(line, column, _("Здесь пусто, а значение нужно."))
        if most and len(text) > most:
            self.fault(line, column, _("Не длиннее %s знаков.") % most)
        return text

    def whole(self, line: Line, column: str, known: Collection[int] = ()) -> int | None:
        text = line[column]
        if not re.fullmatch(r"\d{1,4}", text) or not int(text):
            self.fault(line, column, _("Нужно целое число от 1."))
            return None
        if known and int(text) not in known:
            self.fault(line, column, _("Уровня %s в шкале нет.") % text)
            return None
        return int(text)

    def decimal(self, line: Line, column: str, least: str, most: str, blank: str = "") -> str:
        """Return a decimal with at most two places as a document writes it; a comma is read too."""
        text = (line[column] or blank).replace(",", ".").replace(" ", "")
        try:
            value = Decimal(text)
            fits = value.is_finite() and Decimal(least) <= value <= Decimal(most)
            if fits and value == round(value, 2):
                return number(value)
        except InvalidOperation:
            pass
        words = {"least": least.replace(".", ","), "most": most.replace(".", ",")}
        self.fault(line, column, _("Нужно число от %(least)s до %(most)s.") % words)
        return number(least)

    def choice(self, line: Line, column: str, name: str) -> str:
        codes, strange = from_words(name, line[column])
        if len(codes) == 1 and not strange:
            return codes[0]
        self.fault(line, column, _("Такого значения нет: «%s».") % line[column])
        return ""

    def choices(self, line: Line, column: str, name: str) -> list[str]:
        codes, strange = from_words(name, line[column])
        for word in strange:
            self.fault(line, column, _("Такого значения нет: «%s».") % word)
        return sorted(set(codes))

    def titles(self, line: Line, column: str, known: Collection[str]) -> list[str]:
        found = lines(line[column])
        for title in found:
            if title not in known:
                self.fault(line, column, _("На листе шкалы такого нет: «%s».") % title)
        return found

    def uid(self, line: Line, column: str, taken: set[str]) -> str:
        """Return a key, empty where a new row is meant; the same key twice is a fault."""
        text = line[column]
        if not text:
            return ""
        try:
            key = str(uuid.UUID(text))
        except ValueError:
            self.fault(line, column, _("Ключ не меняют: оставьте прежний или очистите ячейку."))
            return ""
        if key in taken:
            self.fault(line, column, _("Такой ключ в файле уже есть: у новой строки он пуст."))
        taken.add(key)
        return key
