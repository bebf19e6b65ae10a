"""The document as PDF: laid out here, converted in a child process under resource limits."""

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from portal.documents import palette
from portal.documents.charts import paper_parts, strip_svg
from portal.documents.drawn import Drawn, drawn
from portal.documents.glyphs import FONTS, check_glyphs, legible
from portal.documents.limited import LimitedChild, Limits
from portal.documents.measure import fitted
from portal.documents.tree import Document, StripChart

TALLEST_CHART = 900
# Points on paper: the two cells of the line above every page and its type size (see pdf.css).
RUNNING_TITLE, RUNNING_MARK, RUNNING_SIZE = 320, 135, 8


def render_pdf(document: Document) -> bytes:
    """Return a document as a PDF of A4 pages with embedded fonts.

    Raises RenderFailed when a character is in no font, a font is missing, the renderer warns of
    anything, or the child exceeds PDF_MEMORY_MB or PDF_SECONDS.
    """
    with closing(render_many([document])) as rendered:
        return next(rendered)


def render_many(documents: Iterable[Document]) -> Generator[bytes, None, None]:
    """Give the PDF of each document in turn, all from one child; errors as in render_pdf.

    The first failure ends the series. The child ends with the iterator, however that ends.
    """
    limits = Limits(
        memory_mb=settings.PDF_MEMORY_MB,
        seconds=settings.PDF_SECONDS,
    )
    with (
        TemporaryDirectory(prefix="portal-pdf-") as folder,
        LimitedChild(FONTS, Path(folder), limits) as child,
    ):
        for document in documents:
            yield child.convert(paper(document))


def paper(document: Document) -> dict[str, Any]:
    """Return what the child needs: {"html": text, "images": {name: SVG text}, "author": text}.

    Raises RenderFailed when a character is in no font.
    """
    clean = legible(document)
    check_glyphs(clean)
    images: dict[str, str] = {}
    context = {
        "document": clean,
        "blocks": list(_on_paper(clean, images)),
        "palette": palette,
        "fonts": FONTS,
        "running_title": fitted(clean.title, RUNNING_TITLE, RUNNING_SIZE),
        "running_mark": fitted(clean.mark, RUNNING_MARK, RUNNING_SIZE, bold=True),
    }
    html = render_to_string("reports/document/pdf.html", context)
    return {"html": html, "images": images, "author": settings.WAGTAIL_SITE_NAME}


def _on_paper(document: Document, images: dict[str, str]) -> Iterator[Drawn]:
    for block in document.blocks:
        names = []
        if isinstance(block, StripChart):
            for part in paper_parts(block, TALLEST_CHART):
                names.append(f"chart-{len(images) + 1}.svg")
                images[names[-1]] = strip_svg(part, literal=True)
        yield drawn(block, "pdf", images=names)
