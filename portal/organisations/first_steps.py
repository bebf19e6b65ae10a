"""Nobody works before she has done what her account asks of her."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from portal.accounts.first_steps import first_step
from portal.common.middleware import PRIVATE_PREFIXES

OPEN_PREFIXES = ("/account/", "/login/")


class FirstStepsMiddleware:
    """Lead a signed-in person to what is asked of her; the pages of her account stay open.

    Public pages are left alone: asking for the user opens the session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        page = first_step(request) if self._is_guarded(request) else None
        return redirect(page) if page else self.get_response(request)

    @staticmethod
    def _is_guarded(request: HttpRequest) -> bool:
        path = request.path
        is_work = path.startswith(PRIVATE_PREFIXES) and not path.startswith(OPEN_PREFIXES)
        return is_work and request.user.is_authenticated
