"""From the two tables of a file to a document; everything wrong is named by row and column."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from forms_builder.common.errors import Problem
from forms_builder.scales.transfer.cells import Cells
from forms_builder.scales.transfer.columns import (
    FRAME_COLUMNS,
    KINDS,
    OF_INDICATOR,
    ROW_COLUMNS,
    Line,
)
from forms_builder.scales.transfer.document import FORMAT, METHODS, Data

LEVEL = re.compile(r"\d{1,4}")
COLOUR = re.compile(r"#[0-9a-f]{6}")
MOST_LEVEL = "999.99"
LEAST_WEIGHT, MOST_WEIGHT = "0.01", "9999.99"


@dataclass(frozen=True)
class Read:
    """document: complete only when there are no problems."""

    document: Data
    problems: tuple[Problem, ...]


def read_lines(frame: Sequence[Line], rows: Sequence[Line]) -> Read:
    """Return the document that two tables hold, and what is wrong with it."""
    frame_reader = _Frame(Cells(FRAME_COLUMNS))
    document = frame_reader.read(frame)
    rows_reader = _Rows(Cells(ROW_COLUMNS), document)
    document["indicators"] = rows_reader.read(rows)
    return Read(document, (*frame_reader.cells.problems, *rows_reader.cells.problems))


@dataclass
class _Frame:
    cells: Cells
    taken: set[str] = field(default_factory=set)

    def read(self, lines: Sequence[Line]) -> Data:
        kinds = {str(word).casefold(): kind for kind, word in KINDS.items()}
        by_kind: dict[str, list[Line]] = {kind: [] for kind in KINDS}
        for line in lines:
            self.cells.faults_of(line)
            kind = kinds.get(line["kind"].casefold())
            if kind is None:
                self.cells.fault(line, "kind", _("Такой строки в шкале не бывает."))
            else:
                by_kind[kind].append(line)
        scale = self._only(by_kind, "scale")
        return {
            "format": FORMAT,
            "title": self.cells.text(scale, "title", 250, needed=True),
            "notice": scale["plain"],
            **{name: self._method(by_kind, name) for name in METHODS},
            "levels": self._levels(by_kind["levels"]),
            "strands": self._named(by_kind["strands"], 250),
            "ages": self._named(by_kind["ages"], 120),
            "areas": [self._area(line) for line in self._once(by_kind["areas"], "code")],
        }

    def _only(self, by_kind: dict[str, list[Line]], kind: str) -> Line:
        lines = by_kind[kind]
        line = lines[0] if lines else Line({}, _("Лист шкалы"))
        if len(lines) != 1:
            message = _("Нужна одна строка «%s».") % KINDS[kind]
            self.cells.fault(lines[-1] if lines else line, "kind", message)
        return line

    def _method(self, by_kind: dict[str, list[Line]], name: str) -> str:
        line = self._only(by_kind, name)
        return self.cells.choice(line, "title", name) if line.cells else ""

    def _levels(self, lines: Iterable[Line]) -> list[Data]:
        return [
            {
                "value": self.cells.whole(line, "code") or 0,
                "title": self.cells.text(line, "title", 120, needed=True),
                "plain": self.cells.text(line, "plain", 200),
                "colour": self._colour(line),
                "starts_at": self.cells.decimal(line, "starts_at", "0", MOST_LEVEL),
            }
            for line in self._once(lines, "code")
        ]

    def _colour(self, line: Line) -> str:
        colour = line["colour"].lower()
        if not COLOUR.fullmatch(colour):
            self.cells.fault(line, "colour", _("Цвет пишется как #8c3b12."))
        return colour

    def _area(self, line: Line) -> Data:
        return {
            "uid": self.cells.uid(line, "uid", self.taken),
            "title": self.cells.text(line, "title", 250, needed=True),
            "code": self.cells.text(line, "code", 20, needed=True),
            "weight": self.cells.decimal(line, "weight", LEAST_WEIGHT, MOST_WEIGHT, "1"),
        }

    def _named(self, lines: Iterable[Line], most: int) -> list[Data]:
        return [
            {
                "uid": self.cells.uid(line, "uid", self.taken),
                "title": self.cells.text(line, "title", most, needed=True),
            }
            for line in self._once(lines, "title")
        ]

    def _once(self, lines: Iterable[Line], column: str) -> Iterable[Line]:
        seen: Counter[str] = Counter()
        for line in lines:
            seen[line[column]] += 1
            if seen[line[column]] == 2:
                self.cells.fault(line, column, _("Уже есть выше: «%s».") % line[column])
            yield line


@dataclass
class _Rows:
    cells: Cells
    frame: Data
    taken: set[str] = field(default_factory=set)

    def read(self, lines: Sequence[Line]) -> list[Data]:
        by_code: dict[str, list[Line]] = {}
        for line in lines:
            self.cells.faults_of(line)
            if self.cells.text(line, "code", 20, needed=True):
                by_code.setdefault(line["code"], []).append(line)
        return [self._indicator(rows) for rows in by_code.values()]

    def _indicator(self, lines: list[Line]) -> Data:
        first = lines[0]
        for line in lines[1:]:
            self._demand_same(first, line)
        written = [line for line in lines if line["level"] or line["text"] or line["uid"]]
        return {
            "uid": self.cells.uid(first, "indicator_uid", self.taken),
            "area": self._area(first),
            "code": first["code"],
            "title": self.cells.text(first, "title", 250, needed=True),
            "group": self.cells.text(first, "group", 250),
            "hint": first["hint"],
            "rule": self.cells.choice(first, "rule", "rule"),
            "gaps": self._gaps(first),
            "ages": self.cells.titles(first, "ages", self._titles("ages")),
            "places": self.cells.choices(first, "places", "places"),
            "weight": self.cells.decimal(first, "weight", LEAST_WEIGHT, MOST_WEIGHT, "1"),
            "characteristics": [self._characteristic(line) for line in written],
        }

    def _demand_same(self, first: Line, line: Line) -> None:
        """What is said of an indicator is said once; further rows repeat it or stay empty."""
        for column in (*OF_INDICATOR, "indicator_uid"):
            if line[column] and line[column] != first[column]:
                words = {"code": first["code"], "place": first.place}
                message = _("У показателя %(code)s иначе сказано раньше: %(place)s.") % words
                self.cells.fault(line, column, message)

    def _area(self, line: Line) -> str:
        if line["area"] not in {area["code"] for area in self.frame["areas"]}:
            message = _("Области с номером «%s» на листе шкалы нет.") % line["area"]
            self.cells.fault(line, "area", message)
        return line["area"]

    def _gaps(self, line: Line) -> list[int]:
        parts = [part.strip() for part in line["gaps"].split(",") if part.strip()]
        known = self._levels()
        if any(not LEVEL.fullmatch(part) or int(part) not in known for part in parts):
            self.cells.fault(line, "gaps", _("Уровни шкалы через запятую: 2,5."))
            return []
        return sorted({int(part) for part in parts})

    def _characteristic(self, line: Line) -> Data:
        if line["strand"] and line["strand"] not in self._titles("strands"):
            message = _("Подтемы «%s» на листе шкалы нет.") % line["strand"]
            self.cells.fault(line, "strand", message)
        return {
            "uid": self.cells.uid(line, "uid", self.taken),
            "level": self.cells.whole(line, "level", self._levels()) or 0,
            "strand": line["strand"],
            "text": self.cells.text(line, "text", needed=True),
        }

    def _levels(self) -> set[int]:
        return {level["value"] for level in self.frame["levels"]}

    def _titles(self, name: str) -> set[str]:
        return {row["title"] for row in self.frame[name]}
