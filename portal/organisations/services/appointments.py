"""Appointing people from above, and ending it."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError, NotAllowed
from forms_builder.common.services import service
from portal.accounts.models import User
from portal.journal.services import record
from portal.organisations.choices import Role, TerritoryKind
from portal.organisations.groups import project_groups
from portal.organisations.models import Appointment, Organisation, Territory
from portal.organisations.permissions import may_appoint
from portal.organisations.policy import INSIDE, actor_of, demand


@service
def appoint(
    *,
    by: User | None,
    person: User,
    role: str,
    node: Territory | Organisation,
    ends: datetime.date | None = None,
) -> Appointment:
    """Give a person a role for a node from today on; the same role in force is returned as it is.

    by: None is the system's bootstrap. Raises NotAllowed when the role is not hers to give there,
    DomainError when the role does not fit the kind of node.
    """
    if by is not None:
        verdict = may_appoint(actor_of(by), role, node)
        if not verdict.allowed:
            raise NotAllowed(verdict.reason)
    _must_fit(role, node)
    where = {"organisation" if isinstance(node, Organisation) else "territory": node}
    held = Appointment.objects.current().filter(person=person, role=role, **where).first()
    if held:
        return held
    appointment = Appointment.objects.create(
        person=person, role=role, ends=ends, appointed_by=by, **where
    )
    project_groups(by=by, person=person)
    record(by=by, action="appointment.made", obj=appointment, person=person.pk)
    return appointment


@service
def end_appointment(*, by: User, appointment: Appointment) -> Appointment:
    """End an appointment: yesterday was its last day. Raises NotAllowed, DomainError when over."""
    demand(by, "end", appointment)
    today = timezone.localdate()
    row = Appointment.objects.select_for_update().get(pk=appointment.pk)
    if row.ends and row.ends < today:
        raise DomainError(_("Это назначение уже закончилось."))
    row.ends = today - datetime.timedelta(days=1)
    row.save(update_fields=["ends"])
    project_groups(by=by, person=appointment.person)
    record(by=by, action="appointment.ended", obj=row, person=row.person_id)
    return row


def _must_fit(role: str, node: Territory | Organisation) -> None:
    if role in INSIDE and not isinstance(node, Organisation):
        raise DomainError(_("На эту роль назначают в детском саду."))
    if role not in INSIDE and not isinstance(node, Territory):
        raise DomainError(_("На эту роль назначают на территории."))
    municipal = isinstance(node, Territory) and node.kind == TerritoryKind.MUNICIPALITY
    if role == Role.MUNICIPAL_COORDINATOR and not municipal:
        raise DomainError(_("Муниципального координатора назначают в муниципалитете."))
    if role == Role.REGIONAL_COORDINATOR and municipal:
        raise DomainError(_("Регионального координатора назначают в субъекте РФ."))
