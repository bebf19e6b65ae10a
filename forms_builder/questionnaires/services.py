"""Writing forms. Freezing an edition is the only way from wording to what people are asked."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forms_builder.common.errors import Conflict, DomainError, Problem
from forms_builder.common.services import service
from forms_builder.questionnaires import gate, ports
from forms_builder.questionnaires.models import Edition, Questionnaire
from forms_builder.questionnaires.ports import Moved
from forms_builder.questionnaires.selectors import editions_of
from forms_builder.questionnaires.transfer_in import body_of
from forms_builder.scales.models import Scale
from forms_builder.scales.permissions import demand

Data = dict[str, Any]


@dataclass(frozen=True)
class Passed:
    """What passing the gate made: the edition, and what became of the sheets still being filled.

    again: the edition stood already, frozen by the same act (a form sent twice).
    """

    edition: Edition
    moved: Moved
    again: bool = False


@service
def pass_gate(
    *,
    by: Any,
    questionnaire: Questionnaire,
    seen: str,
    valid_from: datetime.date,
    move_drafts: bool = False,
) -> Passed:
    """Freeze what was looked at, and move open drafts where every answer fits, in one act.

    seen: the SHA-256 of the content as the gate showed it. Sent twice, the first edition comes
    back. Raises what freeze_edition raises.
    """
    demand(by, "questionnaires.publish_questionnaire")
    _wait_for_the_gate(questionnaire)
    earlier = list(editions_of(questionnaire))
    if earlier and earlier[0].sha256 == seen:
        return Passed(earlier[0], Moved(), again=True)
    edition = freeze_edition(by=by, questionnaire=questionnaire, valid_from=valid_from, seen=seen)
    return Passed(edition, _move(by, earlier, edition) if move_drafts else Moved())


@service
def freeze_edition(
    *, by: Any, questionnaire: Questionnaire, valid_from: datetime.date, seen: str | None = None
) -> Edition:
    """Return the next edition of a form, made of agreed text alone; it never changes again.

    Drafts do not enter: an indicator with unpublished changes enters with its agreed wording, one
    never agreed or retired is left out. Raises DomainError, a problem per place, when something is
    wrong, nothing has changed since the last edition, or that one begins later; Conflict when the
    content is no longer the one with the SHA-256 seen; NotAllowed for others than methodologists.
    """
    demand(by, "questionnaires.publish_questionnaire")
    _wait_for_the_gate(questionnaire)
    report = gate.report(questionnaire)
    if seen is not None and report.sha256 != seen:
        message = _("Пока Вы смотрели, согласованный текст изменился. Посмотрите ещё раз.")
        raise Conflict(message)
    if not report.may_freeze:
        raise DomainError(problems=[found.as_problem() for found in report.findings])
    if report.last and valid_from < report.last.valid_from:
        since = date_format(report.last.valid_from, "j E Y")
        message = _("Прежняя редакция действует с %s: новая не может начаться раньше.")
        raise DomainError(message % since)
    return Edition.objects.create(
        questionnaire=report.questionnaire,
        number=report.last.number + 1 if report.last else 1,
        content=report.text,
        sha256=report.sha256,
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

    data: a form's file as README.md describes it; scale: what its indicators are taken from. A form
    that stands already is left as it is. Raises DomainError that names every wrong place of the
    file, or that the file asks indicators and no scale is given.
    """
    body = body_of(data)
    there = Questionnaire.objects.filter(title=data["title"]).first()
    if there:
        return there
    form = _from_file(by, body, data, data["title"], scale)
    return agree(by=by, questionnaire=form)


@service
def draft_from_file(*, by: Any, data: Data, title: str, scale: Scale | None) -> Questionnaire:
    """Return a new form out of a file, as a draft under a title that no form has yet.

    Raises DomainError with a problem per wrong place: of the file, or «title» and «scale».
    """
    body = body_of(data)
    if Questionnaire.objects.filter(title=title).exists():
        taken = _("Форма с таким названием уже есть. Дайте новой другое.")
        raise DomainError(problems=[Problem(taken, "title")])
    return _from_file(by, body, data, title, scale)


def _from_file(
    by: Any, body: list[Data], data: Data, title: str, scale: Scale | None
) -> Questionnaire:
    if scale is None and any(block["type"] == "indicator" for block in body):
        which = _("Форма спрашивает показатели шкалы: скажите, какой.")
        raise DomainError(problems=[Problem(which, "scale")])
    notice = data.get("notice", "")
    return create_questionnaire(by=by, title=title, notice=notice, scale=scale, body=body)


def _wait_for_the_gate(questionnaire: Questionnaire) -> None:
    """Two people at the gate at once: the second waits, and is told that nothing has changed."""
    Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)


def _move(by: Any, earlier: list[Edition], new: Edition) -> Moved:
    told = [ports.usage().move_drafts(by=by, old=old, new=new) for old in earlier]
    return Moved(sum(one.moved for one in told), sum(one.stayed for one in told))
