"""Sharing visits among experts: by load, past conflicts of interest, every tenth by two."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from portal.accounts.models import User
from portal.assignments.lifecycle import WAITING
from portal.assignments.models import Assignment
from portal.assignments.objects import Object
from portal.assignments.services.experts import Visit
from portal.campaigns.models import Procedure, Target
from portal.campaigns.sampling import Unit, draw, size_of
from portal.campaigns.selectors import agreed_dates_of
from portal.organisations.conflicts import conflicts_among
from portal.organisations.models import Organisation

TENTH = 10  # per cent of the visits that two experts make
Days = tuple[date, date]


@dataclass
class Load:
    """What an expert has already: open sheets, and the days of her visits."""

    expert: User
    open_sheets: int = 0
    days: list[Days] = field(default_factory=list)

    def on(self, days: Days) -> int:
        """Return how many of her other visits fall on some of these days."""
        return sum(first <= days[1] and last >= days[0] for first, last in self.days)


@dataclass(frozen=True)
class Proposal:
    """One row of the preview.

    expert: None when nobody is left, reasons then says why; second: the other of two; same_days:
    her other visits on these days; is_agreed: both sides agreed to the days.
    """

    object: Object
    days: Days
    is_agreed: bool
    expert: User | None
    second: bool = False
    same_days: int = 0
    reasons: tuple[str, ...] = ()

    @property
    def visit(self) -> Visit | None:
        if self.expert is None:
            return None
        return Visit(self.object.about, self.expert.pk, *self.days)


def loads_of(experts: Sequence[User]) -> list[Load]:
    """Return what each expert has to do, in the order given; one query."""
    loads = {expert.pk: Load(expert) for expert in experts}
    rows = Assignment.objects.filter(assignee__in=loads, state__in=WAITING)
    for expert, starts, due in rows.values_list("assignee", "starts", "due"):
        loads[expert].open_sheets += 1
        if starts:
            loads[expert].days.append((starts, due))
    return list(loads.values())


def experts_at(procedure: Procedure) -> dict[tuple[int | None, ...], list[User]]:
    """Return object → the experts who have a sheet of the procedure about it; one query."""
    rows = procedure.assignments.exclude(state=Assignment.State.WITHDRAWN)
    found: dict[tuple[int | None, ...], list[User]] = {}
    for row in rows.select_related("assignee").order_by("pk"):
        about = tuple(getattr(row, column) for column in Object.COLUMNS)
        if row.assignee not in found.setdefault(about, []):
            found[about].append(row.assignee)
    return found


def days_of(objects: Sequence[Object], otherwise: Days) -> dict[Object, tuple[Days, bool]]:
    """Return object → its days and whether they are the agreed ones; one query."""
    targets = Target.objects.filter(pk__in=[one.target for one in objects if one.target])
    agreed = agreed_dates_of(targets)
    found = {}
    for one in objects:
        days = agreed.get(one.target)
        found[one] = (days or otherwise, days is not None)
    return found


def share(
    procedure: Procedure,
    objects: Sequence[Object],
    experts: Sequence[User],
    days: Days,
    seed: str = "",
) -> list[Proposal]:
    """Propose an expert for each object, the least busy first; the same input, the same proposal.

    days: where nothing was agreed; seed: doubles every tenth visit, drawn by it, "" for none. An
    expert with a conflict of interest is passed over, one who has the object already too.
    """
    sharing = _Sharing(procedure, list(objects), list(experts))
    doubled = set(_doubled(objects, seed)) if seed else set()
    dates = days_of(objects, days)
    proposals = []
    for one in objects:
        first = sharing.next(one, *dates[one])
        proposals.append(first)
        if one in doubled and first.expert:
            proposals.append(sharing.next(one, *dates[one], second=True))
    return proposals


def _doubled(objects: Sequence[Object], seed: str) -> list[Object]:
    keys = {"-".join(str(part or "") for part in one.about): one for one in objects}
    drawn = draw((Unit(key) for key in keys), size=size_of(len(keys), TENTH), seed=seed)
    return [keys[key] for key in drawn]


class _Sharing:
    """Who has what while the visits are shared out."""

    def __init__(self, procedure: Procedure, objects: list[Object], experts: list[User]):
        self.loads = loads_of(experts)
        self.has = {about: set(people) for about, people in experts_at(procedure).items()}
        gardens = [one.about[0] for one in objects if one.about[0]]
        self.against = conflicts_among(experts, Organisation.objects.filter(pk__in=gardens))

    def next(self, one: Object, days: Days, is_agreed: bool, second: bool = False) -> Proposal:
        taken = self.has.setdefault(one.about, set())
        free, reasons = [], []
        for load in self.loads:
            reason = self.against.get((load.expert.pk, one.about[0]))
            if reason:
                reasons.append(f"{load.expert.get_short_name()}: {reason}")
            elif load.expert not in taken:
                free.append(load)
        if not free:
            return Proposal(one, days, is_agreed, None, second, reasons=tuple(reasons))
        chosen = min(free, key=lambda load: (load.on(days), load.open_sheets))
        same_days = chosen.on(days)
        chosen.open_sheets += 1
        chosen.days.append(days)
        taken.add(chosen.expert)
        return Proposal(one, days, is_agreed, chosen.expert, second, same_days)
