"""Reading reports."""

from django.db.models import QuerySet

from portal.accounts.models import User
from portal.organisations.policy import ABOVE, LEADING, actor_of, visible
from portal.organisations.selectors import matching
from portal.reports.models import Report

HEAVY = ("document", "profile__inputs", "profile__result")


def with_everything() -> QuerySet[Report]:
    """Return reports with all that the page of one needs."""
    return Report.objects.select_related(
        "organisation__territory",
        "campaign",
        "profile__procedure",
        "job",
        "created_by",
        "finalised_by",
    ).defer("profile__inputs", "profile__result")


def listed(user: User, words: str = "") -> QuerySet[Report]:
    """Return the reports a person sees, newest first, without their long texts.

    words: any part of a kindergarten's names, as people type it.
    """
    rows = visible(user, Report).select_related(
        "organisation__territory", "profile__procedure", "created_by"
    )
    return matching(rows, words, "organisation__search").defer(*HEAVY)


def waiting_for(user: User) -> QuerySet[Report]:
    """Return the drafts that this person may make final: those that others have compiled."""
    led = actor_of(user).covered(*ABOVE, *LEADING)
    return listed(user).filter(led, state=Report.State.DRAFT).exclude(created_by=user.pk)
