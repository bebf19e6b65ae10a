"""A choice among words that somebody else keeps."""

from typing import Any

from wagtail import blocks


class WordChoiceBlock(blocks.ChoiceBlock):
    """Values are words and come back as stored.

    Wagtail walks through all choices to find each value's own type: with choices read from the
    database that is a query per block of a form.
    """

    def normalize_choice(self, value: Any) -> Any:
        return value
