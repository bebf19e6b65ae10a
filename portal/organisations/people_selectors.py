"""Reading people and their appointments."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Max, Min, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from forms_builder.common.russian import search_words
from portal.accounts.invitations import waiting_invitations
from portal.accounts.models import User
from portal.organisations.choices import Role
from portal.organisations.models import (
    Appointment,
    Founder,
    Organisation,
    Territory,
)
from portal.organisations.nodes import Node, field_of, roles_fitting
from portal.organisations.people_permissions import APPOINTS, let_in_with, may_appoint
from portal.organisations.policy import Verdict, actor_of, may_seen, visible
from portal.organisations.selectors import matching

FOUND = 30  # nodes of one kind that a search shows; more are narrowed by another word
SHOWN = 5  # appointments in one row of the list; the card has all
NODES = ("territory", "organisation__territory", "founder__territory")
STATES = {
    "": _("действуют или начнутся"),
    "current": _("действуют сегодня"),
    "coming": _("начнутся позже"),
    "over": _("закончились"),
    "any": _("все"),
}
ORDERS = {
    "": _("по фамилии"),
    "place": _("по месту"),
    "newest": _("сначала новые назначения"),
}


@dataclass(frozen=True)
class PersonRow:
    """A person of the list with those of her appointments that the list is about.

    appointments: SHOWN at most; left: how many more there are; is_invited: a letter or slip of
    hers is still good, and another would end it.
    """

    person: User
    appointments: tuple[Appointment, ...]
    left: int
    may_let_in: bool
    is_invited: bool


def narrowed(user: User, given: dict[str, Any]) -> QuerySet[Appointment]:
    """Return the appointments a person sees, narrowed.

    given: q (words of a name or an e-mail), role, territory (a row), place (words of a name),
    state (of STATES), entered («no»: has never signed in); whatever is missing narrows nothing.
    """
    rows = _in_state(visible(user, Appointment), given.get("state") or "")
    for word in search_words(given.get("q") or ""):
        named = Q(search__contains=word) | Q(person__login__contains=word)
        rows = rows.filter(named | Q(person__email__contains=word))
    if given.get("role"):
        rows = rows.filter(role=given["role"])
    if given.get("territory"):
        rows = rows.filter(_within(given["territory"]))
    if given.get("entered"):
        rows = rows.filter(person__last_login__isnull=True)
    return _placed(rows, given.get("place") or "")


def people_in(appointments: QuerySet[Appointment], order: str = "") -> QuerySet:
    """Return one row per person of the appointments: {"person": id}, in an order of ORDERS."""
    rows = appointments.order_by().values("person").annotate(name=Min("sort"))
    if order == "place":
        place = Min("organisation__sort")
        rows = rows.annotate(place=place)
        return rows.order_by(F("place").asc(nulls_first=True), "name", "person")
    if order == "newest":
        return rows.annotate(newest=Max("starts")).order_by("-newest", "name", "person")
    return rows.order_by("name", "person")


def rows_of(
    user: User, ids: list[int], appointments: QuerySet[Appointment]
) -> tuple[PersonRow, ...]:
    """Return the people of one page, in the order of their ids, in four queries."""
    people = User.objects.in_bulk(ids)
    shown = _by_person(appointments.filter(person__in=ids))
    lasting = _by_person(Appointment.objects.lasting().filter(person__in=ids))
    invited = waiting_invitations().filter(person__in=ids).values_list("person", flat=True)
    waiting = frozenset(invited)
    actor = actor_of(user)
    return tuple(
        PersonRow(
            person=people[pk],
            appointments=shown.get(pk, ())[:SHOWN],
            left=max(0, len(shown.get(pk, ())) - SHOWN),
            may_let_in=let_in_with(actor, people[pk], lasting.get(pk, ())).allowed,
            is_invited=pk in waiting,
        )
        for pk in ids
    )


def with_nodes(rows: QuerySet[Appointment]) -> QuerySet[Appointment]:
    """Return appointments with all that their words need, the newest first."""
    return rows.select_related("person", "appointed_by", "ended_by", *NODES).order_by(
        "-starts", "pk"
    )


def may_end(user: User, appointment: Appointment) -> Verdict:
    """Say whether a seen appointment that is not over may be ended by her."""
    return may_seen(user, "end", appointment)


def roles_to_give(user: User, node: Node) -> list[tuple[str, str]]:
    """Return the roles that she may give at a node, as choices of a form."""
    actor = actor_of(user)
    return [
        (role, str(Role(role).label))
        for role in roles_fitting(node)
        if may_appoint(actor, role, node).allowed
    ]


def nodes_to_fill(user: User, words: str) -> list[Node]:
    """Return where she appoints people, by words of a name: territories, founders, kindergartens.

    At most FOUND of each kind.
    """
    found: list[Node] = []
    for rows in (_territories(user), _founders(user), _gardens(user)):
        found += matching(rows, words)[:FOUND]
    return [node for node in found if roles_to_give(user, node)]


def places_to_fill(user: User) -> Iterator[Node]:
    """Yield every node where she appoints people, whatever its name: an import looks them up."""
    for rows in (_territories(user), _founders(user), _gardens(user)):
        yield from rows


def people_to_let_in(user: User, ids: list[int]) -> tuple[list[User], str]:
    """Return the seen people of the ids by name, and why one of them may not be let in by her."""
    people = visible(user, User).filter(pk__in=ids).order_by("last_name", "first_name", "pk")
    lasting = _by_person(Appointment.objects.lasting().filter(person__in=people))
    actor = actor_of(user)
    for person in people:
        verdict = let_in_with(actor, person, lasting.get(person.pk, ()))
        if not verdict.allowed:
            return [], f"{person}: {verdict.reason}"
    return list(people), ""


def successors(user: User, leaver: User, node: Node, words: str) -> QuerySet[User]:
    """Return people she sees who may take work over at a node, by words of a name.

    Without words, those who are appointed to the node itself; the leaver is never among them.
    """
    rows = narrowed(user, {"q": words})
    if not words:
        rows = rows.filter(**{field_of(node): node})
    people = User.objects.filter(pk__in=rows.values("person")).exclude(pk=leaver.pk)
    return people.order_by("last_name", "first_name", "pk")


def named_with_roles(people: Collection[User]) -> list[tuple[int, str]]:
    """Return people as choices of a form: each by her name with the first roles that last."""
    lasting = _by_person(
        Appointment.objects.lasting().filter(person__in=[row.pk for row in people])
    )
    return [
        (row.pk, " — ".join([str(row), *map(str, lasting.get(row.pk, ())[:1])])) for row in people
    ]


def _in_state(rows: QuerySet[Appointment], state: str) -> QuerySet[Appointment]:
    if state == "any":
        return rows
    return {"current": rows.current, "coming": rows.coming, "over": rows.over}.get(
        state, rows.lasting
    )()


def _within(territory: Territory) -> Q:
    path = {"path__startswith": territory.path}
    ways = ("territory", "organisation__territory", "founder__territory")
    condition = Q()
    for way in ways:
        condition |= Q(**{f"{way}__{lookup}": value for lookup, value in path.items()})
    return condition


def _placed(rows: QuerySet[Appointment], words: str) -> QuerySet[Appointment]:
    for word in search_words(words):
        rows = rows.filter(
            Q(organisation__search__contains=word)
            | Q(territory__search__contains=word)
            | Q(founder__search__contains=word)
        )
    return rows


def _by_person(rows: QuerySet[Appointment]) -> dict[int, tuple[Appointment, ...]]:
    grouped: dict[int, list[Appointment]] = {}
    for row in rows.select_related(*NODES).order_by("starts", "pk"):
        grouped.setdefault(row.person_id, []).append(row)
    return {pk: tuple(held) for pk, held in grouped.items()}


def _territories(user: User) -> QuerySet[Territory]:
    rows = Territory.objects.all() if user.is_superuser else visible(user, Territory)
    return rows.filter(merged_into=None).order_by("path")


def _founders(user: User) -> QuerySet[Founder]:
    territories = _territories(user).order_by().values("pk")
    return Founder.objects.filter(territory__in=territories).select_related("territory")


def _gardens(user: User) -> QuerySet[Organisation]:
    rows = Organisation.objects.select_related("territory")
    return rows if user.is_superuser else rows.filter(actor_of(user).organisations(*APPOINTS))
