"""Who may become a target: the campaign's own participants, what is in them, whose they are."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from portal.campaigns.models import Agreement, Campaign, Participant, Procedure, Target
from portal.organisations.choices import Role
from portal.organisations.models import (
    Appointment,
    ChildGroup,
    Founder,
    Organisation,
    Territory,
)

# Which columns of a target say whom it is about, in the order of an identity.
IDENTITY = ("organisation_id", "group_id", "person_id", "territory_id", "founder_id")
# What may divide a random share: the strata by name → the column of the kindergarten.
STRATA = {"territory": "place", "kind": "kind"}
Identity = tuple[int | None, ...]


@dataclass(frozen=True)
class Kind:
    """One kind of target.

    rows: everybody of a campaign, given its kindergartens that meet the conditions; identity: the
    row's own columns in the order of IDENTITY ("" for none); garden: prefix from the row to its
    kindergarten, None where it has none; search: columns of folded text, names: of text as people
    wrote it, to look in; order: of the list.
    """

    rows: Callable[[Campaign, QuerySet[Organisation]], QuerySet[Any]]
    identity: tuple[str, ...]
    garden: str | None
    search: tuple[str, ...]
    names: tuple[str, ...]
    order: tuple[str, ...]


def _gardens(campaign: Campaign, gardens: QuerySet[Organisation]) -> QuerySet[Organisation]:
    return gardens


def _groups(campaign: Campaign, gardens: QuerySet[Organisation]) -> QuerySet[ChildGroup]:
    rows = ChildGroup.objects.filter(organisation__in=gardens.values("pk"))
    return rows.select_related("organisation")


def _teachers(campaign: Campaign, gardens: QuerySet[Organisation]) -> QuerySet[Appointment]:
    rows = Appointment.objects.current().filter(role=Role.TEACHER)
    return rows.filter(organisation__in=gardens.values("pk")).select_related(
        "organisation", "person"
    )


def _territories(campaign: Campaign, gardens: QuerySet[Organisation]) -> QuerySet[Territory]:
    return Territory.objects.filter(path__startswith=campaign.territory.path)


def _founders(campaign: Campaign, gardens: QuerySet[Organisation]) -> QuerySet[Founder]:
    inside = Q(territory__path__startswith=campaign.territory.path)
    return Founder.objects.filter(inside | Q(pk__in=gardens.values("founder")))


KINDS = {
    "organisation": Kind(_gardens, ("pk", "", "", "", ""), "", ("search",), (), ("sort", "pk")),
    "group": Kind(
        _groups,
        ("organisation_id", "pk", "", "", ""),
        "organisation__",
        ("organisation__search",),
        ("name",),
        ("organisation__sort", "name", "pk"),
    ),
    "teacher": Kind(
        _teachers,
        ("organisation_id", "", "person_id", "", ""),
        "organisation__",
        ("organisation__search",),
        ("person__last_name",),
        ("organisation__sort", "person__last_name", "pk"),
    ),
    "territory": Kind(_territories, ("", "", "", "pk", ""), None, ("search",), (), ("path",)),
    "founder": Kind(_founders, ("", "", "", "", "pk"), None, ("search",), (), ("name", "pk")),
}


def kind_of(procedure: Procedure) -> Kind | None:
    """Return what the procedure's targets are, None where it has none."""
    return KINDS.get(procedure.target_kind)


def candidates(procedure: Procedure, conditions: dict[str, Any] | None = None) -> QuerySet[Any]:
    """Return the rows that meet the conditions, as the kind orders them; a teacher is counted once.

    conditions: see gardens_of. Raises KeyError for a procedure without targets.
    """
    kind = KINDS[procedure.target_kind]
    campaign = procedure.stage.campaign
    rows = kind.rows(campaign, gardens_of(procedure, conditions or {}))
    return rows.order_by(*kind.order)


def gardens_of(procedure: Procedure, conditions: dict[str, Any]) -> QuerySet[Organisation]:
    """Return the campaign's kindergartens that meet all conditions, with place and families.

    territory: pk in the campaign's own list; founder: pk; state, kind: values; places_from,
    places_to, families_from, families_to: numbers, both ends included; took_part: "yes" or "no" in
    an earlier campaign; not_visited_since: ISO date. Absent and empty ones mean nothing.
    """
    campaign = procedure.stage.campaign
    inside = Participant.objects.filter(campaign=campaign)
    if conditions.get("territory"):
        inside = inside.filter(territory=conditions["territory"])
    gardens = Organisation.objects.filter(pk__in=inside.values("organisation"))
    plain = {"founder": "founder", "state": "state", "kind": "kind"}
    gardens = gardens.filter(
        **{column: conditions[name] for name, column in plain.items() if conditions.get(name)}
    )
    gardens = _sized(_placed(gardens, campaign), conditions)
    if conditions.get("took_part"):
        earlier = Participant.objects.filter(campaign__pk__lt=campaign.pk).values("organisation")
        before = Q(pk__in=earlier)
        gardens = gardens.filter(before if conditions["took_part"] == "yes" else ~before)
    if conditions.get("not_visited_since"):
        since = datetime.date.fromisoformat(conditions["not_visited_since"])
        gardens = gardens.exclude(pk__in=_visited(procedure, since))
    return gardens


def _placed(gardens: QuerySet[Organisation], campaign: Campaign) -> QuerySet[Organisation]:
    place = Participant.objects.filter(campaign=campaign, organisation=OuterRef("pk"))
    families = (
        ChildGroup.objects.filter(organisation=OuterRef("pk"))
        .order_by()
        .values("organisation")
        .annotate(all=Sum("families"))
    )
    return gardens.annotate(
        place=Subquery(place.values("territory")),
        families=Coalesce(Subquery(families.values("all")), 0),
    )


def _sized(gardens: QuerySet[Organisation], conditions: dict[str, Any]) -> QuerySet[Organisation]:
    for name in ("places", "families"):
        for end, lookup in (("from", "gte"), ("to", "lte")):
            number = conditions.get(f"{name}_{end}")
            if number not in (None, ""):
                gardens = gardens.filter(**{f"{name}__{lookup}": number})
    return gardens


def _visited(procedure: Procedure, since: datetime.date) -> QuerySet[Target]:
    """Kindergartens of procedures with the same number: by agreed dates, else by the approval."""
    others = Target.objects.standing().filter(
        procedure__code=procedure.code,
        procedure__target_list__state="approved",
        organisation__isnull=False,
    )
    agreed = Agreement.objects.filter(ends__gte=since).values("target")
    approved = Q(agreements=None, procedure__target_list__approved_at__date__gte=since)
    return (
        others.exclude(procedure=procedure)
        .filter(Q(pk__in=agreed) | approved)
        .values("organisation")
    )


def identities(procedure: Procedure, rows: QuerySet[Any]) -> list[Identity]:
    """Return whom the rows are, without doubles, in the order of the rows; one query."""
    columns = KINDS[procedure.target_kind].identity
    found = rows.values_list(*[column for column in columns if column])
    spread = (iter(values) for values in found)
    made = [tuple(next(one) if column else None for column in columns) for one in spread]
    return list(dict.fromkeys(made))


def identity_of(target: Target) -> Identity:
    return tuple(getattr(target, name) for name in IDENTITY)


def key_of(identity: Identity) -> str:
    """Return the identity as a text: «12----» is the kindergarten 12."""
    return "-".join("" if part is None else str(part) for part in identity)


def strata_of(gardens: QuerySet[Organisation], names: Iterable[str]) -> dict[int | None, str]:
    """Return kindergarten → the name of its stratum; one query, none without names."""
    columns = [STRATA[name] for name in names]
    if not columns:
        return {}
    return {
        pk: " · ".join("" if value is None else str(value) for value in values)
        for pk, *values in gardens.values_list("pk", *columns)
    }
