"""The document tree: what a document says, apart from how any medium draws it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any, ClassVar, Literal, get_args

Align = Literal["left", "right"]


@dataclass(frozen=True)
class Fact:
    """One line of the title block: «Дата посещения» – «12 ноября 2020»."""

    label: str
    value: str


@dataclass(frozen=True)
class Heading:
    """A heading inside the document, level 2 to 4; the title is level 1."""

    text: str
    level: int = 2
    kind: ClassVar[str] = "heading"

    def __post_init__(self) -> None:
        if not 2 <= self.level <= 4:
            raise ValueError(f"a heading inside a document has level 2 to 4, not {self.level}")


@dataclass(frozen=True)
class Paragraph:
    """Running text; a line break in it stays one. soft: quieter, for notes and method."""

    text: str
    soft: bool = False
    kind: ClassVar[str] = "paragraph"


@dataclass(frozen=True)
class KeyFigure:
    """One large number as it is shown («3,5»), its meaning in words, its level for the colour."""

    value: str
    title: str
    text: str
    level: int | None
    kind: ClassVar[str] = "key_figure"


@dataclass(frozen=True)
class StripRow:
    """One row of a strip chart.

    value: place of the dot on the axis 0…top, None when there is no number; shown: what stands at
    the right edge, a number or the reason why there is none; low, high, median: the middle 80 % of
    the territory and its median, each may be absent.
    """

    label: str
    value: Decimal | None
    level: int | None
    shown: str
    low: Decimal | None = None
    high: Decimal | None = None
    median: Decimal | None = None


@dataclass(frozen=True)
class StripChart:
    """Rows over one axis 0…top; the title is the message.

    A legend entry that begins with a level's number («3 базовый») gets the dot of this level.
    """

    title: str
    rows: tuple[StripRow, ...]
    top: int = 5
    legend: tuple[str, ...] = ()
    kind: ClassVar[str] = "strip_chart"

    def __post_init__(self) -> None:
        if self.top < 1:
            raise ValueError(f"an axis needs at least one step, not {self.top}")
        for row in self.rows:
            for number in (row.value, row.low, row.high, row.median):
                if number is not None and not 0 <= number <= self.top:
                    raise ValueError(f"{row.label}: {number} lies outside 0…{self.top}")


@dataclass(frozen=True)
class Column:
    """A column of a table; the widths of a table's columns add up to 100."""

    title: str
    width_percent: int
    align: Align = "left"


@dataclass(frozen=True)
class Table:
    """A table; a row of one cell spans all columns and names the group of rows below it."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: ClassVar[str] = "table"

    def __post_init__(self) -> None:
        width = sum(column.width_percent for column in self.columns)
        if width != 100:
            raise ValueError(f"the widths of «{self.caption}» add up to {width}, not 100")
        for number, row in enumerate(self.rows, start=1):
            if len(row) not in {1, len(self.columns)}:
                raise ValueError(f"row {number} of «{self.caption}» has {len(row)} cells")


@dataclass(frozen=True)
class PageBreak:
    """A new page on paper; nothing on a screen."""

    kind: ClassVar[str] = "page_break"


@dataclass(frozen=True)
class WritingLines:
    """Empty lines to write on by hand; nothing on a screen."""

    count: int
    kind: ClassVar[str] = "writing_lines"

    def __post_init__(self) -> None:
        if self.count < 1:
            raise ValueError(f"a place to write on has at least one line, not {self.count}")

    @property
    def lines(self) -> range:
        return range(self.count)


Block = Heading | Paragraph | KeyFigure | StripChart | Table | PageBreak | WritingLines


@dataclass(frozen=True)
class Document:
    """A whole document.

    mark: a few words that stand on every page («Предварительный», «Демонстрационные данные»).
    """

    title: str
    subtitle: str
    mark: str
    facts: tuple[Fact, ...]
    blocks: tuple[Block, ...]
    language: str = "ru"


BLOCKS: dict[str, type[Block]] = {block.kind: block for block in get_args(Block)}
PLAIN = re.compile(r"-?\d+(\.\d+)?")


def as_data(document: Document) -> dict[str, Any]:
    """Return a document as canonical-JSON-able data: decimals as strings, blocks with their kind.

    from_data(as_data(document)) == document, exactly.
    """
    return _fields_of(document)


def from_data(data: Mapping[str, Any]) -> Document:
    """Return the document that as_data wrote.

    Raises ValueError for an unknown kind of block or a number that is not a plain decimal, and
    TypeError for missing or surplus keys.
    """
    return Document(
        **{
            **data,
            "facts": tuple(Fact(**fact) for fact in data["facts"]),
            "blocks": tuple(_block(block) for block in data["blocks"]),
        }
    )


def _fields_of(record: Any) -> dict[str, Any]:
    data = {field.name: _plain(getattr(record, field.name)) for field in fields(record)}
    return {"kind": record.kind, **data} if isinstance(record, Block) else data


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value if value is None or isinstance(value, str | int) else _fields_of(value)


def _block(data: Mapping[str, Any]) -> Block:
    content = dict(data)
    kind = content.pop("kind", None)
    if kind not in BLOCKS:
        raise ValueError(f"a document has no block of the kind {kind!r}")
    if kind == StripChart.kind:
        content["rows"] = tuple(_strip_row(row) for row in content["rows"])
        content["legend"] = tuple(content["legend"])
    if kind == Table.kind:
        content["columns"] = tuple(Column(**column) for column in content["columns"])
        content["rows"] = tuple(tuple(row) for row in content["rows"])
    return BLOCKS[kind](**content)


def _strip_row(data: Mapping[str, Any]) -> StripRow:
    numbers = {name: _decimal(data[name]) for name in ("value", "low", "high", "median")}
    return StripRow(**{**data, **numbers})


def _decimal(text: str | None) -> Decimal | None:
    if text is None:
        return None
    if not PLAIN.fullmatch(text):
        raise ValueError(f"not a plain decimal number: {text!r}")
    return Decimal(text)
