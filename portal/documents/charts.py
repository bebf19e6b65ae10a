"""Charts as SVG: one geometry and one template for the page and for paper.

On the page marks carry classes and take their colours from the style sheet; on paper they carry
literal colours, because the PDF library resolves no CSS variables.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.documents import palette
from portal.documents.measure import broken_lines, text_width
from portal.documents.tree import StripChart, StripRow

DOT = 6.5
RANGE = 8
LINE_HEIGHT = 17
HEAD = 26
LEGEND_LINE = 24


@dataclass(frozen=True)
class Frame:
    """The measures of one drawing, in its own units (one unit is a CSS pixel at full size)."""

    name: str
    width: int
    label_width: int
    axis_from: int
    axis_to: int
    label_above: bool
    size: float = 14.5


WIDE = Frame("wide", 720, 258, 276, 600, label_above=False)
NARROW = Frame("narrow", 340, 336, 10, 240, label_above=True)


@dataclass(frozen=True)
class Paints:
    """Attributes of the marks: classes for the page, literal colours for paper."""

    literal: bool

    def mark(self, name: str, **colours: str) -> SafeString:
        """Return the attributes that paint a mark: its class, or its colours written out."""
        if not self.literal:
            return format_html('class="strip-{}"', name)
        return format_html_join(" ", '{}="{}"', colours.items())

    def dot(self, level: int | None) -> SafeString:
        """Return the attributes that paint a dot in its level's colour, edged against white."""
        name = "dot level-none" if level is None else f"dot level-{level}"
        known = -1 if level is None else level
        return self.mark(
            name,
            fill=palette.LEVELS.get(known, palette.SOFT),
            stroke=palette.EDGES.get(known, palette.SOFT),
        )

    def all(self) -> dict[str, SafeString]:
        """Return the attributes of every other mark by its name."""
        return {
            "axis": self.mark("axis", fill=palette.SOFT),
            "grid": self.mark("grid", stroke=palette.LINE),
            "name": self.mark("name", fill=palette.INK),
            "range": self.mark("range", fill=palette.LINE),
            "median": self.mark("median", stroke=palette.SOFT),
            "value": self.mark("value", fill=palette.INK),
            "none": self.mark("none", fill=palette.SOFT),
        }


def strip_svg(chart: StripChart, literal: bool) -> SafeString:
    """Return the strip chart as SVG markup, every text escaped.

    literal=False: two drawings for a page, a wide one and a narrow one with the names above
    their strips; the style sheet shows one of them. literal=True: one wide drawing with colours
    and namespace written out, a file of its own for the PDF.
    """
    frames = (WIDE,) if literal else (WIDE, NARROW)
    return SafeString("".join(_drawing(chart, frame, Paints(literal)) for frame in frames))


def paper_parts(chart: StripChart, tallest: float) -> Iterator[StripChart]:
    """Give a chart as one or several charts, none taller than tallest units when drawn wide.

    The legend stays with the last part.
    """
    part: list[StripRow] = []
    height = float(HEAD)
    room = tallest - LEGEND_LINE * 3
    for row in chart.rows:
        step = _row_height(_lines(row, WIDE), WIDE)
        if part and height + step > room:
            yield StripChart(chart.title, tuple(part), chart.top)
            part, height = [], float(HEAD)
        part.append(row)
        height += step
    yield StripChart(chart.title, tuple(part), chart.top, chart.legend)


def _drawing(chart: StripChart, frame: Frame, paints: Paints) -> str:
    rows = list(_rows(chart, frame, paints))
    bottom = rows[-1]["bottom"] if rows else HEAD
    legend = list(_legend(chart, frame, paints, bottom + LEGEND_LINE))
    height = legend[-1]["y"] + 12 if legend else bottom + 4
    context = {
        "chart": chart,
        "frame": frame,
        "literal": paints.literal,
        "paint": paints.all(),
        "height": _number(height),
        "grid": [
            {"x": _number(_x(step, chart, frame)), "step": step} for step in range(chart.top + 1)
        ],
        "grid_bottom": _number(bottom),
        "rows": rows,
        "legend": legend,
        "shown_at": frame.width - 4,
        "dot": DOT,
    }
    return str(render_to_string("reports/document/strip.svg", context))


def _rows(chart: StripChart, frame: Frame, paints: Paints) -> Iterator[dict[str, Any]]:
    top = float(HEAD)
    for row in chart.rows:
        lines = _lines(row, frame)
        height = _row_height(lines, frame)
        text_height = LINE_HEIGHT * len(lines)
        axis = top + text_height + 12 if frame.label_above else top + height / 2
        first = top + 14 if frame.label_above else axis - text_height / 2 + 13
        yield {
            "lines": [
                {"y": _number(first + number * LINE_HEIGHT), "text": line}
                for number, line in enumerate(lines)
            ],
            "y": _number(axis),
            "shown_y": _number(axis + 5),
            "tick": (_number(axis - 7), _number(axis + 7)),
            "range_y": _number(axis - RANGE / 2),
            "bottom": top + height,
            "shown": row.shown,
            "missing": row.value is None,
            **_marks(row, chart, frame),
            "paint": paints.dot(row.level),
        }
        top += height


def _marks(row: StripRow, chart: StripChart, frame: Frame) -> dict[str, str]:
    places = {"value": row.value, "median": row.median}
    marks = {
        name: _number(_x(number, chart, frame))
        for name, number in places.items()
        if number is not None
    }
    if row.low is not None and row.high is not None:
        low, high = _x(row.low, chart, frame), _x(row.high, chart, frame)
        marks |= {"low": _number(low), "length": _number(max(high - low, RANGE))}
    return marks


def _legend(
    chart: StripChart, frame: Frame, paints: Paints, top: float
) -> Iterator[dict[str, Any]]:
    left, size = 0.0, frame.size - 1.5
    for entry in chart.legend:
        level = _level_of(entry)
        indent = 0.0 if level is None else 3 * DOT
        for number, line in enumerate(broken_lines(entry, frame.width - indent - 4, size)):
            width = indent + text_width(line, size) + 20
            if left and (number or left + width - 20 > frame.width):
                left, top = 0.0, top + LEGEND_LINE
            dotted = level is not None and not number
            yield {
                "x": _number(left + indent),
                "dot_x": _number(left + DOT + 1) if dotted else None,
                "y": top,
                "dot_y": _number(top - 4.5),
                "text": line,
                "paint": paints.dot(level),
            }
            left += width


def _level_of(entry: str) -> int | None:
    first = entry.split(" ", 1)[0].strip(",.–—:")
    return int(first) if first.isdecimal() and int(first) in palette.LEVELS else None


def _lines(row: StripRow, frame: Frame) -> tuple[str, ...]:
    return broken_lines(row.label, frame.label_width, frame.size)


def _row_height(lines: tuple[str, ...], frame: Frame) -> float:
    return LINE_HEIGHT * len(lines) + (30 if frame.label_above else 15)


def _x(value: Decimal | int, chart: StripChart, frame: Frame) -> float:
    return frame.axis_from + float(value) / chart.top * (frame.axis_to - frame.axis_from)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
