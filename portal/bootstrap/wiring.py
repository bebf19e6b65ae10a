"""What only the composition may join: the public pages and the desk are strangers to each other."""

from django.urls import reverse
from django.utils.translation import gettext as _

from forms_builder.questionnaires import ports
from forms_builder.questionnaires.models import Edition
from pages.method import method_links
from pages.selectors import publications_waiting
from portal.accounts.models import User
from portal.desk.sections import SHOWN, Section, Waiting, add_section, waiting_section
from portal.responses.edition_files import edition_links


def publications_to_move(user: User) -> Section | None:
    """Publications that wait for this person's approval or release."""
    rows = [
        Waiting(str(row), reverse("publications:detail", args=[row.uid]), row.proposed_at)
        for row in publications_waiting(user)[: SHOWN + 1]
    ]
    return waiting_section(_("Публикации ждут Вашего решения"), rows)


class EditionLinks:
    """Everything an edition gives, from two rooms that do not know each other."""

    def links(self, edition: Edition) -> list[tuple[str, str]]:
        return edition_links(edition) + method_links(edition)


def connect() -> None:
    """Hang the pages' section into the desk, and the files of an edition beside it in the CMS."""
    add_section(publications_to_move)
    ports.register(edition_links=EditionLinks())
