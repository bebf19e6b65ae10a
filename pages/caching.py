"""Cached bodies of public pages.

Bodies live in the process's cache under the generation number of the site; the number lives in the
database, counts up with every act that changes a public page, and is read at most once a second.
So a withdrawn result is gone everywhere within a second, and a cached page costs no query.
"""

import time
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.db.models import F
from django.http import HttpRequest, HttpResponse

from pages.models import Generation
from portal.common.look import read_look

PLACE = "site"
READ_EVERY_SECONDS = 1.0
CACHED_PARAMETERS = {"q", "page", "state", "print"}


def bump() -> None:
    """Make every cached body old, when the caller's transaction commits."""
    if not Generation.objects.filter(place=PLACE).update(number=F("number") + 1):
        Generation.objects.get_or_create(place=PLACE)


class GenerationReader:
    """Reads the generation number at most once in READ_EVERY_SECONDS per process."""

    def __init__(self) -> None:
        self.number = 0
        self.read_at = float("-inf")

    def current(self) -> int:
        now = time.monotonic()
        if now - self.read_at >= READ_EVERY_SECONDS:
            row = Generation.objects.filter(place=PLACE).values_list("number", flat=True)
            self.number, self.read_at = row.first() or 0, now
        return self.number


generation = GenerationReader()


class PublicPageCache:
    """Answer GET from the cache where a view marked its response public."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self._is_cached(request):
            return self.get_response(request)
        key = f"page:{generation.current()}:{self._address(request)}"
        kept = cache.get(key)
        if kept is not None:
            return self._answer(*kept)
        response = self.get_response(request)
        if getattr(response, "is_public", False) and response.status_code == 200:
            response.headers["Vary"] = "Cookie"
            cache.set(
                key, (response.content, dict(response.headers)), settings.PUBLIC_CACHE_SECONDS
            )
        return response

    @staticmethod
    def _is_cached(request: HttpRequest) -> bool:
        """A preview of the CMS comes as a dummy request of the page's own address."""
        is_preview = getattr(request, "is_dummy", False)
        plain = request.method == "GET" and CACHED_PARAMETERS.issuperset(request.GET)
        return plain and not is_preview

    @staticmethod
    def _address(request: HttpRequest) -> str:
        return f"{request.get_host()}{request.get_full_path()}:{read_look(request).value}"

    @staticmethod
    def _answer(content: bytes, headers: dict[str, str]) -> HttpResponse:
        response = HttpResponse(content, headers=headers)
        response.is_public = True
        return response
