"""What the room does when a lower one announces something: it writes its own row, no more."""

from typing import Any

from portal.accounts.models import User
from portal.profiles.services import queue_computing
from portal.responses.models import Response


def on_response_submitted(sender: Any, *, response: Response, by: User, **extra: Any) -> None:
    """Queue the computing inside the sender's transaction.

    A form without a scale has none, and a profile is a kindergarten's: a sheet about a territory
    waits for its own kind of result.
    """
    is_about_garden = response.assignment.organisation_id is not None
    if is_about_garden and response.edition.data["scale"] is not None:
        queue_computing(by=by, response=response)
