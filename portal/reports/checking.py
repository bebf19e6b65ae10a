"""Reading a finished PDF back: what it says must be what the document says."""

import io
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from portal.documents.errors import RenderFailed
from portal.documents.tree import Document, KeyFigure, StripChart, Table

WRONG_SIGNS = ("\N{REPLACEMENT CHARACTER}", "\N{BLACK SQUARE}")


def check_pdf(document: Document, pdf: bytes) -> None:
    """Raise RenderFailed unless every figure of the document can be read in its PDF."""
    try:
        text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    except PyPdfError as broken:
        raise RenderFailed(_("Готовый файл не читается. Попробуйте ещё раз.")) from broken
    if any(sign in text for sign in WRONG_SIGNS):
        raise RenderFailed(_("В готовом файле вместо букв стоят квадраты."))
    read = set(_figures(text))
    lost = [figure for figure in dict.fromkeys(_expected(document)) if figure not in read]
    if lost:
        message = _("В готовом файле не хватает чисел: %(figures)s.")
        raise RenderFailed(message % {"figures": "; ".join(lost[:10])})


def _expected(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, KeyFigure):
            yield from _figures(block.value)
        if isinstance(block, StripChart):
            for row in block.rows:
                yield from _figures(row.shown)
        if isinstance(block, Table):
            for cells in block.rows:
                for cell, column in zip(cells, block.columns, strict=False):
                    yield from _figures(cell) if column.align == "right" else ()


def _figures(text: str) -> list[str]:
    return re.findall(r"\d+,\d\d", text)
