"""Who sees a result before it is published."""

from django.db.models import Q

from portal.assignments.permissions import followed_by, impersonal
from portal.organisations.choices import Role
from portal.organisations.policy import NOBODY, Actor, add_scope
from portal.profiles.models import Profile


def profiles_of(actor: Actor) -> Q:
    """The kindergarten's leaders, coordinators above, the expert of the sheet, methodologists.

    A teacher's personal result stays in the kindergarten, as her sheet does.
    """
    path = "response__assignment__"
    if actor.has(Role.METHODOLOGIST):
        return impersonal(path)
    own = Q(**{f"{path}assignee": actor.user.pk}) if actor.appointments else NOBODY
    return own | followed_by(actor, path)


def register() -> None:
    """Declare the room to the policy; called once when Django is ready."""
    add_scope(Profile, profiles_of)
