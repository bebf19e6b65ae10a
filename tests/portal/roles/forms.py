"""What a row sends, by the word of the table."""

import datetime
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from tests.factories.content import LOOSE, STRICT, uid
from tests.factories.people import PASSWORD

Form = dict[str, Any]


def _measure() -> dict[str, str]:
    due = timezone.localdate() + datetime.timedelta(days=60)
    words = {"problem": "Мало книг", "action": "Купить книги", "responsible": "Заведующий"}
    return words | {"due": due.isoformat()}


def _picture() -> bytes:
    content = BytesIO()
    Image.new("RGB", (4, 4)).save(content, "PNG")
    return content.getvalue()


FORMS: dict[str, Any] = {
    "": dict,
    "answer": lambda: {"item": LOOSE, "version": "0", "level": "3"},
    "chapter": lambda: {"chapter": uid("area2"), f"{LOOSE}.level": "3", f"{LOOSE}.version": "0"},
    "explanation": lambda: {"item": STRICT, f"{STRICT}.text": "Видели в группе"},
    "not a photo": lambda: {
        "item": STRICT,
        f"{STRICT}.photo": SimpleUploadedFile("photo.jpg", b"<svg/>", "image/jpeg"),
    },
    "photo": lambda: {
        "item": STRICT,
        f"{STRICT}.photo": SimpleUploadedFile("photo.png", _picture(), "image/png"),
    },
    "reason": lambda: {"reason": "Нашлась ошибка"},
    "measure": _measure,
    "to approved": lambda: {"to": "approved"},
    "to declined": lambda: {"to": "declined"},
    "to in_progress": lambda: {"to": "in_progress"},
    "link": lambda: {
        "external-link-chooser-url": "https://example.org/",
        "external-link-chooser-link_text": "Ссылка",
    },
    "wrong password": lambda: {"username": "expert@example.org", "password": "не тот"},
    "password": lambda: {"username": "expert@example.org", "password": PASSWORD},
}


def form(name: str) -> Form:
    """Return what a word of the column «sends» stands for. Raises KeyError for an unknown one."""
    return FORMS[name]()
