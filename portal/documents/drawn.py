"""What both media share: a block, the template that draws it, and a table's rows with columns."""

from dataclasses import dataclass, field, replace
from typing import Any

from portal.documents.tree import Block, Column, Table

SHORT = 600


@dataclass(frozen=True)
class Cell:
    """A cell's text with the column it stands in."""

    text: str
    column: Column

    @property
    def is_reason(self) -> bool:
        """Whether words stand where a number is expected («не применимо»)."""
        return self.column.align == "right" and not any(map(str.isdigit, self.text))


@dataclass(frozen=True)
class Row:
    """A table's row; a group row has one cell over all columns.

    holds: how many rows paper keeps on one page from here, 0 when the row above holds this one.
    """

    cells: tuple[Cell, ...]
    group: bool
    holds: int = 1


@dataclass(frozen=True)
class Drawn:
    """A block with its template and what the template needs besides."""

    template: str
    block: Block
    extra: dict[str, Any] = field(default_factory=dict)


def drawn(block: Block, medium: str, **extra: Any) -> Drawn:
    """Return a block ready for templates/reports/document/<medium>/<kind>.html."""
    if isinstance(block, Table):
        extra["rows"] = table_rows(block)
    return Drawn(f"reports/document/{medium}/{block.kind}.html", block, extra)


def table_rows(table: Table) -> tuple[Row, ...]:
    """Return a table's rows, each cell beside its column; a group's name keeps its first row."""
    rows: list[Row] = []
    for row in table.rows:
        cells = tuple(Cell(*pair) for pair in zip(row, table.columns, strict=False))
        drawn_row = Row(cells, group=len(row) == 1 < len(table.columns))
        if rows and rows[-1].group and _is_short(drawn_row):
            rows[-1] = replace(rows[-1], holds=2)
            drawn_row = replace(drawn_row, holds=0)
        rows.append(drawn_row)
    return tuple(rows)


def _is_short(row: Row) -> bool:
    """Whether a row is sure to fit a page together with another; a group holds no group."""
    return not row.group and sum(len(cell.text) for cell in row.cells) < SHORT
