"""Signing in, and failing to, stand in the journal."""

from typing import Any

from portal.accounts.models import User
from portal.journal.services import record, record_about

KEPT = 2  # characters: whoever mistakes the field types a password there


def on_signed_in(sender: type, user: User, **announced: Any) -> None:
    """Record who came in."""
    record(by=user, action="account.signed_in", obj=user)


def on_sign_in_failed(sender: str, credentials: dict[str, Any], **announced: Any) -> None:
    """Record whose account was tried, by nobody known; of an unknown address only its beginning."""
    typed = str(credentials.get("username") or "").strip()
    tried = User.objects.named(typed)
    if tried:
        record(by=None, action="account.sign_in_failed", obj=tried)
    else:
        title = f"{typed[:KEPT]}…"
        record_about(by=None, action="account.sign_in_failed", model=User, title=title)
