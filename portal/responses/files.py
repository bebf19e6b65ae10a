"""A file from a stranger's hands: known by its bytes, never by its name; or refused in a sentence.

Nothing is unpacked or opened here; a photograph is drawn anew (photos.py), the rest is kept byte
for byte and only ever given back as a download.
"""

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError
from portal.responses.photos import clean_photo

HEAD = 4096
NAME_LIMIT = 120
MEMBERS = 10_000  # of an office document; a bomb made of empty entries has more
PICTURES = frozenset({"jpg", "png"})
VIDEOS = frozenset({"mp4", "webm"})
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "jpg": "image/jpeg",
    "mp4": "video/mp4",
    "webm": "video/webm",
}
INSIDE = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "odt": "content.xml"}
MACROS = re.compile(r"vbaproject\.bin$|^basic/|^scripts/", re.IGNORECASE)


@dataclass(frozen=True)
class Clean:
    """A file that may be kept; ending: what it is, «pdf»."""

    content: File
    ending: str


def clean_file(upload: BinaryIO, size: int, kinds: list[str]) -> Clean:
    """Return the file as it may be kept.

    size: of the upload in bytes; kinds: endings the question takes, «png» is kept as «jpg». Raises
    DomainError: empty, too large, of another kind than the question takes, damaged.
    """
    _check_size(size, kinds)
    head = upload.read(HEAD)
    upload.seek(0)
    kind = next((kind for kind in kinds if _LOOKS[kind](head, upload)), None)
    if kind in PICTURES or (kind is None and set(kinds) <= PICTURES):
        return Clean(ContentFile(clean_photo(upload, size)), "jpg")
    if kind is None:
        words = ", ".join(kinds).upper()
        raise DomainError(_("Такой файл сюда не подходит. Подойдут: %s.") % words)
    upload.seek(0)
    return Clean(File(upload), kind)


def shown_name(name: str) -> str:
    """Return an uploaded file's name as it may be shown: no path, no control characters."""
    base = re.split(r"[/\\]", name)[-1]
    clean = "".join(sign for sign in base if sign.isprintable()).strip(" .")
    stem, dot, ending = clean.rpartition(".")
    if not dot or len(clean) <= NAME_LIMIT:
        return clean[:NAME_LIMIT]
    return f"{stem[: NAME_LIMIT - len(ending) - 1]}.{ending}"[:NAME_LIMIT]


def _check_size(size: int, kinds: list[str]) -> None:
    if size == 0:
        raise DomainError(_("Файл пуст. Выберите его ещё раз."))
    is_video = bool(VIDEOS & set(kinds))
    most = settings.EVIDENCE_VIDEO_MAX_BYTES if is_video else settings.EVIDENCE_MAX_BYTES
    if size > most:
        megabytes = most // (1024 * 1024)
        raise DomainError(_("Файл больше %s МБ. Приложите файл поменьше.") % megabytes)


def _is_pdf(head: bytes, upload: BinaryIO) -> bool:
    return head.startswith(b"%PDF-") and b"%%EOF" in _tail(upload)


def _tail(upload: BinaryIO) -> bytes:
    upload.seek(0, 2)
    upload.seek(max(upload.tell() - HEAD, 0))
    return upload.read()


def _is_office(kind: str) -> Callable[[bytes, BinaryIO], bool]:
    """Recognise a document by what its archive holds; one with macros is not recognised."""

    def looks(head: bytes, upload: BinaryIO) -> bool:
        if not head.startswith(b"PK\x03\x04"):
            return False
        try:
            upload.seek(0)
            with zipfile.ZipFile(upload) as archive:
                names = [member.filename for member in archive.infolist()]
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            return False
        if len(names) > MEMBERS or any(MACROS.search(name) for name in names):
            return False
        return INSIDE[kind] in names and _is_declared(kind, head, names)

    return looks


def _is_declared(kind: str, head: bytes, names: list[str]) -> bool:
    """OpenDocument names itself in its first bytes, Office Open XML in its list of contents."""
    if kind == "odt":
        return head[30:].startswith(b"mimetype" + TYPES["odt"].encode())
    return "[Content_Types].xml" in names


_LOOKS: dict[str, Callable[[bytes, BinaryIO], bool]] = {
    "pdf": _is_pdf,
    "docx": _is_office("docx"),
    "xlsx": _is_office("xlsx"),
    "odt": _is_office("odt"),
    "jpg": lambda head, _upload: head.startswith(b"\xff\xd8\xff"),
    "png": lambda head, _upload: head.startswith(b"\x89PNG\r\n\x1a\n"),
    "mp4": lambda head, _upload: head[4:8] == b"ftyp",
    "webm": lambda head, _upload: head.startswith(b"\x1aE\xdf\xa3") and b"webm" in head[:64],
}
