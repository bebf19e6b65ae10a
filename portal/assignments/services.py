"""Giving a sheet to a person, and moving the task along."""

from datetime import date

from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError
from forms_builder.common.services import service
from forms_builder.questionnaires.models import Edition
from portal.accounts.models import User
from portal.assignments.models import Assignment
from portal.campaigns.models import Procedure
from portal.journal.services import record
from portal.organisations import policy
from portal.organisations.models import Organisation
from portal.organisations.policy import Actor


@service
def assign(
    *,
    by: User,
    procedure: Procedure,
    edition: Edition,
    organisation: Organisation,
    assignee: User,
    due: date,
) -> Assignment:
    """Ask a person to fill an edition about a kindergarten by a date (till 23:59 there).

    The same person, kindergarten, procedure and edition give the same assignment: a second call
    changes nothing. Raises NotAllowed unless a coordinator above the kindergarten asks, DomainError
    when the kindergarten is closed or the person holds no appointment.
    """
    policy.demand(by, "assign", organisation)
    if not organisation.is_open:
        raise DomainError(_("Детский сад не работает: поручить лист о нём нельзя."))
    if not Actor(assignee).appointments:
        raise DomainError(_("У этого человека нет действующего назначения."))
    assignment, is_new = Assignment.objects.get_or_create(
        procedure=procedure,
        edition=edition,
        organisation=organisation,
        assignee=assignee,
        defaults={"campaign": procedure.stage.campaign, "due": due, "created_by": by},
    )
    if is_new:
        record(by=by, action="assignment.assigned", obj=assignment, due=due.isoformat())
    return assignment


@service
def begin(*, by: User, assignment: Assignment) -> None:
    """Note that the first answer stands; a task already begun stays as it is."""
    untouched = Assignment.objects.filter(pk=assignment.pk, state=Assignment.State.OPEN)
    untouched.update(state=Assignment.State.IN_PROGRESS)


@service
def hand_in(*, by: User, assignment: Assignment) -> None:
    """Note that the sheet was submitted."""
    Assignment.objects.filter(pk=assignment.pk).update(state=Assignment.State.SUBMITTED)
