"""What the room does when a lower one announces something: it writes its own row, no more."""

from typing import Any

from portal.accounts.models import User
from portal.profiles.services import queue_computing
from portal.responses.models import Response


def on_response_submitted(sender: Any, *, response: Response, by: User, **extra: Any) -> None:
    """Queue the computing inside the sender's transaction; a form without a scale has none."""
    if response.edition.data["scale"] is not None:
        queue_computing(by=by, response=response)
