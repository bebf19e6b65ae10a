"""Trial filling: starting, answering, bringing up to date. Nothing of it enters the results."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from forms_builder.common.canonical import canonical_json
from forms_builder.common.errors import DomainError
from forms_builder.common.services import service
from forms_builder.fields.catalogue import field_type
from forms_builder.fields.contract import Item, Payload
from forms_builder.questionnaires.build import build
from forms_builder.questionnaires.models import Questionnaire, TrialFilling, Wording
from forms_builder.questionnaires.moving import answer_fits
from forms_builder.questionnaires.sheet import read_content
from forms_builder.scales.models import Indicator, Scale
from forms_builder.scales.permissions import demand
from forms_builder.scales.selectors import standing, with_characteristics

KEPT = datetime.timedelta(days=30)


@dataclass(frozen=True)
class Refused:
    """What was not kept of a page: item uid → sentence. Everything else of it was."""

    errors: Mapping[str, str]


def trial_of(person: Any, questionnaire: Questionnaire) -> TrialFilling | None:
    """Return the trial that a person goes on with, None before the first or after 30 days."""
    rows = TrialFilling.objects.filter(questionnaire=questionnaire, person=person)
    return rows.filter(updated_at__gt=timezone.now() - KEPT).first()


@service
def start_trial(*, by: Any, questionnaire: Questionnaire, wording: str) -> TrialFilling:
    """Return a new empty trial; it takes the place of the person's earlier one."""
    demand(by, "questionnaires.change_questionnaire")
    # A button pressed twice: the second waits, and takes the place of the first.
    Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    sweep_trials(by=by)
    TrialFilling.objects.filter(questionnaire=questionnaire, person=by).delete()
    return TrialFilling.objects.create(
        questionnaire=questionnaire,
        person=by,
        wording=wording,
        content=canonical_json(trial_content(questionnaire, wording)),
    )


@service
def refresh_trial(*, by: Any, trial: TrialFilling) -> list[Item]:
    """Bring a trial to the wording of now; return the items whose answers did not fit any more."""
    demand(by, "questionnaires.change_questionnaire")
    before = read_content(trial.data).items
    trial.content = canonical_json(trial_content(trial.questionnaire, trial.wording))
    del trial.data
    now = {item["uid"]: item for item in read_content(trial.data).items}
    given = [item for item in before if item["uid"] in trial.answers]
    lost = [
        item
        for item in given
        if not answer_fits(item, now.get(item["uid"]), trial.answers[item["uid"]])
    ]
    gone = {item["uid"] for item in lost}
    trial.answers = {uid: one for uid, one in trial.answers.items() if uid not in gone}
    trial.save()
    return lost


@service
def answer_trial(
    *, by: Any, trial: TrialFilling, items: Sequence[Item], payloads: Mapping[str, Payload]
) -> Refused:
    """Keep the answers of one page; payloads: item uid → what the form sent.

    An item the page shows and the form says nothing of is not answered.
    """
    demand(by, "questionnaires.change_questionnaire")
    answers, errors = dict(trial.answers), {}
    for item in items:
        kind, uid = field_type(item["type"]), item["uid"]
        if not kind.asks:
            continue
        try:
            answer = kind.decode(item, payloads.get(uid, {}))
        except DomainError as refusal:
            errors[uid] = "; ".join(problem.message for problem in refusal.problems)
            continue
        answers.pop(uid, None)
        if answer is not None:
            answers[uid] = answer
    trial.answers = answers
    trial.save()
    return Refused(errors)


@service
def sweep_trials(*, by: Any) -> int:
    """Delete everybody's trials that nobody touched for 30 days; return how many."""
    old = TrialFilling.objects.filter(updated_at__lte=timezone.now() - KEPT)
    return old.delete()[0]


def trial_content(questionnaire: Questionnaire, wording: str) -> dict[str, Any]:
    """Return edition content of a form as it is being written, or as agreed."""
    row = Questionnaire.objects.select_related("scale", "latest_revision").get(pk=questionnaire.pk)
    if wording == Wording.AGREED:
        return build(row).content
    drafted = row.latest_revision.as_object() if row.latest_revision else row
    scale = drafted.scale
    return build(drafted, _drafts(scale) if scale else None).content


def _drafts(scale: Scale) -> list[Indicator]:
    """Every standing indicator in its latest wording; only those with drafts are read anew."""
    rows = with_characteristics(standing(scale)).select_related("latest_revision", "area")
    return [_drafted(row) for row in rows]


def _drafted(row: Indicator) -> Indicator:
    is_draft = row.has_unpublished_changes or not row.live
    return row.latest_revision.as_object() if is_draft and row.latest_revision else row
