"""Cells of workbooks that people get: a text is never taken for a formula."""

from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE


def text_cell(sheet: Any, text: str) -> WriteOnlyCell:
    """Return a cell that holds a text letter by letter, without what XML cannot hold."""
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", text))
    if text:
        cell.data_type = "s"  # «=1+1» is a text here, and a quote keeps it one after editing
        cell.quotePrefix = text[0] in "=+-@"
    return cell
