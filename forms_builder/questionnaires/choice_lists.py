"""Ready lists of options: the source that forms_builder.fields.lists asks."""

import uuid
from typing import Any

from forms_builder.expressions.values import number_as_text
from forms_builder.fields.contract import Item
from forms_builder.fields.options import frozen_option
from forms_builder.questionnaires.models import ChoiceList, ListOption

OPTION = ("value", "label", "score", "unsure")


class ListsInDatabase:
    def titles(self) -> list[tuple[str, str]]:
        return [(str(row.uid), str(row)) for row in ChoiceList.objects.all()]

    def options(self, uid: str) -> list[Item]:
        if not _is_uid(uid):
            return []
        rows = ListOption.objects.filter(choice_list__uid=uid)
        return [_option(row) for row in rows.values(*OPTION)]

    def everything(self) -> dict[str, list[Item]]:
        found: dict[str, list[Item]] = {}
        for row in ListOption.objects.values("choice_list__uid", *OPTION):
            uid = str(row.pop("choice_list__uid"))
            found.setdefault(uid, []).append(_option(row))
        return found


def _is_uid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


def _option(row: dict[str, Any]) -> Item:
    """The database pads a score with zeros: «5.00» is frozen as «5»."""
    score = row["score"]
    return frozen_option(row | {"score": None if score is None else number_as_text(score)})
