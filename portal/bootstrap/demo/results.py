"""Reports, plans and publications of the demo, each by the people whose work it is."""

import datetime
from collections.abc import Iterable

from django.utils import timezone

from pages import publishing
from portal.accounts.models import User
from portal.bootstrap.demo.files import read
from portal.bootstrap.demo.people import first_with, leaders
from portal.campaigns.models import Campaign
from portal.organisations.choices import OrganisationState, Role
from portal.organisations.models import Organisation
from portal.plans.models import Measure
from portal.plans.services import move, propose_measure
from portal.profiles.models import Profile
from portal.reports.models import Report
from portal.reports.services import finalise, start_compile

PER_PLAN = 3
LOW = 2
DAYS_FOR_A_MEASURE = 180
# Left half-way on purpose, so that every screen has something to do.
ONLY_PROPOSED, ONLY_APPROVED, ONLY_DRAFT = "118", "124", "99"
STATE = Measure.State
PATHS = (
    (STATE.APPROVED,),
    (STATE.APPROVED, STATE.IN_PROGRESS),
    (STATE.APPROVED, STATE.IN_PROGRESS, STATE.DONE),
)


def compile_reports(campaign: Campaign) -> None:
    """Ask for the report of every profile that has none."""
    for profile in _profiles(campaign):
        if not profile.reports.exists():
            author, _checker = leaders(profile.organisation)
            start_compile(by=author, profile=profile)


def finish_reports(campaign: Campaign) -> None:
    """Finalise the compiled ones, write plans, publish."""
    reports = Report.objects.filter(campaign=campaign).select_related("organisation")
    for report in reports.exclude(organisation__number=ONLY_DRAFT):
        author, checker = leaders(report.organisation)
        if report.state == Report.State.DRAFT:
            _publish(finalise(by=checker, report=report), author, checker)
    for profile in _profiles(campaign):
        if not Measure.objects.filter(plan__organisation=profile.organisation).exists():
            _plan(profile, *leaders(profile.organisation))


def open_pages(territory_organisations: Iterable[Organisation], editor: User) -> None:
    """A closed kindergarten keeps a page with its history."""
    for organisation in territory_organisations:
        if organisation.state == OrganisationState.CLOSED and not hasattr(organisation, "page"):
            publishing.open_page(by=editor, organisation=organisation)


def _profiles(campaign: Campaign) -> list[Profile]:
    rows = Profile.objects.filter(campaign=campaign, procedure__code="4.2")
    return list(rows.select_related("organisation__territory").order_by("organisation__sort"))


def _publish(report: Report, author: User, checker: User) -> None:
    publication = publishing.propose(by=author, report=report)
    if report.organisation.number == ONLY_PROPOSED:
        return
    publishing.move(by=checker, publication=publication, action="approve")
    if report.organisation.number != ONLY_APPROVED:
        publishing.move(by=first_with(Role.EDITOR), publication=publication, action="release")


def _plan(profile: Profile, author: User, checker: User) -> None:
    texts = {row["indicator"]: row for row in read("measures_demo.json")["measures"]}
    low = [
        row
        for row in profile.data["indicators"]
        if row["state"] == "scored" and row["level"] <= LOW and row["code"] in texts
    ]
    for row, path in zip(low[:PER_PLAN], PATHS, strict=False):
        text = texts[row["code"]]
        measure = propose_measure(
            by=author,
            profile=profile,
            indicator=row["uid"],
            problem=text["problem"],
            action=text["action"],
            responsible=text["responsible"],
            due=timezone.localdate() + datetime.timedelta(days=DAYS_FOR_A_MEASURE),
        )
        for state in path:
            move(by=checker if state == STATE.APPROVED else author, measure=measure, to=state)
