"""Dates that wait: for the word of a side, for the decision of a coordinator."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.campaigns.agreement_lists import waiting_for_answer, waiting_for_decision
from portal.campaigns.models import Agreement
from portal.desk.sections import SHOWN, Section, Waiting, waiting_section


def dates_to_answer(user: User) -> Section | None:
    """Notices about expert procedures that the person has not answered yet."""
    return _section(_("Ждёт Вашего согласия"), waiting_for_answer(user))


def dates_to_settle(user: User) -> Section | None:
    """Other dates that sides proposed and this coordinator decides on."""
    return _section(_("Предложены другие даты"), waiting_for_decision(user))


def _section(title: str, found: QuerySet[Agreement]) -> Section | None:
    rows = [
        Waiting(
            f"{row.target}, {row.offered_period or row.period}",
            reverse("campaigns:agreement", args=[row.uid]),
            row.changed_at,
        )
        for row in found[: SHOWN + 1]
    ]
    return waiting_section(title, rows)
