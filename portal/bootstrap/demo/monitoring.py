"""The on-site visits of the demo: assignments and synthetic sheets, one per open kindergarten."""

import datetime
import itertools

from django.utils import timezone

from forms_builder.questionnaires.models import Edition
from portal.accounts.models import User
from portal.assignments.models import Assignment
from portal.assignments.services import assign
from portal.bootstrap.demo.sheets import fill, fill_and_submit
from portal.campaigns.models import Campaign, Procedure
from portal.organisations.choices import OrganisationState, Role
from portal.organisations.models import Organisation
from portal.responses.models import Response

ON_SITE, REMOTE = "4.2", "4.1"
STILL_OPEN = {"94": 3, "60": 0}  # number → chapters filled so far: something left to try
DAYS_LEFT = 14


def load_sheets(campaign: Campaign, edition: Edition, by: User) -> None:
    """Assign and fill what is not there yet; an open kindergarten gets one submitted sheet."""
    experts = list(User.objects.filter(appointments__role=Role.EXPERT).order_by("pk").distinct())
    for organisation, expert in zip(_open(campaign), itertools.cycle(experts)):
        task = _task(campaign, ON_SITE, edition, organisation, expert, by)
        if not Response.objects.filter(assignment=task, state=Response.State.SUBMITTED).exists():
            fill_and_submit(task)
    for number, chapters in STILL_OPEN.items():
        organisation = Organisation.objects.get(territory=campaign.territory, number=number)
        task = _task(campaign, REMOTE, edition, organisation, experts[0], by)
        if chapters and not hasattr(task, "response"):
            fill(task, chapters=chapters)


def _open(campaign: Campaign) -> list[Organisation]:
    rows = Organisation.objects.filter(
        participations__campaign=campaign, state=OrganisationState.OPEN
    )
    return list(rows.select_related("territory"))


def _task(
    campaign: Campaign,
    code: str,
    edition: Edition,
    organisation: Organisation,
    expert: User,
    by: User,
) -> Assignment:
    procedure = Procedure.objects.select_related("stage__campaign").get(
        stage__campaign=campaign, code=code
    )
    known = Assignment.objects.filter(
        procedure=procedure, edition=edition, organisation=organisation, assignee=expert
    ).first()
    return known or assign(
        by=by,
        procedure=procedure,
        edition=edition,
        organisation=organisation,
        assignee=expert,
        due=timezone.localdate() + datetime.timedelta(days=DAYS_LEFT),
    )
