"""Answers: one row per item with its own version, one history row per change."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError
from forms_builder.common.services import service
from forms_builder.fields.base import refuse
from forms_builder.fields.catalogue import field_type
from forms_builder.fields.contract import Item, Payload
from portal.accounts.models import User
from portal.assignments.models import Assignment
from portal.assignments.services import begin
from portal.documents.glyphs import unprintable
from portal.organisations import policy
from portal.responses.content import is_asked, place_of, sheet_of, version_of, versions_of
from portal.responses.errors import AnswerConflict, ChapterRefused, ItemProblem
from portal.responses.models import Answer, AnswerChange, Response
from portal.responses.services.locking import asked_item, lock

Data = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """One answer on its way: what the client saw (seen) against what stands (row, stored)."""

    item: str
    row: Answer | None
    data: Data | None
    seen: int
    stored: int


@service
def open_sheet(*, by: User, assignment: Assignment) -> Response:
    """Return the sheet of an assignment, made when it is opened for writing the first time.

    Raises NotAllowed unless the assignee asks.
    """
    policy.demand(by, "fill", assignment)
    response, _made = Response.objects.get_or_create(
        assignment=assignment, defaults={"edition": assignment.edition}
    )
    return response


@service
def save_answer(
    *, by: User, response: Response, item: str, payload: Payload, version: int
) -> Answer | None:
    """Save the answer to one item; None when the payload clears it.

    item: its uid; version: the one the client saw, 0 for none. The same data again is no change,
    whatever the version: a client may repeat what it sent over a broken line. Raises NotAllowed,
    AnswerConflict when another answer stands in a newer version, DomainError when the item or the
    payload is not allowed.
    """
    locked = lock(by, response)
    asked = asked_item(locked, item)
    row = locked.answers.filter(item=item).first()
    current = version_of(locked, row, item)
    answer = _write(by, locked, Change(item, row, _decode(asked, payload), version, current))
    _note_beginning(by, locked)
    return answer


@service
def save_chapter(
    *,
    by: User,
    response: Response,
    section: str,
    payloads: Mapping[str, Payload],
    versions: Mapping[str, int],
) -> int:
    """Save one section as a plain form sends it: all of it or nothing. Returns items saved.

    section: its uid; payloads, versions: by item uid, an item left out counts as cleared. Raises
    NotAllowed, DomainError for an unknown section, ChapterRefused naming every item that is wrong
    or was changed elsewhere meanwhile.
    """
    locked = lock(by, response)
    items = _items_of(locked, section)
    rows = {str(row.item): row for row in locked.answers.filter(item__in=items)}
    stored = versions_of(locked)
    problems = []
    for uid, item in items.items():
        try:
            data = _decode(item, payloads.get(uid, {}))
            change = Change(uid, rows.get(uid), data, versions.get(uid, 0), stored.get(uid, 0))
            _write(by, locked, change)
        except DomainError as error:
            message = error.problems[0].message
            problems.append(ItemProblem(message, place=place_of(item), uid=uid))
    if problems:
        raise ChapterRefused(problems)
    _note_beginning(by, locked)
    return len(items)


def _items_of(response: Response, section: str) -> dict[str, Item]:
    for chapter in sheet_of(response).sections:
        if chapter.uid == section:
            return {item["uid"]: item for item in chapter.items if is_asked(item)}
    raise DomainError(_("Такого раздела в этом листе нет. Обновите страницу."))


def _decode(item: Item, payload: Payload) -> Data | None:
    for typed in (text for texts in payload.values() for text in texts):
        if signs := unprintable(typed):
            raise refuse(item, _("В отчёте не печатается: %s. Уберите этот знак.") % signs)
    return field_type(item["type"]).decode(item, payload)


def _write(by: User, response: Response, change: Change) -> Answer | None:
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


def _note_beginning(by: User, response: Response) -> None:
    untouched = response.assignment.state == Assignment.State.OPEN
    if untouched and response.changes.exists():
        begin(by=by, assignment=response.assignment)
