"""Headers that differ between the CMS, the desk and the public site; refusals in one place."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.defaults import permission_denied

from forms_builder.common.errors import NotAllowed

CMS_PREFIX = "/cms/"
# Nothing below these addresses belongs in a search engine or in a foreign site's referrer log.
PRIVATE_PREFIXES = (
    CMS_PREFIX,
    "/desk/",
    "/login/",
    "/account/",
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


class RefusalMiddleware:
    """Answer 403 with the reason wherever somebody does what is not hers to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return permission_denied(request, error) if isinstance(error, NotAllowed) else None
