"""Who appoints whom, who sees whom, who may let a person in again."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.second_factor import add_requirement
from portal.organisations.choices import Role, TerritoryKind
from portal.organisations.models import Appointment, ConflictOfInterest, Organisation, Territory
from portal.organisations.nodes import Node, territory_of
from portal.organisations.policy import (
    ABOVE,
    ALLOWED,
    EVERYTHING,
    EXPERTS,
    INSIDE,
    LEADING,
    Actor,
    Verdict,
    add_rule,
    add_scope,
    deny,
)

TEAM = (Role.SENIOR_TEACHER, Role.TEACHER)
# Whom a role appoints at or below its node: nobody her equal, and nobody into the CMS.
APPOINTS: dict[str, tuple[str, ...]] = {
    Role.REGIONAL_COORDINATOR: (Role.MUNICIPAL_COORDINATOR, *INSIDE, *EXPERTS),
    Role.MUNICIPAL_COORDINATOR: (*INSIDE, Role.EXPERT),
    Role.DOO_HEAD: TEAM,
    Role.DOO_COORDINATOR: TEAM,
}
TWO_STEPS = (*ABOVE, Role.METHODOLOGIST)
# What the coordinator of the whole country gives beside that.
FROM_THE_COUNTRY = (Role.REGIONAL_COORDINATOR, Role.METHODOLOGIST, Role.EDITOR)


def appointments_of(actor: Actor) -> Q:
    """Her own, and those at or below her node; the administrator's are all."""
    if actor.user.is_superuser:
        return EVERYTHING
    territories = actor.led(*ABOVE).values("pk")
    return (
        Q(person=actor.user.pk)
        | actor.covered(*ABOVE, *LEADING)
        | Q(territory__in=territories)
        | Q(founder__territory__in=territories)
    )


def people_of(actor: Actor) -> Q:
    """Whoever holds or held an appointment that she sees."""
    seen = Appointment.objects.filter(appointments_of(actor))
    return Q(pk__in=seen.values("person"))


def conflicts_of(actor: Actor) -> Q:
    """Her own, and those of the experts whom she sees as their coordinator."""
    experts = Appointment.objects.filter(appointments_of(actor), role__in=EXPERTS)
    return Q(person=actor.user.pk) | Q(person__in=experts.values("person"))


def may_appoint(actor: Actor, role: str, node: Node) -> Verdict:
    """Say whether she appoints somebody to a role at a node at or below hers."""
    givers = [giver for giver, given in APPOINTS.items() if role in given]
    if isinstance(node, Organisation):
        is_hers = actor.covers(node, *givers)
    else:
        is_hers = actor.leads(territory_of(node), *givers)
    if is_hers or actor.user.is_superuser or _given_from_the_country(actor, role, node):
        return ALLOWED
    return deny(_("Назначает координатор вышестоящей территории."))


def _given_from_the_country(actor: Actor, role: str, node: Node) -> bool:
    if role not in FROM_THE_COUNTRY or not isinstance(node, Territory):
        return False
    if role == Role.REGIONAL_COORDINATOR and node.kind == TerritoryKind.COUNTRY:
        return False  # her equal
    return any(
        held.role == Role.REGIONAL_COORDINATOR
        and held.territory.kind == TerritoryKind.COUNTRY
        and node.path.startswith(held.territory.path)
        for held in actor.appointments
    )


def appoints_somebody(actor: Actor) -> bool:
    """Whether she gives any role anywhere: the screens of people are for her."""
    return actor.has(*APPOINTS) or bool(actor.user.is_superuser)


def end_appointment(actor: Actor, appointment: Appointment) -> Verdict:
    return may_appoint(actor, appointment.role, appointment.node)


def let_in(actor: Actor, person: User) -> Verdict:
    """Invite a person or take her second factor away: only who could give every role she has.

    Whoever hands out a way in could walk it herself.
    """
    rows = (
        Appointment.objects.lasting()
        .filter(person=person)
        .select_related("territory", "organisation__territory", "founder__territory")
    )
    return let_in_with(actor, person, rows)


def let_in_with(actor: Actor, person: User, held: Iterable[Appointment]) -> Verdict:
    """The same for a person whose lasting appointments are at hand: no query per row."""
    held = list(held)
    if person.pk == actor.user.pk:
        return deny(_("Свой вход настраивают в разделе «Мой вход»."))
    if not held:
        return deny(_("Сначала назначьте роль: сейчас ни одно назначение не действует."))
    is_hers = all(may_appoint(actor, row.role, row.node).allowed for row in held)
    if not is_hers or (person.is_superuser and not actor.user.is_superuser):
        return deny(_("Здесь есть роль, которую даёте не Вы: вход открывает координатор выше."))
    return ALLOWED


def may_declare(actor: Actor, organisation: Organisation) -> Verdict:
    if actor.covers(organisation, *EXPERTS):
        return ALLOWED
    return deny(_("Конфликт интересов заявляет эксперт этой территории."))


def withdraw_conflict(actor: Actor, conflict: ConflictOfInterest) -> Verdict:
    if conflict.person_id == actor.user.pk:
        return ALLOWED
    return deny(_("Отзывает тот, кто заявил."))


def needs_second_factor(person: User) -> bool:
    """Those who see a whole territory or make the instruments sign in by two steps."""
    return Appointment.objects.current().filter(person=person, role__in=TWO_STEPS).exists()


def require_second_factor() -> None:
    """Tell the accounts; called once when Django is ready."""
    add_requirement(needs_second_factor)


def register() -> None:
    """Declare people to the policy; called once when Django is ready."""
    add_scope(Appointment, appointments_of)
    add_scope(User, people_of)
    add_scope(ConflictOfInterest, conflicts_of)
    add_rule(Appointment, "end", end_appointment)
    add_rule(User, "let_in", let_in)
    add_rule(ConflictOfInterest, "withdraw", withdraw_conflict)
