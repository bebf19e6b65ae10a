"""Who sees a result before it is published."""

from operator import attrgetter

from django.db.models import Q

from portal.assignments.permissions import assigned_to, followed_by, impersonal
from portal.organisations.choices import Role
from portal.organisations.places import add_way
from portal.organisations.policy import Actor, add_scope
from portal.profiles.models import Profile


def profiles_of(actor: Actor) -> Q:
    """The kindergarten's leaders, coordinators above, the expert of the sheet, methodologists.

    A teacher's personal result stays in the kindergarten, as her sheet does.
    """
    path = "response__assignment__"
    if actor.has(Role.METHODOLOGIST):
        return impersonal(path)
    return assigned_to(actor, path) | followed_by(actor, path)


def register() -> None:
    """Declare the room to the policy; called once when Django is ready."""
    add_scope(Profile, profiles_of)
    add_way(Profile, attrgetter("response"))
