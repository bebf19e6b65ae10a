"""One answer into its row, with its version and its history."""

from dataclasses import dataclass
from typing import Any

from portal.accounts.models import User
from portal.responses.errors import AnswerConflict
from portal.responses.models import Answer, AnswerChange, Response

Data = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """One answer on its way: what the client saw (seen) against what stands (row, stored)."""

    item: str
    row: Answer | None
    data: Data | None
    seen: int
    stored: int


def write(by: User, response: Response, change: Change) -> Answer | None:
    """Keep a change and its history; the same data again is none. Raises AnswerConflict."""
    row = change.row
    before = row.data if row else None
    if change.data == before:
        return row
    if change.seen != change.stored:
        raise AnswerConflict(change.data, before, change.stored)
    AnswerChange.objects.create(
        response=response, item=change.item, before=before, after=change.data, by=by
    )
    if change.data is None:
        row.delete()
        return None
    row = row or Answer(response=response, item=change.item)
    row.data, row.version, row.saved_by = change.data, change.stored + 1, by
    row.save()
    return row
