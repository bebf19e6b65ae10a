"""Results for tests: a submitted sheet, its computed profile, a final report with a small PDF."""

from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from forms_builder.common.canonical import canonical_json, sha256_of
from portal.accounts.models import User
from portal.documents import tree
from portal.organisations.models import Organisation
from portal.profiles.models import Profile
from portal.profiles.services import compute_profile
from portal.reports.models import Report
from portal.responses.models import Answer, Response
from tests.factories.chain import AssignmentFactory, ResponseFactory
from tests.factories.content import LOOSE, STRICT, TALK, uid
from tests.factories.people import OrganisationFactory, PersonFactory

ANSWERS: dict[str, dict[str, Any]] = {
    STRICT: {
        "state": "answered",
        "confirmed": sorted([uid("1.1/1"), uid("1.1/2"), uid("1.1/3")]),
        "not_applicable": {},
    },
    TALK: {"state": "not_applicable", "reason": "Группа закрыта на ремонт"},
    LOOSE: {"state": "answered", "level": 2},
    uid("groups"): {"state": "answered", "value": "2"},
}


def submitted_response(
    organisation: Organisation | None = None,
    answers: dict[str, dict[str, Any]] | None = None,
    **assignment: Any,
) -> Response:
    """Return a submitted response with these answers (by default 3, not applicable, 2)."""
    task = AssignmentFactory(
        organisation=organisation or OrganisationFactory(), state="submitted", **assignment
    )
    response = ResponseFactory(
        assignment=task, state=Response.State.SUBMITTED, submitted_at=timezone.now()
    )
    for item, data in (answers or ANSWERS).items():
        Answer.objects.create(response=response, item=item, data=data, saved_by=task.assignee)
    return response


def computed_profile(organisation: Organisation | None = None, **options: Any) -> Profile:
    """Return the profile of a submitted response: areas 3 and 2, overall 2.50."""
    response = submitted_response(organisation, **options)
    return compute_profile(by=response.assignment.assignee, response=response)


def final_report(
    organisation: Organisation | None = None,
    by: User | None = None,
    state: str = Report.State.FINAL,
    **options: Any,
) -> Report:
    """Return a final report whose document is a title and one strip; its file is not a real PDF."""
    profile = computed_profile(organisation, **options)
    rows = (tree.StripRow("Ориентиры", Decimal(3), 3, "3,00"),)
    strip = tree.StripChart("Области", rows)
    document = tree.Document(
        "Профиль качества ДОО", str(profile.organisation), "", (), (strip,)
    )
    text = canonical_json(tree.as_data(document))
    report = Report(
        kind=Report.Kind.DOO_PROFILE,
        organisation=profile.organisation,
        campaign=profile.campaign,
        profile=profile,
        state=state,
        document=text,
        document_sha256=sha256_of(text),
        created_by=by or PersonFactory(),
        finalised_by=PersonFactory(),
        finalised_at=timezone.now(),
    )
    report.file.save("report.pdf", ContentFile(b"%PDF-1.4 small"), save=False)
    report.save()
    return report
