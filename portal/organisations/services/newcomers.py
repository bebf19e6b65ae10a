"""Appointing somebody who may have no account yet."""

from typing import Any

from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError, Problem
from forms_builder.common.russian import fold
from forms_builder.common.services import service
from portal.accounts.models import User
from portal.accounts.services import make_account
from portal.organisations.models import Appointment
from portal.organisations.nodes import Node, appointments_at
from portal.organisations.services.appointments import appoint


@service
def appoint_newcomer(
    *,
    by: User,
    full_name: str,
    node: Node,
    email: str = "",
    is_namesake: bool = False,
    **appointment: Any,
) -> Appointment:
    """Appoint a person by name; she gets an account unless the e-mail says that she has one.

    full_name: «Фамилия Имя Отчество»; is_namesake: another person of the same name is meant;
    appointment: as for appoint(). Raises NotAllowed and DomainError as making an account and
    appointing do, and DomainError at email when the address is somebody else's, at full_name when
    somebody of this name is appointed to the node already.
    """
    User.objects.select_for_update().get(pk=by.pk)  # two presses at once make one account
    person = known_by_email(full_name, email)
    if person is None:
        if not is_namesake and _is_here(full_name, node):
            reason = _("Человек с таким именем здесь уже есть. Найдите карточку в списке людей.")
            raise DomainError(problems=[Problem(reason, "full_name")])
        person = make_account(by=by, full_name=full_name, email=email)
    return appoint(by=by, person=person, node=node, **appointment)


def known_by_email(full_name: str, email: str) -> User | None:
    """Return the owner of an address, None when nobody has it.

    Raises DomainError at email when she has another name: whose it is, is not told.
    """
    person = User.objects.filter(email=email.strip().lower()).first() if email.strip() else None
    if person and fold(person.get_full_name()) != fold(full_name):
        reason = _("Этот адрес у человека с другим именем. Проверьте имя и адрес.")
        raise DomainError(problems=[Problem(reason, "email")])
    return person


def _is_here(full_name: str, node: Node) -> bool:
    return appointments_at(node).lasting().filter(search=fold(full_name)).exists()
