"""Who sees the registry and the queue, who leads the registry, who appoints whom."""

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.jobs.models import Job
from portal.organisations.choices import Role
from portal.organisations.models import Appointment, Organisation, Territory
from portal.organisations.policy import (
    ABOVE,
    ALLOWED,
    EVERYTHING,
    EXPERTS,
    INSIDE,
    NOBODY,
    Actor,
    Verdict,
    add_rule,
    add_scope,
    deny,
)

# Whom a role appoints: nobody her equal, and nobody into the CMS.
APPOINTS = {
    Role.REGIONAL_COORDINATOR: (Role.MUNICIPAL_COORDINATOR, *INSIDE, *EXPERTS),
    Role.MUNICIPAL_COORDINATOR: (*INSIDE, Role.EXPERT),
}


def territories_of(actor: Actor) -> Q:
    """Her node and everything below it."""
    return actor.territories(*ABOVE)


def organisations_of(actor: Actor) -> Q:
    """Everything at or below her node; methodologists see names for calibration."""
    if actor.has(Role.METHODOLOGIST):
        return EVERYTHING
    return actor.organisations(*ABOVE, *INSIDE)


def appointments_of(actor: Actor) -> Q:
    """Her own, and those of the territories and kindergartens below her."""
    territories = Territory.objects.filter(actor.territories(*ABOVE))
    return (
        Q(person=actor.user.pk)
        | actor.covered(*ABOVE)
        | Q(territory__in=territories.values("pk"))
    )


def change_organisation(actor: Actor, organisation: Organisation) -> Verdict:
    if actor.covers(organisation, *ABOVE):
        return ALLOWED
    return deny(_("Реестр детских садов ведут муниципальный и региональный координаторы."))


def lead_territory(actor: Actor, territory: Territory) -> Verdict:
    """Take kindergartens and smaller territories into it."""
    if actor.leads(territory, *ABOVE):
        return ALLOWED
    return deny(_("Эту территорию ведут другие координаторы."))


def change_territory(actor: Actor, territory: Territory) -> Verdict:
    """Her own node hangs where those above her put it."""
    if not territory.is_root() and actor.leads(territory.get_parent(), *ABOVE):
        return ALLOWED
    return deny(_("Переносить можно только территории внутри Вашей."))


def may_appoint(actor: Actor, role: str, node: Territory | Organisation) -> Verdict:
    """Say whether she appoints somebody to a role at a node below hers."""
    givers = [giver for giver, given in APPOINTS.items() if role in given]
    territory = node.territory if isinstance(node, Organisation) else node
    if not actor.leads(territory, *givers):
        return deny(_("Назначает координатор вышестоящей территории."))
    return ALLOWED


def jobs_of(actor: Actor) -> Q:
    """The work she started herself."""
    return Q(by=actor.user.pk) if actor.appointments else NOBODY


def cancel_job(actor: Actor, job: Job) -> Verdict:
    return ALLOWED if job.by_id == actor.user.pk else deny(_("Отменяет тот, кто начал."))


def end_appointment(actor: Actor, appointment: Appointment) -> Verdict:
    return may_appoint(actor, appointment.role, appointment.node)


def register() -> None:
    """Declare the room to the policy; called once when Django is ready."""
    add_scope(Territory, territories_of)
    add_scope(Organisation, organisations_of)
    add_scope(Appointment, appointments_of)
    add_scope(Job, jobs_of)
    add_rule(Territory, "lead", lead_territory)
    add_rule(Territory, "change", change_territory)
    add_rule(Organisation, "change", change_organisation)
    add_rule(Appointment, "end", end_appointment)
    add_rule(Job, "cancel", cancel_job)
