"""Who sees a file that waits for confirmation: the one who uploaded it."""

from django.db.models import Q

from portal.exchange.models import Upload
from portal.organisations.policy import Actor, add_scope


def uploads_of(actor: Actor) -> Q:
    return Q(by=actor.user.pk)


def register() -> None:
    """Declare the room to the policy; called once when Django is ready."""
    add_scope(Upload, uploads_of)
