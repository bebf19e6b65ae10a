"""A form's file as bytes, and what stands in it, in words, before anything is made of it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError
from forms_builder.fields.catalogue import field_type

Data = dict[str, Any]
MOST_BYTES = 1024 * 1024
INDICATORS = "indicator"


@dataclass(frozen=True)
class Planned:
    """A section as it would be made; lines: label and kind of each of its items."""

    title: str
    lines: tuple[tuple[str, str], ...]


def write_form(data: Data) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def read_form(content: bytes) -> Any:
    """Return what a file says, not checked yet; raises DomainError when it is no JSON for us."""
    if len(content) > MOST_BYTES:
        raise DomainError(_("Файл больше 1 МБ. Форма столько не занимает."))
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise DomainError(_("Файл не читается как JSON.")) from error


def plan_of(data: Data) -> list[Planned]:
    """Return what a checked file would make, section after section."""
    return [
        Planned(row.get("title") or "", tuple(_lines(row["items"]))) for row in data["sections"]
    ]


def asks_indicators(data: Data) -> bool:
    """Whether a checked file takes indicators of a scale."""
    return any(item["type"] == INDICATORS for row in data["sections"] for item in row["items"])


def _lines(items: list[Data]) -> Iterator[tuple[str, str]]:
    for item in items:
        kind = str(field_type(item["type"]).label)
        yield _which(item) if item["type"] == INDICATORS else item["label"], kind


def _which(item: Data) -> str:
    """Return which indicators are asked, as the file says it."""
    if item.get("indicators"):
        return _("показатели %s") % item["indicators"]
    return _("области %s") % item["areas"] if item.get("areas") else _("вся шкала")
