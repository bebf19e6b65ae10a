"""The tools of an item nobody has used yet: evidence and «не применимо», drawn once per page.

On a sheet of 300 indicators most are alike but for the item's uid and its characteristics.
"""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

TEMPLATE = "questionnaires/sheet/used.html"
UID, PASSES = "\ue000", "\ue001"  # private signs: no text of an edition holds them
USED = ("files", "text", "error", "is_na", "na_words", "na_of_reason")
ALIKE = ("kind", "evidence", "evidence_words", "may_be_na")


class Blanks:
    """evidence_url: where evidence of this sheet goes."""

    def __init__(self, evidence_url: str):
        self.evidence_url = evidence_url
        self.drawn: dict[tuple[Any, ...], str] = {}

    def of(self, row: dict[str, Any]) -> SafeString | None:
        """Return the tools of a row, None when something in them is used already."""
        if any(row.get(key) for key in USED) or row["payload"].get("na_of"):
            return None
        passes = row.get("passes", "")
        reasons = tuple(reason["text"] for reason in row["reasons"])
        key = (*(row[name] for name in ALIKE), reasons, bool(passes))
        if key not in self.drawn:
            blank = row | {"uid": UID, "passes": PASSES if passes else ""}
            context = {"row": blank, "evidence_url": self.evidence_url}
            self.drawn[key] = render_to_string(TEMPLATE, context)
        return SafeString(self.drawn[key].replace(UID, row["uid"]).replace(PASSES, passes))
