"""Where a person is signed in: a row for every session, gone together with its session."""

import datetime

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from portal.accounts.devices import device_words
from portal.accounts.models import SignIn, User

SEEN = "seen"  # kept in the session, so that a request within the hour asks nothing
SEEN_SECONDS = 60 * 60


def receive_sign_in(request: HttpRequest, user: User, **about: object) -> None:
    """Hear of every sign-in, by whatever door."""
    note_sign_in(request, user)


def note_sign_in(request: HttpRequest, user: User) -> None:
    """Write down the session of a request in which a person has just signed in."""
    session, now = request.session, timezone.now()
    session[SEEN] = int(now.timestamp())
    # A moment, not an age: being seen saves the session, which would prolong it without end.
    session.set_expiry(now + datetime.timedelta(seconds=settings.SESSION_COOKIE_AGE))
    session.save()
    SignIn.objects.update_or_create(
        session_id=session.session_key,
        defaults={"person": user, "device": device_words(request.META.get("HTTP_USER_AGENT", ""))},
    )


def note_seen(session: SessionBase) -> None:
    """Renew the last activity of a session, once an hour; reads no session that was not read."""
    if not session.accessed or SESSION_KEY not in session:
        return
    now = timezone.now()
    if now.timestamp() - session.get(SEEN, 0) >= SEEN_SECONDS:
        session[SEEN] = int(now.timestamp())
        SignIn.objects.filter(session=session.session_key).update(seen_at=now)


def sign_ins_of(person: User) -> QuerySet[SignIn]:
    """Return the sessions in which a person is signed in now, the latest activity first."""
    rows = SignIn.objects.filter(person=person, session__expire_date__gt=timezone.now())
    return rows.order_by("-seen_at", "-signed_in_at")


def end_all(person: User) -> None:
    """Sign a person out everywhere, at once."""
    Session.objects.filter(sign_in__person=person).delete()
