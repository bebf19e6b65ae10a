"""An open draft goes over to a newer edition of its form, with its task."""

from forms_builder.common.services import service
from forms_builder.questionnaires.models import Edition
from portal.accounts.models import User
from portal.assignments.models import Assignment
from portal.journal.services import record
from portal.responses.models import Response
from portal.responses.services.locking import locked_row
from portal.responses.services.settling import recalculate


@service
def move_draft(*, by: User, response: Response, edition: Edition) -> bool:
    """Move a draft whose answers fit. Returns whether it moved.

    It stays when it was sent meanwhile, or when its person has the same task in the newer edition
    already.
    """
    locked = locked_row(response)
    task = locked.assignment
    if not locked.is_draft or _has_twin(task, edition):
        return False
    was = locked.edition
    locked.edition, locked.moved_from = edition, was
    locked.save(update_fields=["edition", "moved_from"])
    task.edition = edition
    task.save(update_fields=["edition"])
    recalculate(by, locked)
    numbers = {"before": was.number, "after": edition.number}
    record(by=by, action="response.moved", obj=locked, **numbers)
    return True


def _has_twin(task: Assignment, edition: Edition) -> bool:
    """The same task twice is refused by the database; see the constraints of Assignment."""
    return Assignment.objects.filter(
        procedure=task.procedure_id,
        edition=edition,
        assignee=task.assignee_id,
        organisation=task.organisation_id,
        group=task.group_id,
        territory=task.territory_id,
        founder=task.founder_id,
    ).exists()
