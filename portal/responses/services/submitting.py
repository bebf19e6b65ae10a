"""Submitting: the sheet is checked, sealed and never changes again."""

from django.utils import timezone

from forms_builder.common.services import service
from portal.accounts.models import User
from portal.assignments.services import hand_in
from portal.journal.services import record
from portal.responses.conditions import showing_of
from portal.responses.content import answers_of, evidenced, missing_of, seal, sheet_of
from portal.responses.errors import Incomplete
from portal.responses.models import Response
from portal.responses.services.locking import lock
from portal.responses.services.settling import recalculate
from portal.responses.signals import response_submitted

SEALED = ["state", "submitted_at", "submitted_by", "content_sha256", "hidden"]


@service
def submit(*, by: User, response: Response) -> Response:
    """Freeze a complete sheet and tell the rooms above, in one transaction. Returns the sheet.

    What its conditions hide is marked so; the answers to it stay.
    Raises NotAllowed, Incomplete listing every item missing; nothing is lost by either.
    """
    locked = lock(by, response)
    recalculate(by, locked)
    sheet, answers = sheet_of(locked), answers_of(locked)
    missing = missing_of(sheet, answers, evidenced(locked))
    if missing:
        raise Incomplete(missing)
    locked.hidden = sorted(showing_of(sheet, answers).hidden)
    locked.state = Response.State.SUBMITTED
    locked.submitted_at = timezone.now()
    locked.submitted_by = by
    locked.content_sha256 = seal(locked)
    locked.save(update_fields=SEALED)
    hand_in(by=by, assignment=locked.assignment)
    record(by=by, action="response.submitted", obj=locked, sha256=locked.content_sha256)
    response_submitted.send(sender=Response, response=locked, by=by)
    return locked
