"""An edition as a sheet that can be asked: the only reader of an edition's JSON for forms.

Editions are immutable, so a sheet is read once per content and shared: treat its items as
read-only.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from forms_builder.questionnaires.sheet import Section, Sheet, read_content

if TYPE_CHECKING:  # an edition takes its own title from here
    from forms_builder.questionnaires.models import Edition

__all__ = ["Section", "Sheet", "read_edition"]
SHEETS_IN_MEMORY = 32


def read_edition(edition: "Edition") -> Sheet:
    """Return the sheet of an edition.

    Items are the frozen ones; an item of type indicator also carries "indicator" (the frozen
    indicator with its characteristics) and "top", the highest level that can be reached there.
    """
    return _read(_Source(edition.sha256, edition))


@dataclass(frozen=True)
class _Source:
    """The hash is the key: content is looked at only when it was not read before."""

    sha256: str
    edition: "Edition" = field(compare=False, repr=False)


@lru_cache(maxsize=SHEETS_IN_MEMORY)
def _read(source: _Source) -> Sheet:
    return read_content(source.edition.data)
