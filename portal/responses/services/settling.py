"""What follows from any save: calculated values, and the task has begun.

Calculated values are kept as answers like any other, with their history, and only by the server.
"""

from forms_builder.fields.contract import Answer as Data
from portal.accounts.models import User
from portal.assignments.models import Assignment
from portal.assignments.services import begin
from portal.responses.conditions import CALCULATED, showing_of
from portal.responses.content import sheet_of, version_of
from portal.responses.models import Response
from portal.responses.services.writing import Change, write


def settle(by: User, response: Response) -> None:
    """Bring a locked sheet in order after its answers were written."""
    recalculate(by, response)
    untouched = response.assignment.state == Assignment.State.OPEN
    if untouched and response.changes.exists():
        begin(by=by, assignment=response.assignment)


def recalculate(by: User, response: Response) -> dict[str, Data | None]:
    """Bring the calculated answers of a locked sheet up to date; return what changed, by uid."""
    sheet = sheet_of(response)
    places = [item["uid"] for item in sheet.items if item["type"] == CALCULATED]
    if not places:
        return {}
    rows = {str(row.item): row for row in response.answers.all()}
    now = showing_of(sheet, {uid: row.data for uid, row in rows.items()}).calculated
    changed = {}
    for uid in places:
        row, data = rows.get(uid), now.get(uid)
        if data != (row.data if row else None):
            version = version_of(response, row, uid)
            write(by, response, Change(uid, row, data, version, version))
            changed[uid] = data
    return changed
