"""Answers: one row per item with its own version, one history row per change."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError
from forms_builder.common.services import service
from forms_builder.fields.contract import Item, Payload
from portal.accounts.models import User
from portal.assignments.models import Assignment
from portal.organisations import policy
from portal.responses.conditions import showing_of
from portal.responses.content import (
    answers_of,
    is_asked,
    place_of,
    sheet_of,
    version_of,
    versions_of,
)
from portal.responses.errors import ChapterRefused, ItemProblem, words_of
from portal.responses.models import Answer, Response
from portal.responses.services.files import drop_files
from portal.responses.services.locking import asked_item, lock
from portal.responses.services.reading import decode
from portal.responses.services.settling import settle
from portal.responses.services.writing import Change, Data, write


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
    change = Change(item, row, decode(locked, asked, payload), version, current)
    answer = write(by, locked, change)
    drop_files(locked, asked, change)
    settle(by, locked)
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
    chapter = _Chapter(locked, _items_of(locked, section))
    chapter.read(payloads)
    chapter.write(by, versions)
    if chapter.problems:
        raise ChapterRefused(chapter.in_order())
    settle(by, locked)
    return len(chapter.items)


class _Chapter:
    """Reads every item before it writes any: what the answers hide is not judged."""

    def __init__(self, response: Response, items: dict[str, Item]):
        self.response, self.items = response, items
        self.rows = {str(row.item): row for row in response.answers.filter(item__in=items)}
        self.read_data: dict[str, Data | None] = {}
        self.problems: dict[str, ItemProblem] = {}

    def read(self, payloads: Mapping[str, Payload]) -> None:
        for uid, item in self.items.items():
            try:
                self.read_data[uid] = decode(self.response, item, payloads.get(uid, {}))
            except DomainError as error:
                self._refuse(uid, error)
        if self.problems:
            for uid in self._hidden() & set(self.problems):
                del self.problems[uid]

    def write(self, by: User, versions: Mapping[str, int]) -> None:
        stored = versions_of(self.response)
        for uid, data in self.read_data.items():
            row, seen = self.rows.get(uid), versions.get(uid, 0)
            change = Change(uid, row, data, seen, stored.get(uid, 0))
            try:
                write(by, self.response, change)
            except DomainError as error:
                self._refuse(uid, error)
            else:
                drop_files(self.response, self.items[uid], change)

    def in_order(self) -> list[ItemProblem]:
        return [self.problems[uid] for uid in self.items if uid in self.problems]

    def _refuse(self, uid: str, error: DomainError) -> None:
        item = self.items[uid]
        self.problems[uid] = ItemProblem(words_of(item, error), place=place_of(item), uid=uid)

    def _hidden(self) -> Collection[str]:
        answers = answers_of(self.response) | self.read_data
        given = {uid: data for uid, data in answers.items() if data is not None}
        return showing_of(sheet_of(self.response), given).hidden


def _items_of(response: Response, section: str) -> dict[str, Item]:
    for chapter in sheet_of(response).sections:
        if chapter.uid == section:
            return {item["uid"]: item for item in chapter.items if is_asked(item)}
    raise DomainError(_("Такого раздела в этом листе нет. Обновите страницу."))
