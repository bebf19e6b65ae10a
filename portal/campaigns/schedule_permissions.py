"""Whose schedule it is: the owner role of the procedure, on her node; who sees it."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from portal.campaigns.models import CalendarDay, PlanTemplate, Procedure, Schedule
from portal.campaigns.permissions import change_campaign
from portal.organisations.choices import Role, TerritoryKind
from portal.organisations.models import Organisation, Territory
from portal.organisations.policy import (
    ABOVE,
    ALLOWED,
    EVERYTHING,
    EXPERTS,
    INSIDE,
    LEADING,
    NOBODY,
    Actor,
    Verdict,
    add_rule,
    add_scope,
    deny,
)

# Owner of a procedure → who draws a schedule up on the node, and who approves it.
DRAFTING: dict[str, tuple[str, ...]] = {
    Role.REGIONAL_COORDINATOR: (Role.REGIONAL_COORDINATOR,),
    Role.MUNICIPAL_COORDINATOR: ABOVE,
    Role.DOO_COORDINATOR: LEADING,
    Role.DOO_HEAD: LEADING,
}
APPROVING: dict[str, tuple[str, ...]] = DRAFTING | {Role.DOO_HEAD: (Role.DOO_HEAD,)}
OWNERS = tuple(DRAFTING)
# Who makes cycles from plans kept as content, beside those who keep them.
READERS = (Role.METHODOLOGIST, *ABOVE)
CALENDAR = (Role.METHODOLOGIST, Role.REGIONAL_COORDINATOR)


def nodes_of(actor: Actor, procedure: Procedure) -> QuerySet[Territory] | QuerySet[Organisation]:
    """Return the nodes of the campaign for which this person draws up the procedure's schedule."""
    roles = DRAFTING.get(procedure.owner_role, ())
    campaign = procedure.stage.campaign
    if procedure.owner_role in LEADING:
        inside = Organisation.objects.filter(participations__campaign=campaign)
        return inside.filter(actor.organisations(*roles)).order_by("sort", "pk")
    led = Territory.objects.filter(actor.territories(*roles)).order_by("path")
    if procedure.owner_role == Role.MUNICIPAL_COORDINATOR:
        inside = Q(path__startswith=campaign.territory.path, kind=TerritoryKind.MUNICIPALITY)
        return led.filter(inside)
    return led.filter(pk=campaign.territory_id)


def schedules_of(actor: Actor) -> Q:
    """Those who lead a node see all of it; those inside see what is approved."""
    if not actor.appointments:
        return NOBODY
    below = actor.led(*ABOVE).values("pk")
    leading = actor.covered(*LEADING, *ABOVE) | Q(territory__in=below)
    inside = actor.covered(*INSIDE, *EXPERTS) | _above(actor)
    return leading | inside & Q(state=Schedule.State.APPROVED)


def draft(actor: Actor, procedure: Procedure) -> Verdict:
    if not procedure.owner_role:
        return deny(_("Сначала координатор цикла назовёт, кто ведёт эту процедуру."))
    if nodes_of(actor, procedure).exists():
        return ALLOWED
    return deny(_("План-график составляет %s.") % procedure.get_owner_role_display())


def edit(actor: Actor, schedule: Schedule) -> Verdict:
    if not holds(actor, schedule, DRAFTING):
        return deny(_("Черновик меняет тот, кто ведёт процедуру."))
    if schedule.state != Schedule.State.DRAFT:
        return deny(_("Меняется только черновик: отзовите утверждение и составьте новый."))
    return ALLOWED


def approve(actor: Actor, schedule: Schedule) -> Verdict:
    if holds(actor, schedule, APPROVING):
        return ALLOWED
    roles = APPROVING.get(schedule.procedure.owner_role, ())
    names = _(" или ").join(str(Role(role).label) for role in roles)
    return deny(_("План-график утверждает %s.") % names)


def holds(actor: Actor, schedule: Schedule, table: dict[str, tuple[str, ...]]) -> bool:
    """Whether the person has a role of the table on the schedule's node."""
    roles = table.get(schedule.procedure.owner_role, ())
    if schedule.organisation_id:
        return actor.covers(schedule.organisation, *roles)
    return actor.leads(schedule.territory, *roles)


def change_procedure(actor: Actor, procedure: Procedure) -> Verdict:
    return change_campaign(actor, procedure.stage.campaign)


def templates_of(actor: Actor) -> Q:
    return EVERYTHING if actor.has(*READERS) else NOBODY


def change_template(actor: Actor, template: PlanTemplate) -> Verdict:
    if actor.has(Role.METHODOLOGIST):
        return ALLOWED
    return deny(_("Типовые планы ведут методологи."))


def _above(actor: Actor) -> Q:
    """Schedules of the territories at and above her own nodes."""
    paths = {path for held in actor.appointments for path in held.home.line}
    return Q(territory__path__in=paths)


def days_of(actor: Actor) -> Q:
    return EVERYTHING if actor.has(*CALENDAR) else NOBODY


def register() -> None:
    """Declare schedules and templates to the policy; called once when Django is ready."""
    add_scope(Schedule, schedules_of)
    add_scope(PlanTemplate, templates_of)
    add_scope(CalendarDay, days_of)
    add_rule(Procedure, "change", change_procedure)
    add_rule(Procedure, "draft_schedule", draft)
    add_rule(Schedule, "edit", edit)
    add_rule(Schedule, "approve", approve)
    add_rule(PlanTemplate, "change", change_template)
