"""What the sheets of a procedure are about, on the node of a schedule."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import ClassVar

from django.db.models import Q, QuerySet

from forms_builder.questionnaires.models import Edition
from portal.campaigns.models import Participant, Procedure, Target, TargetList
from portal.campaigns.selectors import targets_of
from portal.organisations.choices import OrganisationState, Role, TerritoryKind
from portal.organisations.models import (
    Appointment,
    ChildGroup,
    Founder,
    Organisation,
    Territory,
)

Kind = Procedure.TargetKind
Node = Territory | Organisation
About = tuple[int | None, int | None, int | None, int | None]
# Which nodes a sheet about a territory is for, when no list names them: where its filler sits.
SEATS = {
    Role.REGIONAL_COORDINATOR: TerritoryKind.REGION,
    Role.MUNICIPAL_COORDINATOR: TerritoryKind.MUNICIPALITY,
}


@dataclass(frozen=True)
class Object:
    """One object of a procedure.

    about: keys in the order of COLUMNS; person: who alone can fill a sheet about it; place: key of
    the territory where it counts; target: key of its row in an approved list.
    """

    COLUMNS: ClassVar = ("organisation_id", "group_id", "territory_id", "founder_id")

    about: About
    place: int
    title: str
    person: int | None = None
    target: int | None = None

    @staticmethod
    def condition(objects: Collection["Object"]) -> Q:
        """Return the condition on tasks about any of the objects, and some of their neighbours."""
        gardens, _groups, territories, founders = zip(*(one.about for one in objects), strict=True)
        found = {"organisation": gardens, "territory": territories, "founder": founders}
        condition = Q(pk__in=())
        for name, keys in found.items():
            if given := {key for key in keys if key is not None}:
                condition |= Q(**{f"{name}__in": given})
        return condition


def editions_of(procedure: Procedure) -> list[Edition]:
    """Return the editions bound to a procedure or to one of its steps, each once."""
    rows = Edition.objects.filter(bindings__procedure=procedure).distinct()
    return list(rows.defer("content").order_by("pk"))


def objects_of(procedure: Procedure, node: Node) -> list[Object]:
    """Return whom the sheets of a procedure are about on a node, a territory or a kindergarten.

    That is the approved list inside the node; without a list, the cycle's own participants there.
    Kindergartens that do not work have none.
    """
    places = _places(procedure, node)
    approved = TargetList.State.APPROVED
    if TargetList.objects.filter(procedure=procedure, state=approved).exists():
        return list(_listed(procedure, node, places))
    if procedure.target_kind in (Kind.ORGANISATION, Kind.GROUP, Kind.TEACHER):
        return list(_inside(procedure.target_kind, places))
    if procedure.target_kind == Kind.FOUNDER:
        return [_founder(one) for one in Founder.objects.filter(_under(node, "territory"))]
    return [_territory(one) for one in _territories(procedure, node)]


def _places(procedure: Procedure, node: Node) -> dict[int, tuple[int, str]]:
    """Return working kindergarten of the cycle on the node → (its place in the cycle, its name)."""
    rows = Participant.objects.filter(
        campaign=procedure.stage.campaign_id,
        organisation__state=OrganisationState.OPEN,
    ).order_by("organisation__sort", "organisation")
    is_garden = isinstance(node, Organisation)
    rows = rows.filter(organisation=node) if is_garden else rows.filter(_under(node, "territory"))
    columns = rows.values_list("organisation", "territory", "organisation__short_name")
    return {garden: (place, name) for garden, place, name in columns}


def _under(node: Node, path: str) -> Q:
    if isinstance(node, Organisation):
        return Q(pk__in=())
    return Q(**{f"{path}__path__startswith": node.path})


def _listed(
    procedure: Procedure, node: Node, places: dict[int, tuple[int, str]]
) -> Iterator[Object]:
    related = ("group", "person", "territory", "founder__territory")
    for target in targets_of(procedure).select_related(*related):
        garden = target.organisation_id
        if garden in places:
            place, name = places[garden]
            title = f"{name}, {target.group}" if target.group_id else name
            about = (garden, target.group_id, None, None)
            yield Object(about, place, title, target.person_id, target.pk)
        elif garden is None and _is_under(node, target):
            made = _founder(target.founder) if target.founder_id else _territory(target.territory)
            yield Object(made.about, made.place, made.title, None, target.pk)


def _is_under(node: Node, target: Target) -> bool:
    place = target.founder.territory if target.founder_id else target.territory
    return isinstance(node, Territory) and place.path.startswith(node.path)


def _inside(kind: str, places: dict[int, tuple[int, str]]) -> Iterator[Object]:
    if kind == Kind.ORGANISATION:
        for garden, (place, name) in places.items():
            yield Object((garden, None, None, None), place, name)
        return
    rows = _groups(places) if kind == Kind.GROUP else _teachers(places)
    for garden, group, person, inner in rows:
        place, name = places[garden]
        yield Object((garden, group, None, None), place, f"{name}, {inner}", person)


def _groups(places: Collection[int]) -> list[tuple[int, int, None, str]]:
    rows = ChildGroup.objects.order_by("organisation__sort", "name", "pk")
    columns = rows.values_list("organisation", "pk", "name")
    return [(garden, pk, None, name) for garden, pk, name in columns if garden in places]


def _teachers(places: Collection[int]) -> list[tuple[int, None, int, str]]:
    rows = Appointment.objects.current().filter(role=Role.TEACHER, organisation__isnull=False)
    columns = rows.order_by("organisation__sort", "pk").values_list(
        "organisation", "person", "person__last_name"
    )
    found = {(garden, person): name for garden, person, name in columns if garden in places}
    return [(garden, None, person, name) for (garden, person), name in found.items()]


def _territories(procedure: Procedure, node: Node) -> QuerySet[Territory]:
    if isinstance(node, Organisation):
        return Territory.objects.none()
    seat = SEATS.get(procedure.filler_role)
    if procedure.target_kind == Kind.NONE or seat is None:
        return Territory.objects.filter(pk=node.pk)
    under = Territory.objects.filter(path__startswith=node.path)
    return under.filter(kind=seat).order_by("path")


def _territory(territory: Territory) -> Object:
    return Object((None, None, territory.pk, None), territory.pk, str(territory))


def _founder(founder: Founder) -> Object:
    return Object((None, None, None, founder.pk), founder.territory_id, str(founder))
