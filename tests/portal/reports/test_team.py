"""The team of a kindergarten reads what its coordinator opened to it, and nothing else."""

import pytest

from forms_builder.common.errors import NotAllowed
from portal.journal.models import Entry
from portal.organisations.choices import Role
from portal.organisations.policy import visible
from portal.profiles.models import Profile
from portal.reports.models import OpenedToTeam, Report
from portal.reports.team import close_to_team, open_to_team
from tests.factories import OrganisationFactory, appointed, orsk
from tests.factories.results import final_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def garden():
    return OrganisationFactory()


@pytest.fixture
def report(garden):
    return final_report(garden, assignee=appointed(Role.EXPERT, orsk()))


@pytest.fixture
def coordinator(garden):
    return appointed(Role.DOO_COORDINATOR, garden)


@pytest.fixture
def teacher(garden):
    return appointed(Role.TEACHER, garden)


def test_opened__report_is_read_by_the_team_of_its_kindergarten(report, coordinator, teacher):
    stranger = appointed(Role.TEACHER, OrganisationFactory())
    assert not visible(teacher, Report).exists()
    open_to_team(by=coordinator, thing=report)
    assert list(visible(teacher, Report)) == [report]
    assert not visible(teacher, Profile).exists()
    assert not visible(stranger, Report).exists()


def test_opened__result_is_read_without_its_reports(report, coordinator, teacher):
    open_to_team(by=coordinator, thing=report.profile)
    assert list(visible(teacher, Profile)) == [report.profile]
    assert not visible(teacher, Report).exists()


def test_opened__is_recorded_once_and_taken_back(report, coordinator, teacher, garden):
    for _ in range(2):
        open_to_team(by=coordinator, thing=report)
    for _ in range(2):
        close_to_team(by=coordinator, thing=report)
    assert not visible(teacher, Report).exists()
    acts = Entry.objects.filter(action__startswith="team.").order_by("pk")
    assert list(acts.values_list("action", "organisation_uid")) == [
        ("team.opened", garden.uid),
        ("team.closed", garden.uid),
    ]


def test_opening__is_for_the_leaders_of_the_kindergarten(report, teacher):
    strangers = (
        appointed(Role.MUNICIPAL_COORDINATOR, orsk()),
        appointed(Role.DOO_HEAD, OrganisationFactory()),
        teacher,
    )
    for person in strangers:
        with pytest.raises(NotAllowed):
            open_to_team(by=person, thing=report)
    assert not OpenedToTeam.objects.exists()


def test_opening__never_a_teachers_personal_result(garden, coordinator, teacher):
    personal = final_report(garden, assignee=teacher)
    for thing in (personal, personal.profile):
        with pytest.raises(NotAllowed, match="Личный"):
            open_to_team(by=coordinator, thing=thing)


def test_screens__button_opens_and_closes(client, report, coordinator, teacher):
    for page, button in (
        (f"/reports/{report.uid}/", f"/reports/{report.uid}/team/"),
        (f"/results/{report.profile.uid}/", f"/reports/result/{report.profile.uid}/team/"),
    ):
        client.force_login(coordinator)
        assert "Открыть команде" in client.get(page).content.decode()
        assert client.post(button, {"open": "1"})["Location"] == page
        assert "Закрыть от команды" in client.get(page).content.decode()
        client.force_login(teacher)
        shown = client.get(page)
        assert shown.status_code == 200
        assert button not in shown.content.decode()
        client.force_login(coordinator)
        client.post(button)
        client.force_login(teacher)
        assert client.get(page).status_code == 404
