"""«Мне показали»: drafts whose authors invited the person to read and comment."""

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.desk.sections import SHOWN, Section, Waiting, waiting_section
from portal.responses.colleagues import shown_drafts


def shown_to_me(user: User) -> Section | None:
    """The drafts of colleagues; None without any."""
    rows = [
        Waiting(
            f"{draft.assignment.assignee.get_short_name()} · {draft.assignment}",
            reverse("sheets:sheet", args=[draft.assignment.uid]),
            draft.started_at,
        )
        for draft in shown_drafts(user)[: SHOWN + 1]
    ]
    return waiting_section(_("Мне показали"), rows)
