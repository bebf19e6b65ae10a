"""Who sees the registry and the queue, who leads the registry."""

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.accounts.models import ConsentText, User
from portal.jobs.models import Job
from portal.journal.models import Entry
from portal.organisations.choices import Role
from portal.organisations.models import Organisation, Territory
from portal.organisations.policy import (
    ABOVE,
    ALLOWED,
    EVERYTHING,
    INSIDE,
    NOBODY,
    Actor,
    Verdict,
    add_rule,
    add_scope,
    deny,
)


def territories_of(actor: Actor) -> Q:
    """Her node and everything below it."""
    return actor.territories(*ABOVE)


def organisations_of(actor: Actor) -> Q:
    """Everything at or below her node; methodologists see names for calibration."""
    if actor.has(Role.METHODOLOGIST):
        return EVERYTHING
    return actor.organisations(*ABOVE, *INSIDE)


def change_organisation(actor: Actor, organisation: Organisation) -> Verdict:
    if actor.covers(organisation, *ABOVE):
        return ALLOWED
    return deny(_("Реестр детских садов ведут муниципальный и региональный координаторы."))


def support(actor: Actor, organisation: Organisation) -> Verdict:
    """Look at its desk by its coordinator's eyes."""
    if actor.covers(organisation, *ABOVE):
        return ALLOWED
    return deny(_("Рабочее место сада открывают координаторы его территории."))


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


def jobs_of(actor: Actor) -> Q:
    """The work she started herself."""
    return Q(by=actor.user.pk) if actor.appointments else NOBODY


def entries_of(actor: Actor) -> Q:
    """Her own acts and those about her own account; a coordinator's, also the acts about what lies
    at or below her node.
    """
    if not actor.appointments:
        return NOBODY
    account = Q(object_kind=User._meta.label_lower, object_uid=str(actor.user.pk))
    gardens = Organisation.objects.filter(actor.organisations(*ABOVE))
    return (
        Q(by=actor.user.pk)
        | account
        | Q(organisation_uid__in=gardens.values("uid"))
        | Q(territory_uid__in=actor.led(*ABOVE).values("uid"))
    )


def cancel_job(actor: Actor, job: Job) -> Verdict:
    return ALLOWED if job.by_id == actor.user.pk else deny(_("Отменяет тот, кто начал."))


def consent_texts_of(actor: Actor) -> Q:
    """Every version, for those who write the site's texts."""
    return EVERYTHING if actor.has(Role.EDITOR) or actor.user.is_superuser else NOBODY


def change_consent_text(actor: Actor, text: ConsentText) -> Verdict:
    if text.published:
        return deny(_("Опубликованный текст не меняют: на него ссылаются ответы людей."))
    return ALLOWED


def register() -> None:
    """Declare the room to the policy; called once when Django is ready."""
    add_scope(Territory, territories_of)
    add_scope(Organisation, organisations_of)
    add_scope(Job, jobs_of)
    add_scope(Entry, entries_of)
    add_scope(ConsentText, consent_texts_of)
    add_rule(Territory, "lead", lead_territory)
    add_rule(Territory, "change", change_territory)
    add_rule(Organisation, "change", change_organisation)
    add_rule(Organisation, "support", support)
    add_rule(Job, "cancel", cancel_job)
    add_rule(ConsentText, "change", change_consent_text)
