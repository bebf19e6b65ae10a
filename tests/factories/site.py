"""The public site for tests."""

from pages import publishing
from pages.models import HomePage, Publication
from pages.site import open_site
from portal.organisations.choices import Role
from portal.reports.models import Report
from tests.factories.people import AppointmentFactory, appointed, orsk

TEXT = {"title": "Заголовок", "sections": [{"heading": "Раздел", "paragraphs": ["Слова <b>."]}]}


def site() -> HomePage:
    """Return the first page of a site with its three fixed pages."""
    return open_site(by=None, home=TEXT, method=TEXT)


def editor():
    """Return a new person who moderates the site."""
    return AppointmentFactory(role=Role.EDITOR, territory=orsk()).person


def released(report: Report) -> Publication:
    """Return the publication of a final report after its three people did their part."""
    coordinator = appointed(Role.DOO_COORDINATOR, report.organisation)
    head = appointed(Role.DOO_HEAD, report.organisation)
    publication = publishing.propose(by=coordinator, report=report)
    publishing.move(by=head, publication=publication, action="approve")
    return publishing.move(by=editor(), publication=publication, action="release")
