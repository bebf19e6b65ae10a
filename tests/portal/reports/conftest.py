"""A kindergarten with a result, and the people around it."""

from dataclasses import dataclass

import pytest

from portal.accounts.models import User
from portal.jobs.run import run_job
from portal.organisations.choices import Role
from portal.profiles.models import Profile
from portal.reports import tasks
from portal.reports.models import Report
from portal.reports.services import start_compile
from tests.factories import OrganisationFactory, appointed, orsk
from tests.factories.results import computed_profile


@dataclass
class Garden:
    profile: Profile
    coordinator: User
    head: User
    municipal: User

    def compiled(self, by: User | None = None) -> Report:
        """Return the draft that the worker made."""
        report = start_compile(by=by or self.coordinator, profile=self.profile)
        run_job(report.job.pk)
        report.refresh_from_db()
        return report


@pytest.fixture
def garden(db: None) -> Garden:
    organisation = OrganisationFactory(
        short_name="Детский сад № 94 «Звёздочка»",
        official_name="МДОАУ «Детский сад № 94 „Звёздочка“ г. Орска»",
    )
    return Garden(
        profile=computed_profile(organisation),
        coordinator=appointed(Role.DOO_COORDINATOR, organisation),
        head=appointed(Role.DOO_HEAD, organisation),
        municipal=appointed(Role.MUNICIPAL_COORDINATOR, orsk()),
    )


@pytest.fixture
def quick_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw nothing, for tests that are about the row and not about paper."""
    monkeypatch.setattr(tasks, "render_pdf", lambda document: b"%PDF-1.4 quick")
    monkeypatch.setattr(tasks, "check_pdf", lambda document, pdf: None)
