"""Who is acting, and who may enter the CMS at all."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.common.middleware import CMS_PREFIX, PRIVATE_PREFIXES
from portal.organisations.groups import forget_actor
from portal.organisations.policy import CMS, actor_of
from portal.organisations.support import supported

ROLE_KEY = "acting_as"
LOOKS = ("GET", "HEAD", "OPTIONS")
# Users and groups follow from appointments; Wagtail's own screens for them would bypass the policy.
# failwhale and test404 are Wagtail's own trials of its error pages.
REMOVED_PARTS = ("users", "groups", "login", "password_reset", "failwhale", "test404")
REMOVED_CMS_PREFIXES = tuple(f"{CMS_PREFIX}{part}/" for part in REMOVED_PARTS)


class ActingMiddleware:
    """Let a signed-in person act by the appointment she chose; in support view, only look."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Asking for the user opens the session, which no public page may do.
        if request.path.startswith(PRIVATE_PREFIXES) and request.user.is_authenticated:
            request.user.acting_as = request.session.get(ROLE_KEY, "")
            request.user.supporting = supported(request)
            forget_actor(request.user)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, *rest: object) -> None:
        if request.method in LOOKS or not request.path.startswith(PRIVATE_PREFIXES):
            return
        if getattr(request.user, "supporting", None) and not getattr(view, "ends_support", False):
            reason = _("Вы смотрите рабочее место сада: здесь ничего нельзя менять.")
            raise PermissionDenied(reason)


class ClockMiddleware:
    """Show a signed-in person the time of her own territory; public pages are left alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with timezone.override(self._zone(request)):
            return self.get_response(request)

    @staticmethod
    def _zone(request: HttpRequest) -> ZoneInfo | None:
        # Asking for the user opens the session, which no public page may do.
        if not request.path.startswith(PRIVATE_PREFIXES) or not request.user.is_authenticated:
            return None
        held = actor_of(request.user).appointments
        return ZoneInfo(held[0].home.time_zone) if held else None


class CmsGateMiddleware:
    """Refuse every CMS address to those who work in the desk, and the removed ones to everybody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: object) -> HttpResponse | None:
        if not request.path.startswith(CMS_PREFIX):
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if request.path.startswith(REMOVED_CMS_PREFIXES):
            raise Http404
        if not (request.user.is_superuser or actor_of(request.user).has(*CMS)):
            reason = _("Раздел для методологов и редакторов. Ваша работа — в «Моих задачах».")
            raise PermissionDenied(reason)
        return None
