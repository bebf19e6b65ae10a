"""Headers that differ between the CMS, the desk and the public site."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

CMS_PREFIX = "/cms/"
# Nothing below these addresses belongs in a search engine or in a foreign site's referrer log.
PRIVATE_PREFIXES = (
    CMS_PREFIX,
    "/desk/",
    "/login/",
    "/sheets/",
    "/results/",
    "/reports/",
    "/plans/",
    "/schedule/",
    "/publications/",
)


class AreaHeadersMiddleware:
    """Give the CMS the policy it needs and keep private addresses out of indexes and referrers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(CMS_PREFIX):
            response._csp_replace = settings.CMS_CONTENT_SECURITY_POLICY
        if request.path.startswith(PRIVATE_PREFIXES):
            response["X-Robots-Tag"] = "noindex, nofollow"
            response["Referrer-Policy"] = "same-origin"
            response.setdefault("Cache-Control", "private, no-store")
        return response
