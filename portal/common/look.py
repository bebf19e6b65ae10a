"""The look a visitor chose («версия для слабовидящих»): one cookie with a closed list of values."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET

COOKIE = "look"
SCHEMES = ("normal", "contrast", "inverted", "blue")
SIZES = ("100", "150", "200")
YEAR = 60 * 60 * 24 * 365


@dataclass(frozen=True)
class Look:
    """scheme: of SCHEMES; size: of SIZES, per cent; images: shown or not."""

    scheme: str = SCHEMES[0]
    size: str = SIZES[0]
    images: bool = True

    @property
    def classes(self) -> str:
        images = "" if self.images else " look-no-images"
        return f"look-{self.scheme} look-size-{self.size}{images}"

    @property
    def is_default(self) -> bool:
        return self == Look()

    @property
    def value(self) -> str:
        return f"{self.scheme}.{self.size}.{'on' if self.images else 'off'}"


def read_look(request: HttpRequest) -> Look:
    """Return the look of a request; anything outside the closed lists counts as not chosen."""
    parts = request.COOKIES.get(COOKIE, "").split(".")
    if len(parts) != 3:
        return Look()
    return _look(*parts)


def context(request: HttpRequest) -> dict[str, Look]:
    """Give templates `look`."""
    return {"look": read_look(request)}


@require_GET
def change(request: HttpRequest) -> HttpResponse:
    """Set the cookie from ?scheme=&size=&images= and go back to the local address in ?next=."""
    old = read_look(request)
    look = _look(
        request.GET.get("scheme", old.scheme),
        request.GET.get("size", old.size),
        request.GET.get("images", "on" if old.images else "off"),
    )
    target = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        target = "/"
    response = HttpResponseRedirect(target)
    response.set_cookie(COOKIE, look.value, max_age=YEAR, samesite="Lax", httponly=True)
    return response


def _look(scheme: str, size: str, images: str) -> Look:
    return Look(
        scheme=scheme if scheme in SCHEMES else SCHEMES[0],
        size=size if size in SIZES else SIZES[0],
        images=images != "off",
    )
