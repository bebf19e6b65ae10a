"""What happened in the kindergartens, from sheets to publications, with words to search for."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from forms_builder.common.canonical import canonical_json, sha256_of
from forms_builder.questionnaires.models import Edition
from pages import publishing
from pages.models import Publication
from portal.accounts.models import User
from portal.documents import tree
from portal.jobs.models import Job
from portal.organisations.models import Organisation
from portal.plans import services as plans
from portal.plans.models import ImprovementPlan, Measure
from portal.profiles.models import Profile
from portal.profiles.services import compute_profile
from portal.reports.models import Report
from portal.responses.models import Answer, Evidence, Response
from tests.factories.chain import AssignmentFactory, ResponseFactory
from tests.factories.content import LOOSE, STRICT, TALK, uid
from tests.factories.results import ANSWERS, submitted_response

State = Report.State
JPEG = b"\xff\xd8\xff\xe0 not a picture"


@dataclass(frozen=True)
class Setting:
    """What every sheet shares: the edition it asks and the procedure it belongs to."""

    edition: Edition
    procedure: Any


def open_sheet(setting: Setting, organisation: Organisation, person: User, mark: str) -> Response:
    """Return a sheet half filled in; its words hold the mark."""
    task = AssignmentFactory(
        organisation=organisation, assignee=person, state="in_progress", **vars(setting)
    )
    response = ResponseFactory(assignment=task)
    data = {"state": "answered", "value": mark}
    Answer.objects.create(response=response, item=uid("impression"), data=data, saved_by=person)
    _add_evidence(response, mark)
    return response


def sent_sheet(setting: Setting, organisation: Organisation, person: User, mark: str) -> Response:
    """Return a submitted sheet; an indicator is not applicable for a reason with the mark."""
    reason = {"state": "not_applicable", "reason": f"Причина {mark}"}
    answers = ANSWERS | {TALK: reason}
    response = submitted_response(organisation, answers, assignee=person, **vars(setting))
    _add_evidence(response, f"Пояснение {mark}")
    return response


def complete_sheet(setting: Setting, organisation: Organisation, person: User) -> Response:
    """Return a sheet in which nothing is missing and which was not sent yet."""
    task = AssignmentFactory(
        organisation=organisation, assignee=person, state="in_progress", **vars(setting)
    )
    response = ResponseFactory(assignment=task)
    for item, data in ANSWERS.items():
        Answer.objects.create(response=response, item=item, data=data, saved_by=person)
    _add_evidence(response, "Пометка-открытого-листа")
    return response


def _add_evidence(response: Response, text: str) -> None:
    rows = Evidence.objects
    given = {"response": response, "item": STRICT, "by": response.assignment.assignee}
    rows.create(kind=Evidence.Kind.TEXT, text=text, **given)
    rows.create(kind=Evidence.Kind.PHOTO, file=ContentFile(JPEG, name="photo.jpg"), **given)


def profile_of(response: Response) -> Profile:
    return compute_profile(by=response.assignment.assignee, response=response)


def report_of(profile: Profile, state: str, by: User, mark: str, job: Job | None = None) -> Report:
    """Return a report by a person whose document holds the mark; a compiling one has none yet."""
    report = Report(
        kind=Report.Kind.DOO_PROFILE,
        organisation=profile.organisation,
        campaign=profile.campaign,
        profile=profile,
        created_by=by,
        state=state,
        job=job,
    )
    if state != State.COMPILING:
        document = tree.Document(f"Отчёт {mark}", "", "", (), (tree.Paragraph(mark),))
        report.document = canonical_json(tree.as_data(document))
        report.document_sha256 = sha256_of(report.document)
        report.file.save("report.pdf", ContentFile(b"%PDF-1.4 small"), save=False)
    if state == State.FINAL:
        report.finalised_at = timezone.now()
    report.save()
    return report


def job_of(person: User, state: str, title: str) -> Job:
    job = Job(kind="report.compile", title=title, params={"report": 0}, by=person, state=state)
    job.max_attempts = job.attempts = 3
    if state == Job.State.DONE:
        job.file.save("table.csv", ContentFile(b"text"), save=False)
    job.save()
    return job


def publication_of(report: Report, people: dict[str, User], *actions: str) -> Publication:
    """Return a publication proposed by the coordinator and moved on by those whose work it is."""
    movers = {"approve": "doo_head", "release": "editor", "withdraw": "editor"}
    publication = publishing.propose(by=people["doo_coordinator"], report=report)
    for action in actions:
        by = people[movers[action]]
        publication = publishing.move(
            by=by, publication=publication, action=action, reason="Причина-снятия"
        )
    return publication


def measure_of(profile: Profile, by: User, indicator: str, mark: str) -> Measure:
    return plans.propose_measure(
        by=by,
        profile=profile,
        indicator=indicator,
        problem=f"Не так: {mark}",
        action=f"Сделаем: {mark}",
        responsible="Воспитатель",
        due=timezone.localdate() + datetime.timedelta(days=30),
    )


def strangers_chain(
    setting: Setting, organisation: Organisation, person: User, head: User | None = None
) -> None:
    """Let another kindergarten have everything too: nobody of ours may meet it in a list."""
    profile = profile_of(sent_sheet(setting, organisation, person, f"Чужой {organisation}"))
    report_of(profile, State.DRAFT, person, f"Чужой-черновик {organisation}")
    final = report_of(profile, State.FINAL, person, f"Чужой-отчёт {organisation}")
    Publication.objects.create(organisation=organisation, report=final, proposed_by=person)
    if head:
        measure_of(profile, head, LOOSE, f"Чужое-мероприятие {organisation}")
    else:
        ImprovementPlan.objects.create(organisation=organisation, campaign=profile.campaign)


def agreed_measure(like: Measure, indicator: str, mark: str) -> Measure:
    """Return an approved measure for another indicator of the same plan."""
    return Measure.objects.create(
        plan=like.plan,
        profile=like.profile,
        indicator=indicator,
        indicator_code="1.2",
        indicator_title="Показатель 1.2",
        indicator_level=1,
        problem=f"Не так: {mark}",
        action=f"Сделаем: {mark}",
        responsible="Воспитатель",
        due=like.due,
        state=Measure.State.APPROVED,
        created_by=like.created_by,
    )


NOBODY = {"uid": uuid.UUID(int=7), "indicator": LOOSE, "evidence_uid": uuid.UUID(int=8)}
