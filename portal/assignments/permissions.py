"""Who sees a task: its assignee, the kindergarten's leaders, the coordinators above."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.assignments.models import Assignment
from portal.campaigns.models import Procedure
from portal.organisations.choices import Role
from portal.organisations.models import Appointment, Organisation, Territory
from portal.organisations.policy import (
    ABOVE,
    ALLOWED,
    EXPERTS,
    INSIDE,
    LEADING,
    NOBODY,
    Actor,
    Verdict,
    add_rule,
    add_scope,
    deny,
)

State = Assignment.State


def assignments_of(actor: Actor) -> Q:
    """Her own, withdrawn ones too, with the reason why; those of others that she follows."""
    own = Q(assignee=actor.user.pk) if actor.appointments else NOBODY
    return own | followed_by(actor)


def assigned_to(actor: Actor, path: str = "") -> Q:
    """A person's own tasks while they last; path: from the filtered model to the assignment.

    A dismissed person has no appointment in force and sees nothing, her own tasks included.
    """
    if not actor.appointments:
        return NOBODY
    own = Q(**{f"{path}assignee": actor.user.pk})
    return own & ~Q(**{f"{path}state": State.WITHDRAWN})


def followed_by(actor: Actor, path: str = "") -> Q:
    """Others' tasks that a person answers for; path: as above.

    A teacher's personal sheet stays in the kindergarten: those above never see it.
    """
    about = f"{path}organisation"
    below = actor.covered(*ABOVE, path=about) | _places_led_by(actor, path)
    inside = actor.covered(*LEADING, path=about)
    if actor.is_support:
        return inside & impersonal(path)
    return inside | below & impersonal(path)


def _places_led_by(actor: Actor, path: str) -> Q:
    """Sheets about territories and founders, which stand above every kindergarten."""
    led = actor.led(*ABOVE).values("pk")
    return Q(**{f"{path}territory__in": led}) | Q(**{f"{path}founder__territory__in": led})


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
    """An expert sees the kindergartens she is assigned to while she is, no others."""
    if not actor.has(*EXPERTS):
        return NOBODY
    return Q(pk__in=Assignment.objects.filter(assigned_to(actor)).values("organisation"))


def fill(actor: Actor, assignment: Assignment) -> Verdict:
    if assignment.assignee_id != actor.user.pk:
        return deny(_("Лист заполняет тот, кому он поручен."))
    if assignment.state == State.WITHDRAWN:
        return deny(_("Задача отозвана. Причина: %s") % assignment.reason)
    begins = assignment.starts
    if begins and assignment.state == State.PLANNED and begins > assignment.place.today():
        return deny(_("Лист откроется %s.") % date_format(begins, "j E"))
    return ALLOWED


def manage(actor: Actor, assignment: Assignment) -> Verdict:
    """Extend, pass on, withdraw: those above; inside, leaders do so with their own people's."""
    organisation = assignment.organisation
    if organisation is None:
        is_hers = actor.leads(assignment.place, *ABOVE)
    else:
        inside = actor.covers(organisation, *LEADING) and _works_there(assignment)
        is_hers = inside or actor.covers(organisation, *ABOVE)
    if is_hers:
        return ALLOWED
    return deny(_("Сроки и исполнителей меняет тот, кто поручает листы."))


def _works_there(assignment: Assignment) -> bool:
    current = Appointment.objects.current().filter(role__in=INSIDE)
    return current.filter(
        person=assignment.assignee_id, organisation=assignment.organisation_id
    ).exists()


def assign(actor: Actor, organisation: Organisation) -> Verdict:
    if actor.covers(organisation, *ABOVE):
        return ALLOWED
    return deny(_("Листы поручают муниципальный и региональный координаторы."))


def assign_place(actor: Actor, territory: Territory) -> Verdict:
    if actor.leads(territory, *ABOVE):
        return ALLOWED
    return deny(_("Листы о территории поручают её координаторы и те, кто выше."))


def assign_procedure(actor: Actor, procedure: Procedure) -> Verdict:
    """See whom the sheets of a procedure are for; which of them she changes, the objects say."""
    if actor.has(*ABOVE, *LEADING):
        return ALLOWED
    return deny(_("Задачи процедуры раздают координаторы."))


def assign_experts(actor: Actor, procedure: Procedure) -> Verdict:
    if actor.has(*ABOVE):
        return ALLOWED
    return deny(_("Экспертов назначают муниципальный и региональный координаторы."))


def follow_place(actor: Actor, territory: Territory) -> Verdict:
    if actor.leads(territory, *ABOVE):
        return ALLOWED
    return deny(_("За ходом работы на территории следят её координаторы и те, кто выше."))


def follow(actor: Actor, organisation: Organisation) -> Verdict:
    """Read how far the sheets of a kindergarten are."""
    if actor.covers(organisation, *ABOVE, *LEADING):
        return ALLOWED
    return deny(_("За ходом работы следят руководитель, координатор ДОО и координаторы выше."))


def register() -> None:
    """Declare the room to the policy; called once when Django is ready."""
    add_scope(Assignment, assignments_of)
    add_scope(Organisation, assigned_organisations)
    add_rule(Assignment, "fill", fill)
    add_rule(Assignment, "manage", manage)
    add_rule(Organisation, "assign", assign)
    add_rule(Organisation, "follow", follow)
    add_rule(Territory, "assign", assign_place)
    add_rule(Territory, "follow", follow_place)
    add_rule(Procedure, "assign", assign_procedure)
    add_rule(Procedure, "assign_experts", assign_experts)
