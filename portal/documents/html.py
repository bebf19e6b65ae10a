"""The document on a page: classes only, no inline style, the chart inline with its numbers."""

from collections.abc import Iterable
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from forms_builder.common.russian import decimal_comma
from portal.documents.charts import strip_svg
from portal.documents.drawn import Drawn, drawn
from portal.documents.tree import Block, Document, StripChart, StripRow


def render_html(document: Document) -> SafeString:
    """Return the document as an <article> with its title as <h1>, everything escaped.

    Needs static/css/fonts.css, tokens.css and document.css on the page.
    """
    context = {"document": document, "content": render_blocks(document.blocks)}
    return SafeString(render_to_string("reports/document/page.html", context))


def render_blocks(blocks: Iterable[Block]) -> SafeString:
    """Return blocks alone, for a page that brings its own title: a strip, a table, a text."""
    context = {"blocks": [_on_page(block) for block in blocks]}
    return SafeString(render_to_string("reports/document/page/blocks.html", context))


def _on_page(block: Block) -> Drawn:
    extra = _chart_extra(block) if isinstance(block, StripChart) else {}
    return drawn(block, "page", **extra)


def _chart_extra(chart: StripChart) -> dict[str, Any]:
    return {
        "drawing": strip_svg(chart, literal=False),
        "rows": [_numbers(row) for row in chart.rows],
        "with_territory": any(_has_territory(row) for row in chart.rows),
    }


def _has_territory(row: StripRow) -> bool:
    return not (row.median is None and row.low is None and row.high is None)


def _numbers(row: StripRow) -> dict[str, Any]:
    between = row.low is not None and row.high is not None
    return {
        "label": row.label,
        "shown": row.shown,
        "missing": row.value is None,
        "median": decimal_comma(row.median),
        "range": f"{decimal_comma(row.low)}–{decimal_comma(row.high)}" if between else "",
    }
