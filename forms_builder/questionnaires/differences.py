"""One difference between two contents."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """attention: results before and after can no longer be compared without a word about it.

    uid: of the item or section it is about, empty for the form or the scale itself.
    """

    text: str
    attention: bool = False
    uid: str = ""
