"""Appointing people from above, and dismissing them."""

import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError, NotAllowed, Problem
from forms_builder.common.services import service
from portal.accounts.models import Invitation, User
from portal.accounts.sessions import end_all
from portal.journal.services import record
from portal.organisations.choices import ExpertScope, Role
from portal.organisations.groups import project_groups
from portal.organisations.models import Appointment
from portal.organisations.nodes import Node, appointments_at, field_of, must_fit, today_at
from portal.organisations.people_permissions import may_appoint
from portal.organisations.policy import Actor, actor_of, demand

REASON = Appointment._meta.get_field("reason").max_length


@service
def appoint(
    *,
    by: User | None,
    person: User,
    role: str,
    node: Node,
    starts: datetime.date | None = None,
    ends: datetime.date | None = None,
    scope: str = "",
) -> Appointment:
    """Give a person a role for a node; the same role for the same days is returned as it is.

    by: None is the system's bootstrap. starts, ends: first and last day, starts None is today, ends
    None has no end. scope: of ExpertScope, for experts only, "" means both. Raises NotAllowed when
    the role is not hers to give there, DomainError when the role does not fit the kind of node, the
    days do not fit each other or she holds the role there for other days.
    """
    if by is not None:
        _must_be_allowed(by, person, role, node)
    must_fit(role, node)
    days = (starts or today_at(node), ends)
    _must_be_days(*days)
    User.objects.select_for_update().get(pk=person.pk)  # two presses at once are one appointment
    if held := _held(person, role, node, days):
        return held
    appointment = Appointment(person=person, role=role, **{field_of(node): node})
    appointment.starts, appointment.ends = days
    appointment.scope = (scope or ExpertScope.BOTH) if role == Role.EXPERT else ""
    return _made(by, appointment)


@service
def dismiss(*, by: User, appointment: Appointment, reason: str) -> Appointment:
    """End an appointment at once: yesterday was its last day. It stays in the list with the reason.

    A person without another appointment in force is signed out everywhere. Raises NotAllowed when
    the role is not hers to take, DomainError without a reason or when the appointment is over.
    """
    demand(by, "end", appointment)
    reason = " ".join(reason.split())
    if not reason or len(reason) > REASON:
        raise DomainError(problems=[Problem(_("Напишите причину, до 500 знаков."), "reason")])
    row = Appointment.objects.select_for_update(of=("self",)).get(pk=appointment.pk)
    if row.is_over:
        raise DomainError(_("Это назначение уже закончилось."))
    row.ends = row.home.today() - datetime.timedelta(days=1)
    row.reason, row.ended_by = reason, by
    row.save(update_fields=["ends", "reason", "ended_by"])
    person = row.person
    project_groups(by=by, person=person)
    if not Actor(person).held:
        end_all(person)
    record(by=by, action="appointment.ended", obj=row, person=person.pk)
    return row


def _made(by: User | None, appointment: Appointment) -> Appointment:
    """Write a new appointment with all that follows from it."""
    person = appointment.person
    appointment.appointed_by = by
    appointment.save()
    void_invitations(appointment)
    project_groups(by=by, person=person)
    record(by=by, action="appointment.made", obj=appointment, person=person.pk)
    return appointment


def _must_be_allowed(by: User, person: User, role: str, node: Node) -> None:
    verdict = may_appoint(actor_of(by), role, node)
    if not verdict.allowed:
        raise NotAllowed(verdict.reason)
    if person.pk == by.pk:
        raise NotAllowed(_("Себя не назначают: это делает координатор выше."))
    if not person.is_active:
        raise DomainError(_("Эта учётная запись закрыта."))


def _must_be_days(starts: datetime.date, ends: datetime.date | None) -> None:
    if ends is None:
        return
    if ends < starts:
        raise DomainError(problems=[Problem(_("Последний день раньше первого."), "ends")])
    if ends < timezone.localdate():
        raise DomainError(problems=[Problem(_("Этот день уже прошёл."), "ends")])


def _held(
    person: User, role: str, node: Node, days: tuple[datetime.date, datetime.date | None]
) -> Appointment | None:
    """Return her appointment to the same, if it is for these days; refuse one that crosses them."""
    starts, ends = days
    crossing = Q() if ends is None else Q(starts__lte=ends)
    rows = appointments_at(node).filter(crossing, person=person, role=role)
    held = rows.filter(Q(ends__isnull=True) | Q(ends__gte=starts)).lasting().first()
    if held is None or (held.ends == ends and held.starts <= starts):
        return held
    until = _(" по %s") % date_format(held.ends, "j E Y") if held.ends else ""
    reason = _("Назначение сюда на эту роль уже есть: с %(starts)s%(until)s.")
    said = {"starts": date_format(held.starts, "j E Y"), "until": until}
    raise DomainError(problems=[Problem(reason % said, "role")])


def void_invitations(appointment: Appointment) -> None:
    """Codes that wait in the hands of somebody who could not give this role open it to nobody."""
    person, role, node = appointment.person, appointment.role, appointment.node
    waiting = Invitation.objects.filter(person=person, used_at=None).select_related("made_by")
    for invitation in waiting:
        maker = invitation.made_by
        if maker and not may_appoint(actor_of(maker), role, node).allowed:
            # It stays the latest: an older one must not come to life again.
            Invitation.objects.filter(pk=invitation.pk).update(valid_until=timezone.now())
