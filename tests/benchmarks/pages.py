"""A kindergarten's public page as visitors ask for it, against a bare Wagtail page."""

from tests.benchmarks.bare import bare
from tests.benchmarks.harness import Row, bench
from tests.benchmarks.visitor import Visitor, requests_per_second, side_by_side
from tests.journeys.support.stage import Stage
from tests.support.inside import run_inside

ROUNDS = 5


@bench
def page_uncached(stage: Stage) -> Row:
    """The page drawn anew for every visitor: what everybody pays right after a publication.

    Reference: a Wagtail page with the same words in one text field, served by wagtail.views.serve
    through a template of one line. n: bytes of the page.
    """
    return _page(stage, "page_uncached", PUBLIC_CACHE_SECONDS="0")


@bench
def page_cached(stage: Stage) -> Row:
    """The page as visitors get it, from the cache of pages.caching.

    Reference: the same bare page, not cached either, as Wagtail serves it by default: the ratio
    says how many times more visitors the same machine bears than plain Wagtail. n: bytes.
    """
    return _page(stage, "page_cached")


def _page(stage: Stage, name: str, **extra: str) -> Row:
    with stage.server(("load_demo",), **extra) as server:
        path = run_inside(server, "tests.benchmarks.inside.published_page")
        visitor = Visitor(server.url)
        words = visitor.get(path)
        with bare(stage, "page", words.decode()) as other:
            stranger = other.visitor()
            if stranger.get("/").strip() != words.strip():
                raise RuntimeError("the reference page says something else")
            value, reference = side_by_side(
                lambda: requests_per_second(visitor, path),
                lambda: requests_per_second(stranger, "/"),
                ROUNDS,
            )
    return Row(name, value, len(words), reference)
