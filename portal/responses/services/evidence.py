"""Evidence: what supports an answer, a text or a photograph."""

import uuid
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from forms_builder.common.canonical import sha256_of
from forms_builder.common.errors import DomainError
from forms_builder.common.services import service
from portal.accounts.models import User
from portal.journal.services import record
from portal.responses.evidence_rules import policy_of
from portal.responses.models import Evidence, Response
from portal.responses.photos import clean_photo
from portal.responses.services.files import delete, unname_file
from portal.responses.services.locking import asked_item, lock

TEXT_LIMIT = 5000
PER_ITEM = 20


@service
def add_text_evidence(*, by: User, response: Response, item: str, text: str) -> Evidence:
    """Add a text to an item. Raises NotAllowed, DomainError for an empty or too long text."""
    locked = _lock_for(by, response, item)
    text = text.replace("\x00", "").strip()  # databases refuse NUL
    if not text:
        raise DomainError(_("Напишите, что Вы увидели, или приложите фотографию."))
    if len(text) > TEXT_LIMIT:
        raise DomainError(_("Пояснение длиннее 5000 знаков. Сократите его или разделите."))
    return _added(by, locked, item, kind=Evidence.Kind.TEXT, text=text, sha256=sha256_of(text))


@service
def add_photo(
    *, by: User, response: Response, item: str, upload: BinaryIO, size: int
) -> Evidence:
    """Add a photograph to an item; it is kept as a JPEG drawn anew, under a name of our own.

    size: of the upload in bytes. Raises NotAllowed, DomainError saying why the file is refused.
    """
    locked = _lock_for(by, response, item)
    content = clean_photo(upload, size)
    return _added(
        by,
        locked,
        item,
        kind=Evidence.Kind.PHOTO,
        file=ContentFile(content, name=f"{uuid.uuid4().hex}.jpg"),
        sha256=sha256_of(content),
    )


@service
def remove_evidence(*, by: User, evidence: Evidence) -> None:
    """Take evidence back while the sheet is a draft; its file goes when the transaction stands."""
    locked = lock(by, evidence.response)
    record(by=by, action="evidence.removed", obj=locked, item=str(evidence.item))
    unname_file(by, locked, evidence)
    delete(evidence)


def _lock_for(by: User, response: Response, uid: str) -> Response:
    locked = lock(by, response)
    item = asked_item(locked, uid)
    if policy_of(item) == "none":
        raise DomainError(_("К этому вопросу доказательства не прикладывают."))
    if locked.evidence.filter(item=uid).count() >= PER_ITEM:
        raise DomainError(_("К показателю уже приложено двадцать доказательств: больше не нужно."))
    return locked


def _added(by: User, response: Response, item: str, **fields: object) -> Evidence:
    evidence = Evidence.objects.create(response=response, item=item, by=by, **fields)
    record(by=by, action="evidence.added", obj=response, item=item, kind=evidence.kind)
    return evidence
