"""Notes when a signed-in person was last active."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from portal.accounts.sessions import note_seen


class LastSeenMiddleware:
    """Renew the row of the session after the answer is made; stands after the sessions."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        note_seen(request.session)
        return response
