"""From a right password or code to being signed in: at once, or over the second step."""

import time

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare

from portal.accounts import second_factor
from portal.accounts.models import User

PENDING = "second_step"  # who has shown the first half; nobody is signed in by it
PENDING_SECONDS = 10 * 60
BACKEND = "django.contrib.auth.backends.ModelBackend"


def enter(request: HttpRequest, person: User, to: str) -> HttpResponse:
    """Sign in and go on to an address, or ask for the second step where the person has one."""
    if not second_factor.is_on(person):
        return finish(request, person, to)
    request.session.cycle_key()
    request.session[PENDING] = {
        "person": person.pk,
        "password": person.get_session_auth_hash(),
        "until": int(time.time()) + PENDING_SECONDS,
        "to": to,
    }
    return redirect("second_step")


def waiting(request: HttpRequest) -> tuple[User, str] | None:
    """Return who is at the second step and where to after it; None when nobody is, or too long."""
    kept = request.session.get(PENDING)
    if not kept or kept["until"] < time.time():
        return None
    person = User.objects.filter(pk=kept["person"], is_active=True).first()
    if person is None or not constant_time_compare(
        kept["password"], person.get_session_auth_hash()
    ):
        return None
    return person, kept["to"]


def finish(request: HttpRequest, person: User, to: str) -> HttpResponse:
    """Sign the person in under a new session key and go on."""
    request.session.pop(PENDING, None)
    login(request, person, backend=BACKEND)
    return redirect(to)
