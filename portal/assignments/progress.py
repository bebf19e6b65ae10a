"""How far the sheets below a node are: one aggregate per level, summed up along the campaign's own
places. Teachers' personal sheets are counted among the others and opened from nowhere above.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import Count, Q, QuerySet

from portal.accounts.models import User
from portal.assignments.lifecycle import BEGUN, HANDED_IN
from portal.assignments.listing import late
from portal.assignments.models import Assignment
from portal.assignments.permissions import impersonal
from portal.assignments.selectors import assignments
from portal.campaigns.models import Campaign, Procedure
from portal.organisations.models import Organisation, Territory

State = Assignment.State


@dataclass(frozen=True)
class Figures:
    """Numbers of sheets: each of begun, submitted and accepted holds the next ones too."""

    expected: int = 0
    begun: int = 0
    submitted: int = 0
    accepted: int = 0
    late: int = 0

    NAMES: ClassVar = ("expected", "begun", "submitted", "accepted", "late")

    def __add__(self, other: "Figures") -> "Figures":
        pairs = ((getattr(self, name), getattr(other, name)) for name in self.NAMES)
        return Figures(*(mine + theirs for mine, theirs in pairs))


@dataclass(frozen=True)
class Line:
    """One row of a level. unit: Territory, Organisation, Procedure, or None for the node's own."""

    unit: Territory | Organisation | Procedure | None
    title: str
    figures: Figures


@dataclass(frozen=True)
class Level:
    """units: by territory or by kindergarten; procedures: the same sheets by procedure."""

    units: list[Line]
    procedures: list[Line]
    by_garden: bool

    @cached_property
    def total(self) -> Figures:
        return sum((line.figures for line in self.units), Figures())


def standing(campaign: Campaign | None, procedure: Procedure | None = None) -> QuerySet[Assignment]:
    """Return the tasks that count: of a campaign, of one of its procedures, withdrawn ones not."""
    rows = Assignment.objects.exclude(state=State.WITHDRAWN)
    if procedure is not None:
        return rows.filter(procedure=procedure)
    return rows.filter(campaign=campaign) if campaign is not None else rows.none()


def level_of(node: Territory, rows: QuerySet[Assignment]) -> Level:
    """Return a territory's level: its own territories, or its kindergartens where it has none.

    rows: as standing() gives them. Three queries, one of them the aggregate.
    """
    below = list(Territory.objects.filter(path__startswith=node.path).order_by("path"))
    children = [one for one in below if one.depth == node.depth + 1]
    inside = rows.filter(place__path__startswith=node.path)
    unit = "place" if children else "organisation"
    cells = _cells(inside, unit)
    if children:
        units = _by_territory(node, below, children, cells)
    else:
        units = _by_garden(cells, str(node))
    return Level(units, _by_procedure(cells), by_garden=not children)


def garden_level(garden: Organisation, rows: QuerySet[Assignment]) -> Level:
    """Return the sheets about a kindergarten by procedure."""
    cells = _cells(rows.filter(organisation=garden), "organisation")
    lines = [Line(garden, str(garden), _sum(cells.values()))] if cells else []
    return Level(lines, _by_procedure(cells), by_garden=True)


def sheets_of(user: User, garden: Organisation, rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """Return the tasks about a kindergarten that the person may see one by one."""
    return assignments(user).filter(pk__in=rows.filter(organisation=garden).values("pk"))


def hidden_figures(garden: Organisation, rows: QuerySet[Assignment]) -> Figures:
    """Return the numbers of teachers' personal sheets, which those above never see one by one."""
    personal = rows.filter(~impersonal(), organisation=garden)
    return Figures(**personal.aggregate(**_measures()))


def campaigns_below(node: Territory | Organisation) -> QuerySet[Campaign]:
    """Return the campaigns that have tasks at or below a node, the newest first."""
    if isinstance(node, Organisation):
        rows = Assignment.objects.filter(organisation=node)
    else:
        rows = Assignment.objects.filter(place__path__startswith=node.path)
    return Campaign.objects.filter(pk__in=rows.values("campaign")).order_by("-pk")


def _measures() -> dict[str, Count]:
    accepted = Q(state=State.DONE)
    return {
        "expected": Count("pk"),
        "begun": Count("pk", filter=Q(state__in=BEGUN)),
        "submitted": Count("pk", filter=Q(state__in=HANDED_IN)),
        "accepted": Count("pk", filter=accepted),
        "late": Count("pk", filter=late()),
    }


Cells = dict[tuple[int | None, int], Figures]


def _cells(rows: QuerySet[Assignment], unit: str) -> Cells:
    """(key of the unit, key of the procedure) → figures: the one aggregate of a level."""
    found = rows.order_by().values(unit, "procedure").annotate(**_measures())
    return {
        (row[unit], row["procedure"]): Figures(*(row[name] for name in Figures.NAMES))
        for row in found
    }


def _sum(figures: Iterable[Figures]) -> Figures:
    return sum(figures, Figures())


def _grouped(cells: Cells, index: int) -> dict[Any, Figures]:
    found: dict[Any, Figures] = {}
    for key, figures in cells.items():
        found[key[index]] = found.get(key[index], Figures()) + figures
    return found


def _by_territory(
    node: Territory, below: list[Territory], children: list[Territory], cells: Cells
) -> list[Line]:
    """Each child with everything below it; last, what counts at the node itself."""
    paths = {one.pk: one.path for one in below}
    ends = len(node.path) + Territory.steplen
    sums: dict[str, Figures] = {}
    for place, figures in _grouped(cells, 0).items():
        path = paths[place][:ends]
        sums[path] = sums.get(path, Figures()) + figures
    lines = [Line(one, str(one), sums[one.path]) for one in children if one.path in sums]
    own = [Line(None, str(node), sums[node.path])] if node.path in sums else []
    return lines + own


def _by_garden(cells: Cells, own_title: str) -> list[Line]:
    sums = _grouped(cells, 0)
    rows = Organisation.objects.filter(pk__in=[key for key in sums if key]).order_by("sort", "pk")
    lines = [Line(row, str(row), sums[row.pk]) for row in rows]
    return lines + ([Line(None, own_title, sums[None])] if None in sums else [])


def _by_procedure(cells: Cells) -> list[Line]:
    sums = _grouped(cells, 1)
    rows = Procedure.objects.filter(pk__in=sums).order_by("stage__position", "position", "pk")
    return [Line(row, str(row), sums[row.pk]) for row in rows]
