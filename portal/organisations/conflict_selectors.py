"""Reading conflicts of interest, and where an expert may declare one."""

from django.db.models import QuerySet

from portal.accounts.models import User
from portal.organisations.models import ConflictOfInterest, Organisation
from portal.organisations.policy import EXPERTS, actor_of, visible
from portal.organisations.selectors import matching


def experts_gardens(user: User, words: str) -> QuerySet[Organisation]:
    """Return the kindergartens of the territories she is an expert for, by words of a name."""
    rows = Organisation.objects.filter(actor_of(user).organisations(*EXPERTS))
    return matching(rows.select_related("territory"), words)


def conflicts_seen(user: User) -> QuerySet[ConflictOfInterest]:
    """Return the standing conflicts of her experts, her own not among them."""
    rows = visible(user, ConflictOfInterest).standing().exclude(person=user.pk)
    return rows.select_related("person", "organisation__territory")


def own_conflicts(user: User) -> QuerySet[ConflictOfInterest]:
    rows = ConflictOfInterest.objects.filter(person=user.pk)
    return rows.select_related("organisation__territory")
