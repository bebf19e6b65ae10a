"""Submitting: the sheet is checked, sealed and never changes again."""

from django.utils import timezone

from forms_builder.common.services import service
from portal.accounts.models import User
from portal.assignments.services import hand_in
from portal.journal.services import record
from portal.responses.content import answers_of, missing_of, seal, sheet_of
from portal.responses.errors import Incomplete
from portal.responses.models import Response
from portal.responses.services.locking import lock
from portal.responses.signals import response_submitted


@service
def submit(*, by: User, response: Response) -> Response:
    """Freeze a complete sheet and tell the rooms above, in one transaction. Returns the sheet.

    Raises NotAllowed, Incomplete listing every item missing; nothing is lost by either.
    """
    locked = lock(by, response)
    missing = missing_of(sheet_of(locked), answers_of(locked))
    if missing:
        raise Incomplete(missing)
    locked.state = Response.State.SUBMITTED
    locked.submitted_at = timezone.now()
    locked.submitted_by = by
    locked.content_sha256 = seal(locked)
    locked.save(update_fields=["state", "submitted_at", "submitted_by", "content_sha256"])
    hand_in(by=by, assignment=locked.assignment)
    record(by=by, action="response.submitted", obj=locked, sha256=locked.content_sha256)
    response_submitted.send(sender=Response, response=locked, by=by)
    return locked
