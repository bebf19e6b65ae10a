"""What a person can be appointed to: a territory, a kindergarten, a founder; and at which role."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError, Problem
from portal.organisations.choices import Role, TerritoryKind
from portal.organisations.models import Appointment, Founder, Organisation, Territory
from portal.organisations.policy import INSIDE

Node = Territory | Organisation | Founder
KINDS: dict[str, type[Node]] = {
    "territory": Territory,
    "organisation": Organisation,
    "founder": Founder,
}


def field_of(node: Node) -> str:
    """Return the name of the foreign key that points to such a node."""
    return type(node)._meta.model_name


def territory_of(node: Node) -> Territory:
    """Return the territory the node lies in, or is."""
    return node if isinstance(node, Territory) else node.territory


def today_at(node: Node) -> date:
    """Return the date on the calendars of the node's territory."""
    return territory_of(node).today()


def key_of(node: Node) -> str:
    """Return «organisation:uid», as addresses and forms name a node."""
    return f"{field_of(node)}:{node.uid}"


def node_by(key: str) -> Node | None:
    """Return the node of a key; None for anything else. What she may do there, the policy says."""
    kind, _colon, uid = key.partition(":")
    try:
        rows = KINDS[kind].objects.filter(uid=UUID(uid))
    except (KeyError, ValueError):
        return None
    return rows.first() if kind == "territory" else rows.select_related("territory").first()


def appointments_at(node: Node) -> QuerySet[Appointment]:
    """Return all appointments to exactly this node, past and future ones too."""
    return Appointment.objects.filter(**{field_of(node): node})


def gardens_in(node: Node, path: str = "organisation") -> Q:
    """Return the condition on rows about a kindergarten that lies at or below the node.

    path: from the filtered model to its kindergarten.
    """
    if isinstance(node, Organisation):
        return Q(**{path: node})
    if isinstance(node, Territory):
        return Q(**{f"{path}__territory__path__startswith": node.path})
    return Q(**{f"{path}__founder": node})


def roles_fitting(node: Node) -> tuple[str, ...]:
    """Return the roles that a node of this kind can have, in the order of the list of roles."""
    return tuple(role for role in Role.values if not misfit(role, node))


def must_fit(role: str, node: Node) -> None:
    """Raise DomainError, with `role` as its place, when no such role is held at such a node."""
    if reason := misfit(role, node):
        raise DomainError(problems=[Problem(reason, "role")])


def misfit(role: str, node: Node) -> str:
    """Say why the role is not held at a node of this kind, "" when it is."""
    if role not in Role.values:
        return _("Такой роли нет.")
    if role in INSIDE:
        return "" if isinstance(node, Organisation) else _("На эту роль назначают в детском саду.")
    if isinstance(node, Founder) and role == Role.SYSTEM_EXPERT:
        return ""
    if not isinstance(node, Territory):
        return _("На эту роль назначают на территории.")
    return _misfit_of_territory(role, node)


def _misfit_of_territory(role: str, node: Territory) -> str:
    if node.merged_into_id:
        return _("Эта территория упразднена. Назначьте в той, к которой она присоединена.")
    municipal = node.kind == TerritoryKind.MUNICIPALITY
    if role == Role.MUNICIPAL_COORDINATOR and not municipal:
        return _("Муниципального координатора назначают в муниципалитете.")
    if role == Role.REGIONAL_COORDINATOR and municipal:
        return _("Регионального координатора назначают в субъекте РФ.")
    if role == Role.SYSTEM_EXPERT and municipal:
        return _("Эксперта РСДО назначают в субъекте РФ или для учредителя.")
    return ""
