"""Giving a sheet to a person."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError
from forms_builder.common.services import service
from forms_builder.questionnaires.models import Edition
from portal.accounts.models import User
from portal.assignments.models import Assignment
from portal.assignments.services.linking import link_targets
from portal.campaigns.models import Procedure
from portal.journal.services import record
from portal.organisations import policy
from portal.organisations.models import ChildGroup, Organisation, Territory
from portal.organisations.policy import Actor

State = Assignment.State


@service
def assign(
    *,
    by: User,
    procedure: Procedure,
    edition: Edition,
    assignee: User,
    due: date,
    organisation: Organisation | None = None,
    group: ChildGroup | None = None,
    territory: Territory | None = None,
    starts: date | None = None,
) -> Assignment:
    """Ask a person to fill an edition by a date (till 23:59 there): about a kindergarten, one of
    its groups or a territory.

    group: of the kindergarten; it may be given alone. starts: before it the task is planned only.
    The same person, object, procedure and edition give the same assignment: a second call changes
    nothing. Raises NotAllowed unless a coordinator above asks, DomainError when the kindergarten is
    closed or the person holds no appointment.
    """
    organisation = group.organisation if group else organisation
    _demand(by, organisation, territory)
    need_appointed(assignee)
    about = {"organisation": organisation, "group": group, "territory": territory}
    sheet = {"procedure": procedure, "edition": edition, "assignee": assignee, **about}
    term = {"due": due, **_beginning(starts, territory or organisation.territory)}
    values = {"campaign": procedure.stage.campaign, "created_by": by, **term}
    assignment, is_new = Assignment.objects.get_or_create(**sheet, defaults=values)
    if is_new:
        link_targets(by=by, procedure=procedure)
        record(by=by, action="assignment.assigned", obj=assignment, due=due.isoformat())
    return assignment


def _demand(by: User, organisation: Organisation | None, territory: Territory | None) -> None:
    policy.demand(by, "assign", organisation or territory)
    if organisation and not organisation.is_open:
        raise DomainError(_("Детский сад не работает: поручить лист о нём нельзя."))


def need_appointed(person: User) -> None:
    """Raise DomainError unless the person holds some role today."""
    if not Actor(person).appointments:
        raise DomainError(_("У этого человека нет действующего назначения."))


def _beginning(starts: date | None, place: Territory) -> dict[str, Any]:
    """Return what a task that begins on a day has from the beginning."""
    is_ahead = starts is not None and starts > place.today()
    return {"starts": starts, "state": State.PLANNED if is_ahead else State.OPEN}
