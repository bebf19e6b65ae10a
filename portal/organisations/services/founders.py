"""Writing founders."""

from typing import Any

from forms_builder.common.services import service
from portal.accounts.models import User
from portal.journal.services import record
from portal.organisations.checks import must_be_valid, tidy, unprintable_fields
from portal.organisations.models import Founder
from portal.organisations.policy import demand


@service
def save_founder(*, by: User, founder: Founder | None, **values: Any) -> Founder:
    """Write a founder from the values of WRITTEN fields; None makes a new one.

    Raises NotAllowed unless it lies, before and after, in a territory of hers; DomainError with the
    field as place for what cannot be written. Nothing is written when nothing changed.
    """
    row = Founder()
    if founder is not None:
        row = Founder.objects.select_for_update().get(pk=founder.pk)
        demand(by, "change", row)
    given = {name: tidy(values[name]) for name in Founder.WRITTEN if name in values}
    changed = [name for name, value in given.items() if getattr(row, name, None) != value]
    if row.pk and not changed:
        return row
    for name in changed:
        setattr(row, name, given[name])
    demand(by, "lead", row.territory)
    action = "founder.changed" if row.pk else "founder.added"
    must_be_valid(row, unprintable_fields(row, Founder.WRITTEN))
    row.save()
    record(by=by, action=action, obj=row, fields=changed)
    return row
