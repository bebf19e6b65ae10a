"""The only way in: from rows to the frozen records that scoring takes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from forms_builder.common.canonical import canonical_json
from forms_builder.common.errors import DomainError
from forms_builder.questionnaires.models import Edition
from forms_builder.questionnaires.reading import read_edition
from portal.responses.content import counted_answers
from portal.responses.models import Response
from portal.scoring.reading import read_answer, read_scale
from portal.scoring.results import SheetResult
from portal.scoring.shapes import Answer, Scale, Unreadable
from portal.scoring.sheets import score_sheet


@dataclass(frozen=True)
class Sheet:
    """What is scored: the scale as frozen, the answers by indicator, the indicators asked."""

    scale: Scale
    answers: Mapping[str, Answer]
    asked: tuple[str, ...]

    def score(self) -> SheetResult:
        """Return the numbers of the sheet; the same sheet always gives the same."""
        return score_sheet(self.scale, self.answers, self.asked)


def inputs_of(response: Response) -> str:
    """Return everything of a response that its numbers depend on, as canonical JSON.

    {"edition": SHA-256 of the edition, "asked": [indicator uid…] in the edition's order,
    "answers": {indicator uid: answer}}. Answers that carry no score stay out, and so does whatever
    the sheet's conditions hid.
    """
    hidden = set(response.hidden)
    asked = [uid for uid in asked_indicators(response.edition) if uid not in hidden]
    answers = counted_answers(response)
    return canonical_json(
        {
            "edition": response.edition.sha256,
            "asked": asked,
            "answers": {uid: answers[uid] for uid in asked if uid in answers},
        }
    )


def read_inputs(edition: Edition, inputs: str) -> Sheet:
    """Return the sheet that inputs_of wrote down.

    Raises DomainError when the edition holds no scale or an answer does not fit it.
    """
    data = json.loads(inputs)
    if edition.data["scale"] is None:
        raise DomainError(_("Эта анкета не оценивается: в её редакции нет шкалы."))
    try:
        scale = read_scale(edition.data["scale"])
        known = {indicator.uid: indicator for indicator in scale.indicators}
        answers = {uid: read_answer(known[uid], given) for uid, given in data["answers"].items()}
    except Unreadable as problem:
        message = _("Ответ не подходит к своей редакции (%(problem)s).") % {"problem": problem}
        raise DomainError(message) from problem
    return Sheet(scale, answers, tuple(data["asked"]))


def asked_indicators(edition: Edition) -> list[str]:
    """Return the uids of the indicators that an edition asks, in its order."""
    return [item["uid"] for item in read_edition(edition).items if item["type"] == "indicator"]
