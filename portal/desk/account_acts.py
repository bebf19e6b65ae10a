"""Invitations, second factors and consents stand in the journal."""

from collections.abc import Callable
from typing import Any

from portal.accounts import signals
from portal.accounts.models import User
from portal.journal.services import record

HEARD = {
    signals.invited: "account.invited",
    signals.invitation_used: "account.invitation_used",
    signals.second_factor_on: "account.second_factor_on",
    signals.second_factor_off: "account.second_factor_off",
    signals.consent_given: "account.consent_given",
    signals.consent_withdrawn: "account.consent_withdrawn",
}


def listen() -> None:
    """Write one entry for every act that accounts announce."""
    for signal, action in HEARD.items():
        signal.connect(_writing(action), weak=False, dispatch_uid=f"portal.desk.{action}")


def _writing(action: str) -> Callable[..., None]:
    def write(sender: type, person: User, by: User | None, **announced: Any) -> None:
        # A request's user is a lazy stand-in, which the journal does not take for a row.
        record(by=by, action=action, obj=User.objects.get(pk=person.pk))

    return write
