"""An expert's own word that she may not assess a kindergarten."""

from django.utils import timezone
from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError, NotAllowed, Problem
from forms_builder.common.services import service
from portal.accounts.models import User
from portal.journal.services import record
from portal.organisations.models import ConflictOfInterest, Organisation
from portal.organisations.people_permissions import may_declare
from portal.organisations.policy import actor_of, demand

REASON = ConflictOfInterest._meta.get_field("reason").max_length


@service
def declare_conflict(*, by: User, organisation: Organisation, reason: str) -> ConflictOfInterest:
    """Write down that the person herself may not assess a kindergarten; declared twice is one.

    Raises NotAllowed to those who are no experts there, DomainError without a reason.
    """
    verdict = may_declare(actor_of(by), organisation)
    if not verdict.allowed:
        raise NotAllowed(verdict.reason)
    reason = " ".join(reason.split())
    if not reason or len(reason) > REASON:
        raise DomainError(problems=[Problem(_("Напишите причину, до 500 знаков."), "reason")])
    by.acting_role = actor_of(by).label
    User.objects.select_for_update().get(pk=by.pk)  # two presses at once are one declaration
    held = ConflictOfInterest.objects.standing().filter(person=by, organisation=organisation)
    if row := held.first():
        return row
    row = ConflictOfInterest.objects.create(person=by, organisation=organisation, reason=reason)
    record(by=by, action="conflict.declared", obj=row)
    return row


@service
def withdraw_conflict(*, by: User, conflict: ConflictOfInterest) -> ConflictOfInterest:
    """Take a conflict back; the row stays. Raises NotAllowed, and DomainError when it is back."""
    demand(by, "withdraw", conflict)
    row = ConflictOfInterest.objects.select_for_update().get(pk=conflict.pk)
    if row.withdrawn_at:
        raise DomainError(_("Этот конфликт уже отозван."))
    row.withdrawn_at = timezone.now()
    row.save(update_fields=["withdrawn_at"])
    record(by=by, action="conflict.withdrawn", obj=row)
    return row
