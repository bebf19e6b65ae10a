"""Letting the team of a kindergarten read a result or a report, and taking it back."""

from forms_builder.common.services import service
from portal.accounts.models import User
from portal.journal.services import record
from portal.organisations import policy
from portal.profiles.models import Profile
from portal.reports.models import OpenedToTeam, Report


@service
def open_to_team(*, by: User, thing: Profile | Report) -> None:
    """Let everybody appointed in the kindergarten read it; open already, it stays. Raises
    NotAllowed.
    """
    policy.demand(by, "open_to_team", thing)
    _, is_new = OpenedToTeam.objects.get_or_create(**_named(thing), defaults={"by": by})
    if is_new:
        record(by=by, action="team.opened", obj=thing)


@service
def close_to_team(*, by: User, thing: Profile | Report) -> None:
    """Take it back; what was never open stays so. Raises NotAllowed."""
    policy.demand(by, "open_to_team", thing)
    deleted, _ = OpenedToTeam.objects.filter(**_named(thing)).delete()
    if deleted:
        record(by=by, action="team.closed", obj=thing)


def _named(thing: Profile | Report) -> dict[str, Profile | Report]:
    return {"report" if isinstance(thing, Report) else "profile": thing}
