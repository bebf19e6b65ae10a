"""Files that are answers: each is kept as evidence of its item, and the answer names them."""

import hashlib
import uuid
from typing import BinaryIO

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError
from forms_builder.common.russian import counted
from forms_builder.common.services import service
from forms_builder.fields.contract import Item
from forms_builder.fields.files import HOLDS_FILES
from portal.accounts.models import User
from portal.journal.services import record
from portal.responses.content import version_of
from portal.responses.files import PICTURES, VIDEOS, clean_file, shown_name
from portal.responses.models import Evidence, Response
from portal.responses.services.locking import asked_item, lock
from portal.responses.services.settling import settle
from portal.responses.services.writing import Change, write


@service
def add_file(
    *, by: User, response: Response, item: str, upload: BinaryIO, size: int, name: str
) -> Evidence:
    """Add a file to the answer of an item that asks for files.

    size: of the upload in bytes; name: what it was called, shown only. Raises NotAllowed,
    DomainError saying why the file is refused.
    """
    locked = lock(by, response)
    asked = asked_item(locked, item)
    row = locked.answers.filter(item=item).first()
    files = list(row.data.get("files", ())) if row else []
    _check_place(asked, files)
    clean = clean_file(upload, size, asked["kinds"])
    clean.content.name = f"{uuid.uuid4().hex}.{clean.ending}"
    evidence = Evidence.objects.create(
        response=locked,
        item=item,
        by=by,
        kind=_kind_of(clean.ending),
        file=clean.content,
        name=shown_name(name),
        sha256=_digest(clean.content),
    )
    record(by=by, action="evidence.added", obj=locked, item=item, kind=evidence.kind)
    _name_files(by, locked, item, [*files, str(evidence.uid)])
    return evidence


def unname_file(by: User, response: Response, evidence: Evidence) -> None:
    """Take a file out of the answer that names it; response: locked."""
    item = str(evidence.item)
    row = response.answers.filter(item=item).first()
    named = row.data.get("files", ()) if row else ()
    if str(evidence.uid) in named:
        rest = [uid for uid in named if uid != str(evidence.uid)]
        _name_files(by, response, item, rest)


def drop_files(response: Response, item: Item, change: Change) -> None:
    """Delete the files of an item that its answer, as it was just written, names no longer."""
    if item["type"] not in HOLDS_FILES:
        return
    named = (change.data or {}).get("files", ())
    for evidence in response.evidence.filter(item=change.item).exclude(uid__in=named):
        delete(evidence)


def delete(evidence: Evidence) -> None:
    """Delete a row; its file goes when the transaction stands."""
    file = evidence.file
    evidence.delete()
    if file:
        transaction.on_commit(lambda: file.storage.delete(file.name))


def _check_place(item: Item, files: list[str]) -> None:
    if item["type"] not in HOLDS_FILES:
        raise DomainError(_("На этот вопрос отвечают не файлом."))
    if len(files) >= item["maximum"]:
        count = counted(item["maximum"], "файл", "файла", "файлов")
        raise DomainError(_("Можно приложить не больше: %s. Уберите лишние.") % count)


def _kind_of(ending: str) -> str:
    if ending in PICTURES:
        return Evidence.Kind.PHOTO
    return Evidence.Kind.VIDEO if ending in VIDEOS else Evidence.Kind.FILE


def _name_files(by: User, response: Response, item: str, files: list[str]) -> None:
    row = response.answers.filter(item=item).first()
    version = version_of(response, row, item)
    data = {"state": "answered", "files": files} if files else None
    write(by, response, Change(item, row, data, version, version))
    settle(by, response)


def _digest(content: File) -> str:
    """Return the SHA-256 of a file that may not fit into memory."""
    digest = hashlib.sha256()
    for chunk in content.chunks():
        digest.update(chunk)
    return digest.hexdigest()
