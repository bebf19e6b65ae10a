"""The territory nodes that a plan names: found by name, made when missing."""

from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError
from forms_builder.common.russian import fold
from portal.accounts.models import User
from portal.campaigns.plan import Plan
from portal.organisations.choices import TerritoryKind
from portal.organisations.models import Territory
from portal.organisations.policy import demand
from portal.organisations.services import add_territory
from portal.organisations.zones import MOSCOW, zone_of_region

COUNTRY = "Россия"


def find_place(plan: Plan) -> tuple[Territory | None, Territory | None]:
    """Return the plan's region and municipality as far as the tree has them."""
    region = _named(TerritoryKind.REGION, plan.region, Territory.objects.all())
    if region is None or not plan.municipality:
        return region, None
    inside = region.get_children()
    return region, _named(TerritoryKind.MUNICIPALITY, plan.municipality, inside)


def missing_places(plan: Plan) -> list[str]:
    """Return what a person is told of a node that the tree has not: added, or to be asked for."""
    region, municipality = find_place(plan)
    if region is None:
        return [_without_region(plan)]
    if municipality or not plan.municipality:
        return []
    words = _("Будет добавлена территория «%(name)s», часовой пояс %(zone)s: проверьте его.")
    return [words % {"name": plan.municipality, "zone": region.time_zone}]


def make_place(plan: Plan, by: User | None) -> Territory:
    """Return the plan's territory, adding what is missing of country, region and municipality.

    Raises NotAllowed for a territory that is not hers, DomainError for a region that is not there:
    the system alone adds one.
    """
    region, municipality = find_place(plan)
    if region is None:
        region = _make_region(plan, by)
    if not plan.municipality:
        _must_lead(by, region)
        return region
    if municipality is None:
        return add_territory(
            by=by,
            parent=region,
            kind=TerritoryKind.MUNICIPALITY,
            name=plan.municipality,
            time_zone=region.time_zone,
        )
    _must_lead(by, municipality)
    return municipality


def _make_region(plan: Plan, by: User | None) -> Territory:
    if by is not None:
        raise DomainError(_without_region(plan))
    country = Territory.objects.filter(kind=TerritoryKind.COUNTRY).order_by("path").first()
    if country is None:
        country = add_territory(
            by=by, parent=None, kind=TerritoryKind.COUNTRY, name=COUNTRY, time_zone=MOSCOW
        )
    return add_territory(
        by=by,
        parent=country,
        kind=TerritoryKind.REGION,
        name=plan.region,
        time_zone=zone_of_region(plan.region),
    )


def _without_region(plan: Plan) -> str:
    return _("Субъекта «%s» нет: его добавляет администратор.") % plan.region


def _must_lead(by: User | None, territory: Territory) -> None:
    if by is not None:
        demand(by, "lead", territory)


def _named(kind: str, name: str, among: object) -> Territory | None:
    return among.filter(kind=kind, search=fold(name)).order_by("path").first()
