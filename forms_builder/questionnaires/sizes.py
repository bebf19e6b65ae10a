"""Sections too large for a plain form: a browser without a script sends each of them whole."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from forms_builder.fields.contract import Item

OWN = 6  # version, text of evidence, «не применимо», its reason and those of single parts, the rest
LISTS = ("choices", "rows")  # of an item, each entry of which may come as a field of its own
CHAPTER = 4  # the token, the section itself and its buttons


def fields_of(item: Item, characteristics: Mapping[str, int]) -> int:
    """Return the number of fields that a form sends for a frozen item, when all are filled.

    characteristics: how many each indicator of the scale has, by uid.
    """
    own = OWN + characteristics.get(item["uid"], 0)
    own += sum(len(item.get(name) or ()) for name in LISTS)
    if "items" not in item:
        return own
    return own + item["maximum"] * sum(fields_of(one, {}) for one in item["items"])


def too_large(content: Mapping[str, Any]) -> list[str]:
    """Return a sentence for every section whose form the server would refuse, in their order."""
    most = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    indicators = content["scale"]["indicators"] if content["scale"] else ()
    known = {one["uid"]: len(one["characteristics"]) for one in indicators}
    sizes = [
        (section["title"], CHAPTER + sum(fields_of(item, known) for item in section["items"]))
        for section in content["sections"]
    ]
    return [_words(title, count, most) for title, count in sizes if count > most]


def _words(title: str, count: int, most: int) -> str:
    text = _(
        "Раздел «%(title)s» велик: без JavaScript браузер отправит до %(count)s полей, а сервер"
        " примет не больше %(most)s. Разделите его."
    )
    return text % {"title": title, "count": count, "most": most}
