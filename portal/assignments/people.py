"""Who could fill a sheet, and what stands against it."""

from django.db.models import QuerySet

from portal.accounts.models import User
from portal.assignments.models import Assignment
from portal.campaigns.models import Procedure
from portal.organisations.conflicts import conflict_of
from portal.organisations.models import Appointment
from portal.organisations.policy import EXPERTS, INSIDE
from portal.organisations.selectors import experts_near, holders


def standing_against(person: User, assignment: Assignment) -> str:
    """Return why a person may not have the sheet, "" when nothing stands against it.

    Whoever works in a kindergarten fills its own sheets; an expert's sheet she may not.
    """
    garden = assignment.organisation
    if garden is None:
        return ""
    if not is_for_experts(assignment.procedure) and _works_in(garden.pk).filter(pk=person.pk):
        return ""
    return conflict_of(person, garden)


def is_for_experts(procedure: Procedure) -> bool:
    return procedure.filler_role in EXPERTS


def people_for(assignment: Assignment) -> QuerySet[User]:
    """Return who may take a task over: colleagues inside, or the experts of the place."""
    garden, holder = assignment.organisation_id, assignment.assignee_id
    inside = _works_in(garden) if garden else User.objects.none()
    if not is_for_experts(assignment.procedure) and inside.filter(pk=holder).exists():
        return inside.exclude(pk=holder)
    return experts_near(assignment.place).exclude(pk=holder)


def _works_in(garden: int | None) -> QuerySet[User]:
    held = Appointment.objects.current().filter(role__in=INSIDE, organisation=garden)
    return holders(held)
