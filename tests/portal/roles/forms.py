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
NEW_PASSWORD = ("new_password1", "new_password2")


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
    "newcomer": lambda: {
        "full_name": "Новенькая Вера Павловна",
        "role": "teacher",
        "starts": timezone.localdate().isoformat(),
    },
    "measure": _measure,
    "why withdrawn": lambda: {"withdraw-reason": "Ремонт в детском саду"},
    "all roles": lambda: {"appointment": ""},
    "nobody chosen": lambda: {"person": ""},
    "comment": lambda: {"item": STRICT, f"{STRICT}.comment": "Прочитала с интересом"},
    "open": lambda: {"open": "1"},
    "everybody": lambda: {"way": "all"},
    "yes to the dates": lambda: {"version": "0"},
    "a decision": lambda: {"version": "0", "accept": "yes", "note": "Хорошо"},
    "done for all": lambda: {"everybody": "1", "state": "done"},
    "to approved": lambda: {"to": "approved"},
    "to declined": lambda: {"to": "declined"},
    "to in_progress": lambda: {"to": "in_progress"},
    "link": lambda: {
        "external-link-chooser-url": "https://example.org/",
        "external-link-chooser-link_text": "Ссылка",
    },
    "wrong password": lambda: {"username": "expert@example.org", "password": "не тот"},
    "address": lambda: {"email": "expert@example.org"},
    "new password": lambda: (
        dict.fromkeys(NEW_PASSWORD, "другой-пароль") | {"old_password": PASSWORD}
    ),
    "password": lambda: {"username": "expert@example.org", "password": PASSWORD},
}


def form(name: str) -> Form:
    """Return what a word of the column «sends» stands for. Raises KeyError for an unknown one."""
    return FORMS[name]()
