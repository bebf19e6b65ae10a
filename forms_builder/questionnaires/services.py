"""Writing forms. Freezing an edition is the only way from wording to what people are asked."""

import datetime
import uuid
from typing import Any

from forms_builder.common.canonical import sha256_of
from forms_builder.common.errors import DomainError
from forms_builder.common.services import service
from forms_builder.questionnaires import gate
from forms_builder.questionnaires.models import Edition, Questionnaire
from forms_builder.scales.models import Scale
from forms_builder.scales.permissions import demand

Data = dict[str, Any]


@service
def freeze_edition(
    *, by: Any, questionnaire: Questionnaire, valid_from: datetime.date
) -> Edition:
    """Return the next edition of a form, made of agreed text alone; it never changes again.

    Drafts do not enter: an indicator with unpublished changes enters with its agreed wording, one
    never agreed or retired is left out. Raises DomainError, a problem per place, when something is
    wrong or nothing has changed since the last edition; NotAllowed for others than methodologists.
    """
    demand(by, "questionnaires.publish_questionnaire")
    # Two people at the gate at once: the second waits, and is told that nothing has changed.
    Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    report = gate.report(questionnaire)
    if not report.may_freeze:
        raise DomainError(problems=[found.as_problem() for found in report.findings])
    return Edition.objects.create(
        questionnaire=report.questionnaire,
        number=report.last.number + 1 if report.last else 1,
        content=report.text,
        sha256=sha256_of(report.text),
        valid_from=valid_from,
        frozen_by=by,
    )


@service
def create_questionnaire(
    *, by: Any, title: str, notice: str, scale: Scale | None, body: list[Data], **identity: str
) -> Questionnaire:
    """Return a new form as a draft.

    body: blocks of type, value and id, as a StreamField keeps them; identity: its uid.
    """
    demand(by, "questionnaires.add_questionnaire")
    form = Questionnaire(title=title, notice=notice, scale=scale, live=False, **identity)
    form.body = form.body.stream_block.to_python(body)
    form.save()
    form.save_revision(user=by)
    return form


@service
def agree(*, by: Any, questionnaire: Questionnaire) -> Questionnaire:
    """Make the latest draft the agreed wording; nothing is frozen by it."""
    demand(by, "questionnaires.publish_questionnaire")
    latest = questionnaire.latest_revision or questionnaire.save_revision(user=by)
    latest.publish(user=by)
    questionnaire.refresh_from_db()
    return questionnaire


@service
def import_questionnaire(*, by: Any, data: Data, scale: Scale | None) -> Questionnaire:
    """Return the form with this title, made and agreed when there is none yet.

    data: title, notice, before and after: sections of title and items, which stand around the
    indicators of the scale. A form that stands already is left as it is.
    """
    there = Questionnaire.objects.filter(title=data["title"]).first()
    if there:
        return there
    indicators = [_block("indicator", {"areas": ""})] if scale else []
    body = [*_blocks(data["before"]), *indicators, *_blocks(data["after"])]
    form = create_questionnaire(
        by=by, title=data["title"], notice=data["notice"], scale=scale, body=body
    )
    return agree(by=by, questionnaire=form)


def _blocks(sections: list[Data]) -> list[Data]:
    blocks = []
    for section in sections:
        blocks.append(_block("section", {"title": section["title"]}))
        for item in section["items"]:
            value = {key: item[key] for key in item if key != "type"}
            blocks.append(_block(item["type"], value))
    return blocks


def _block(kind: str, value: Data) -> Data:
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}
