"""Reading target lists: who is on them, who might be, how a share would fall."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from forms_builder.common.russian import fold
from portal.accounts.models import User
from portal.campaigns.candidates import (
    KINDS,
    STRATA,
    candidates,
    gardens_of,
    identities,
    strata_of,
)
from portal.campaigns.models import Procedure, Target, TargetList
from portal.campaigns.sampling import allocate, size_of
from portal.organisations.models import Organisation, Territory
from portal.organisations.policy import visible

RELATED = (
    "organisation__territory",
    "group",
    "person",
    "territory",
    "founder__territory",
    "chosen_by",
    "struck_by",
)


@dataclass(frozen=True)
class Stratum:
    """A part of the candidates: its name, how many it has, how many places it gets."""

    name: str
    count: int
    places: int


def list_of(procedure: Procedure) -> TargetList | None:
    """Return the procedure's list, None before anybody began it."""
    rows = TargetList.objects.filter(procedure=procedure)
    return rows.select_related("approved_by").first()


def target_rows(user: User, procedure: Procedure) -> QuerySet[Target]:
    """Return the targets of a procedure that the person may see, the struck out last."""
    rows = visible(user, Target).filter(procedure=procedure).select_related(*RELATED)
    return rows.order_by("struck_at", "organisation__sort", "territory__path", "pk")


def plain(words: str) -> str:
    """Return the words of a search as a database takes them."""
    return words.replace("\0", "").strip()


def found(rows: QuerySet[Target], words: str) -> QuerySet[Target]:
    """Narrow targets to those whose name holds the words; "" narrows nothing."""
    words = plain(words)
    if not words:
        return rows
    text = fold(words)
    condition = Q()
    for place in ("organisation", "territory", "founder"):
        condition |= Q(**{f"{place}__search__contains": text})
    condition |= Q(person__last_name__istartswith=words.capitalize())
    return rows.filter(condition | Q(group__name__contains=words))


def counts_of(user: User, procedure: Procedure) -> dict[str, int]:
    """Return how many of each way stand on the list, and how many were struck out."""
    rows = visible(user, Target).filter(procedure=procedure).order_by()
    is_struck = Q(struck_at__isnull=False)
    sums = list(
        rows.values_list("chosen").annotate(
            standing=Count("pk", filter=~is_struck), struck=Count("pk", filter=is_struck)
        )
    )
    counts = {chosen: standing for chosen, standing, _struck in sums if standing}
    struck = sum(row[2] for row in sums)
    return {**counts, "standing": sum(counts.values()), "struck": struck}


def absent(procedure: Procedure, words: str) -> QuerySet[Any]:
    """Return the candidates who do not stand on the list; narrowed to a part of the name."""
    kind = KINDS[procedure.target_kind]
    rows = candidates(procedure)
    standing = procedure.targets.standing()
    own = {
        "organisation": "organisation",
        "group": "group",
        "territory": "territory",
        "founder": "founder",
    }.get(procedure.target_kind)
    if own:
        rows = rows.exclude(pk__in=standing.values(own))
    else:
        rows = rows.exclude(person__in=standing.values("person"))
    words = plain(words)
    if not words:
        return rows
    looked = [Q(**{f"{column}__contains": fold(words)}) for column in kind.search]
    looked += [Q(**{f"{column}__istartswith": words.capitalize()}) for column in kind.names]
    condition = Q()
    for one in looked:
        condition |= one
    return rows.filter(condition)


def rows_of(procedure: Procedure, uids: Iterable[str]) -> QuerySet[Any]:
    """Return the candidates with these uids; what is no uid means nobody."""
    return candidates(procedure).filter(uid__in=[one for text in uids if (one := _uid(text))])


def strata_table(
    procedure: Procedure, conditions: dict[str, Any], draw: dict[str, Any]
) -> list[Stratum]:
    """Return how many meet the conditions by strata, and how many places each would get.

    draw: as ChooseForm.draw, empty for everybody. Ties may fall otherwise when the seed is new.
    """
    everybody = identities(procedure, candidates(procedure, conditions))
    names = draw.get("strata", [])
    stratum_of = strata_of(gardens_of(procedure, conditions), names)
    sizes = Counter(stratum_of.get(one[0], "") for one in everybody)
    size = draw.get("size", len(everybody))
    if "share" in draw:
        size = size_of(len(everybody), draw["share"]) if everybody else 0
    places = allocate(sizes, size, draw.get("seed", ""))
    titles = _titles(names, sizes)
    rows = [Stratum(titles[name], sizes[name], places[name]) for name in sizes]
    return sorted(rows, key=lambda row: row.name)


def _titles(names: list[str], strata: Iterable[str]) -> dict[str, str]:
    """Return the stratum's key → its name in words: municipality and type."""
    places = {str(pk): name for pk, name in Territory.objects.values_list("pk", "name")}
    kinds = dict(Organisation._meta.get_field("kind").flatchoices)
    words = {"place": places, "kind": kinds}
    columns = [STRATA[name] for name in names]
    return {
        key: " · ".join(
            str(words[column].get(part, part))
            for column, part in zip(columns, key.split(" · "), strict=False)
        )
        for key in strata
    }


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
