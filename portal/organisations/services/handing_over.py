"""Passing a leaver's open work to her successor in one step."""

from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError, NotAllowed
from forms_builder.common.services import service
from portal.accounts.models import User
from portal.journal.services import record
from portal.organisations.models import Appointment
from portal.organisations.nodes import Node, appointments_at
from portal.organisations.people_permissions import may_appoint
from portal.organisations.policy import actor_of
from portal.organisations.services.appointments import appoint
from portal.organisations.signals import handed_over


@service
def hand_over(*, by: User, leaver: User, successor: User, node: Node, role: str = "") -> int:
    """Pass everything open that the leaver has at a node; return how many things went over.

    role: given to the successor at the node in the same step, "" when she holds a fitting one. What
    passes, the rooms above say, each in this transaction (see signals.handed_over). A second time
    there is nothing left and nothing is written. Raises NotAllowed unless every role of the leaver
    there is hers to give, DomainError when the successor holds none of them there.
    """
    User.objects.select_for_update().get(pk=leaver.pk)  # of two at once the second finds nothing
    roles = _roles_left(leaver, node)
    for held in roles:
        verdict = may_appoint(actor_of(by), held, node)
        if not verdict.allowed:
            raise NotAllowed(verdict.reason)
    by.acting_role = actor_of(by).label
    if successor.pk == leaver.pk:
        raise DomainError(_("Выберите другого человека."))
    if role:
        appoint(by=by, person=successor, role=role, node=node)
    if not appointments_at(node).current().filter(person=successor, role__in=roles).exists():
        raise DomainError(_("У преемника здесь нет такой роли. Назначьте её вместе с передачей."))
    answers = handed_over.send(Appointment, leaver=leaver, successor=successor, node=node, by=by)
    passed = sum(count or 0 for _receiver, count in answers)
    if passed:
        record(by=by, action="work.handed_over", obj=leaver, place=node, count=passed)
    return passed


def _roles_left(leaver: User, node: Node) -> list[str]:
    """The roles she holds or held at the node: work is handed over after a dismissal too."""
    roles = appointments_at(node).filter(person=leaver).values_list("role", flat=True)
    if not roles:
        raise DomainError(_("У этого человека здесь нет и не было роли."))
    return sorted(set(roles))
