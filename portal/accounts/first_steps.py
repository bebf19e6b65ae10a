"""What stands between signing in and working: consent, and a second factor where it is asked."""

from django.http import HttpRequest

from portal.accounts import consents, second_factor

AGREED = "consent"  # in the session: the version agreed to, so that a page need not ask again
PROTECTED = "second_factor"


def first_step(request: HttpRequest) -> str | None:
    """Return the name of the page a signed-in person has to go to first; None when she may work."""
    if not _protected(request):
        return "second_factor"
    if _is_navigation(request) and not _agreed(request):
        return "consent"
    return None


def _is_navigation(request: HttpRequest) -> bool:
    """A sheet that saves itself is not interrupted by a new version of the consent."""
    return request.method == "GET" and request.headers.get("Sec-Fetch-Mode") in (None, "navigate")


def _agreed(request: HttpRequest) -> bool:
    version = consents.asked_version()
    if not version or request.session.get(AGREED) == version:
        return True
    agreed = consents.has_agreed(request.user, version)
    if agreed:
        request.session[AGREED] = version
    return agreed


def _protected(request: HttpRequest) -> bool:
    """Asked at every page, so that a role given a minute ago counts."""
    if request.session.get(PROTECTED) or not second_factor.is_required(request.user):
        return True
    is_on = second_factor.is_on(request.user)
    if is_on:
        request.session[PROTECTED] = True
    return is_on
