"""Who reads an edition outside the CMS: those who make instruments, those who are asked."""

from django.db.models import Q

from forms_builder.questionnaires.models import Edition
from portal.assignments.models import Assignment
from portal.assignments.permissions import assigned_to, followed_by
from portal.organisations.choices import Role
from portal.organisations.policy import EVERYTHING, Actor, add_scope


def editions_of(actor: Actor) -> Q:
    """Every one for methodologists; for others those of tasks that are theirs or that they follow.

    A task withdrawn opens nothing any more.
    """
    if actor.has(Role.METHODOLOGIST):
        return EVERYTHING
    tasks = Assignment.objects.filter(assigned_to(actor) | followed_by(actor))
    return Q(pk__in=tasks.values("edition"))


def register() -> None:
    """Declare editions to the policy; called once when Django is ready."""
    add_scope(Edition, editions_of)
