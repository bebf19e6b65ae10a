"""A login for a person without a mailbox, made from her name in Latin letters."""

import re
from collections.abc import Container
from itertools import count

from anyascii import anyascii

LOGIN_LENGTH = 60
NAME_LENGTH = 40  # leaves room for the initials and a number
PATTERN = r"^[a-z0-9][a-z0-9._-]*$"  # no «@»: a login is never taken for an e-mail


def base_of(last_name: str, first_name: str, patronymic: str = "") -> str:
    """Return «ivanova.ap» for Иванова Анна Павловна; «user» where no letter is left."""
    family = _latin(last_name)[:NAME_LENGTH].strip("-")
    initials = "".join(_latin(name)[:1] for name in (first_name, patronymic))
    return ".".join(filter(None, (family, initials.strip("-")))) or "user"


def free_login(base: str, taken: Container[str]) -> str:
    """Return the base, or the base with the smallest number from 2 that is not taken."""
    names = (base if number == 1 else f"{base}{number}" for number in count(1))
    return next(name for name in names if name not in taken)


def _latin(name: str) -> str:
    return re.sub(r"[^a-z0-9-]", "", anyascii(name).lower())
