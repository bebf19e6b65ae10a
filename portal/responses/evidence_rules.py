"""Which answers want evidence before a sheet can be sent."""

from typing import Any

from django.utils.translation import gettext as _

from forms_builder.fields.contract import Answer, Item
from forms_builder.fields.files import HOLDS_FILES
from portal.responses.levels import score


def policy_of(item: Item) -> str:
    """Return none, optional or required; a question of an early edition asks for none.

    What is answered by files needs no others.
    """
    return "none" if item["type"] in HOLDS_FILES else item.get("evidence", "none")


def policy_words(item: Item) -> str:
    """Return the rule for the person who answers, empty when evidence is as she likes."""
    if policy_of(item) != "required":
        return ""
    if item.get("evidence_from"):
        return (
            _("С уровня %s доказательство обязательно: пояснение или фотография.")
            % (item["evidence_from"])
        )
    return _("К этому ответу обязательно доказательство: пояснение или фотография.")


def lacks_evidence(item: Item, answer: Answer | None, scale: dict[str, Any] | None) -> str:
    """Return what to attach to an answer that has no evidence yet, empty when nothing is wanted.

    scale: as frozen in the edition, for the level of an indicator.
    """
    if answer is None or answer["state"] != "answered" or policy_of(item) != "required":
        return ""
    start = item.get("evidence_from")
    if start is None or item["type"] != "indicator":
        return _("приложите доказательство: пояснение или фотографию")
    level = score(item, answer, len((scale or {}).get("levels", ()))).level
    if level is None or level < start:
        return ""
    return _("приложите доказательство: уровень %s без него не принимается") % level
