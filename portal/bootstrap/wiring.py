"""What only the composition may join: the public pages and the desk are strangers to each other."""

from django.urls import reverse
from django.utils.translation import gettext as _

from pages.selectors import publications_waiting
from portal.accounts.models import User
from portal.desk.sections import SHOWN, Section, Waiting, add_section, waiting_section


def publications_to_move(user: User) -> Section | None:
    """Publications that wait for this person's approval or release."""
    rows = [
        Waiting(str(row), reverse("publications:detail", args=[row.uid]), row.proposed_at)
        for row in publications_waiting(user)[: SHOWN + 1]
    ]
    return waiting_section(_("Публикации ждут Вашего решения"), rows)


def connect() -> None:
    """Hang the pages' section into the desk."""
    add_section(publications_to_move)
