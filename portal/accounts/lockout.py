"""What django-axes asks us: which account, from where, and what a locked-out person is told."""

import datetime
import ipaddress
import math
from collections.abc import Mapping

from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portal.accounts.models import User


def account_of(request: HttpRequest, credentials: Mapping[str, str] | None = None) -> str:
    """Return the login of whoever was typed, so that her e-mail and her login are one account.

    Of somebody unknown, what was typed in one case: she is locked out like everybody else.
    """
    typed = ((credentials or request.POST).get("username") or "").strip().lower()
    person = User.objects.named(typed)
    return person.login if person else typed


def client_address(request: HttpRequest) -> str | None:
    """Return the IP the request came from, as the outermost proxy of our own saw it.

    Whoever asks may write the header itself: only what our own proxies appended counts.
    """
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    own = settings.TRUSTED_PROXIES
    if own and len(hops) >= own:
        try:
            return str(ipaddress.ip_address(hops[-own].strip()))
        except ValueError:
            pass
    return request.META.get("REMOTE_ADDR") or None  # behind a socket there is none


def locked(
    request: HttpRequest, answer: HttpResponse | None, credentials: Mapping[str, str] | None
) -> HttpResponse:
    """Return the page that says when to try again, with status 429."""
    seconds = seconds_left(account_of(request, credentials), client_address(request))
    context = {"minutes": math.ceil(seconds / 60)}
    page = render(request, "registration/locked.html", context, status=429)
    page["Retry-After"] = str(seconds)
    return page


def seconds_left(account: str, address: str | None) -> int:
    """Return how long an account stays locked for an address: at least 1, at most the cool-off."""
    tries = AccessAttempt.objects.filter(username=account, ip_address=address)
    latest = tries.aggregate(latest=Max("attempt_time"))["latest"] or timezone.now()
    left = latest + settings.AXES_COOLOFF_TIME - timezone.now()
    return max(1, math.ceil(left / datetime.timedelta(seconds=1)))


def is_open(request: HttpRequest, person: User) -> bool:
    """Whether a person may try once more from where the request comes."""
    account = {"username": person.login}
    return not settings.AXES_ENABLED or AxesProxyHandler.is_allowed(request, account)


def count_failure(request: HttpRequest, person: User) -> None:
    """Count a wrong secret that was not a sign-in form's; the last one closes the door by itself.

    request: the one being answered; django-axes marks it and answers with the page of the lock-out.
    """
    account = {"username": person.login}
    user_login_failed.send(__name__, credentials=account, request=request)
