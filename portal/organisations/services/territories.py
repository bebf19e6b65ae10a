"""Growing and rearranging the tree of territories."""

from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError, NotAllowed, Problem
from forms_builder.common.russian import fold
from forms_builder.common.services import service
from portal.accounts.models import User
from portal.journal.services import record
from portal.organisations.choices import TIME_ZONES, TerritoryKind
from portal.organisations.groups import forget_actor
from portal.organisations.models import Territory
from portal.organisations.policy import demand

# What may stand directly under what; None is the root of the tree.
UNDER: dict[str | None, tuple[str, ...]] = {
    None: (TerritoryKind.COUNTRY,),
    TerritoryKind.COUNTRY: (TerritoryKind.REGION,),
    TerritoryKind.REGION: (TerritoryKind.MUNICIPALITY,),
    TerritoryKind.MUNICIPALITY: (),
}


@service
def add_territory(
    *, by: User | None, parent: Territory | None, kind: str, name: str, time_zone: str
) -> Territory:
    """Add a node under a parent; parent None makes a country.

    by: None for the system, which alone makes countries. Raises NotAllowed outside her territory,
    DomainError when the kind does not fit, the zone is unknown or the name is taken there.
    """
    name = " ".join(name.split())
    if by is not None:
        if parent is None:
            raise NotAllowed(_("Страну добавляет администратор."))
        demand(by, "lead", parent)
    if not name or len(name) > 200:
        raise DomainError(problems=[Problem(_("Название — от 1 до 200 знаков."), "name")])
    if time_zone not in dict(TIME_ZONES):
        raise DomainError(problems=[Problem(_("Выберите часовой пояс из списка."), "time_zone")])
    _must_fit(kind, name, parent)
    node = Territory(kind=kind, name=name, time_zone=time_zone)
    # Treebeard counts children on the object it was given: an older copy would miss a sibling.
    added = _fresh(parent).add_child(instance=node) if parent else Territory.add_root(instance=node)
    record(by=by, action="territory.added", obj=added, under=parent and parent.name)
    return added


@service
def move_territory(*, by: User, territory: Territory, target: Territory) -> Territory:
    """Hang a node with everything below it under another parent; returns it as it stands now.

    Raises NotAllowed unless both lie in her territory, DomainError when the kinds do not fit.
    """
    territory, target = _fresh(territory), _fresh(target)
    demand(by, "change", territory)
    demand(by, "lead", target)
    if territory.get_parent() == target:
        return territory
    _must_fit(territory.kind, territory.name, target)
    before = territory.get_parent().name
    territory.move(target, pos="sorted-child")
    forget_actor(by)
    moved = _fresh(territory)
    record(by=by, action="territory.moved", obj=moved, before=before, after=target.name)
    return moved


def _fresh(territory: Territory) -> Territory:
    return Territory.objects.get(pk=territory.pk)


def _must_fit(kind: str, name: str, parent: Territory | None) -> None:
    if kind not in UNDER[parent.kind if parent else None]:
        reason = _("Субъект РФ стоит под страной, муниципалитет — под субъектом.")
        raise DomainError(problems=[Problem(reason, "kind")])
    siblings = _fresh(parent).get_children() if parent else Territory.get_root_nodes()
    if siblings.filter(search=fold(name)).exists():
        reason = _("Территория с таким названием здесь уже есть.")
        raise DomainError(problems=[Problem(reason, "name")])
