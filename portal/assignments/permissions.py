"""Who sees a task: its assignee, the kindergarten's leaders, the coordinators above."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from portal.assignments.models import Assignment
from portal.organisations.choices import Role
from portal.organisations.models import Appointment, Organisation
from portal.organisations.policy import (
    ABOVE,
    ALLOWED,
    EXPERTS,
    LEADING,
    NOBODY,
    Actor,
    Verdict,
    add_rule,
    add_scope,
    deny,
)


def assignments_of(actor: Actor) -> Q:
    return assigned_to(actor) | followed_by(actor)


def assigned_to(actor: Actor, path: str = "") -> Q:
    """A person's own tasks; path: from the filtered model to the assignment.

    A dismissed person has no appointment in force and sees nothing, her own tasks included.
    """
    return Q(**{f"{path}assignee": actor.user.pk}) if actor.appointments else NOBODY


def followed_by(actor: Actor, path: str = "") -> Q:
    """Others' tasks that a person answers for; path: as above.

    A teacher's personal sheet stays in the kindergarten: those above never see it.
    """
    about = f"{path}organisation"
    below = actor.covered(*ABOVE, path=about)
    return actor.covered(*LEADING, path=about) | below & impersonal(path)


def impersonal(path: str = "") -> Q:
    """The condition that a sheet is nobody's personal one; path: to the assignment, as above."""
    teachers = teachers_of(OuterRef(f"{path}assignee"), OuterRef(f"{path}organisation"))
    return ~Q(Exists(teachers))


def teachers_of(person: object, organisation: object) -> QuerySet[Appointment]:
    """The appointments, past ones too, that make a person's sheet about a kindergarten personal."""
    return Appointment.objects.filter(
        role=Role.TEACHER, person=person, organisation=organisation
    )


def assigned_organisations(actor: Actor) -> Q:
    """An expert sees the kindergartens she is assigned to, no others."""
    if not actor.has(*EXPERTS):
        return NOBODY
    return Q(pk__in=Assignment.objects.filter(assignee=actor.user.pk).values("organisation"))


def fill(actor: Actor, assignment: Assignment) -> Verdict:
    if assignment.assignee_id == actor.user.pk:
        return ALLOWED
    return deny(_("Лист заполняет тот, кому он поручен."))


def assign(actor: Actor, organisation: Organisation) -> Verdict:
    if actor.covers(organisation, *ABOVE):
        return ALLOWED
    return deny(_("Листы поручают муниципальный и региональный координаторы."))


def register() -> None:
    """Declare the room to the policy; called once when Django is ready."""
    add_scope(Assignment, assignments_of)
    add_scope(Organisation, assigned_organisations)
    add_rule(Assignment, "fill", fill)
    add_rule(Organisation, "assign", assign)
