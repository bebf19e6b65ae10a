"""Closing a kindergarten, suspending it, opening it again."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError, Problem
from forms_builder.common.services import service
from portal.accounts.models import User
from portal.journal.services import record
from portal.organisations.choices import OrganisationState as State
from portal.organisations.models import Organisation
from portal.organisations.policy import demand
from portal.organisations.states import MOVES, SUSPENSION, wrong_days

Days = dict[str, datetime.date | None]
ACTS = {State.CLOSED: "closed", State.SUSPENDED: "suspended", State.OPEN: "reopened"}


@service
def close_organisation(
    *, by: User, organisation: Organisation, closed_on: datetime.date | None, reason: str = ""
) -> Organisation:
    """Close a kindergarten from a day on; its history stays.

    Raises NotAllowed; DomainError with the field as place without a day, for a day to come, and
    when it is closed already. reason: goes into the journal, up to 500 characters.
    """
    return _moved(by, organisation, State.CLOSED, {"closed_on": closed_on}, reason)


@service
def suspend_organisation(
    *,
    by: User,
    organisation: Organisation,
    suspended_from: datetime.date | None,
    suspended_until: datetime.date | None = None,
    reason: str = "",
) -> Organisation:
    """Suspend a kindergarten for a time, a repair for instance; errors as in closing."""
    days = {"suspended_from": suspended_from, "suspended_until": suspended_until}
    return _moved(by, organisation, State.SUSPENDED, days, reason)


@service
def reopen_organisation(*, by: User, organisation: Organisation, reason: str = "") -> Organisation:
    """Open a suspended or closed kindergarten again; the journal keeps when it was what."""
    return _moved(by, organisation, State.OPEN, {}, reason)


def _moved(
    by: User, organisation: Organisation, target: str, days: Days, reason: str
) -> Organisation:
    row = Organisation.objects.select_for_update().get(pk=organisation.pk)
    demand(by, "change", row)
    before = row.state
    if MOVES.find(before, target) is None:
        raise DomainError(_("Детский сад уже в этом состоянии: %s.") % row.get_state_display())
    missing = [name for name in ("closed_on", "suspended_from") if days.get(name, row) is None]
    if missing:
        raise DomainError(problems=[Problem(_("Напишите, с какого дня."), missing[0])])
    for name in ("closed_on", *SUSPENSION):
        setattr(row, name, days.get(name))
    row.state = target
    wrong = wrong_days(row, timezone.localdate())
    if wrong:
        raise DomainError(problems=[Problem(text, name) for name, text in wrong.items()])
    row.save()
    said = {name: day.isoformat() for name, day in days.items() if day}
    details = {"before": before, "reason": reason.strip()[:500], **said}
    record(by=by, action=f"organisation.{ACTS[target]}", obj=row, **details)
    return row
