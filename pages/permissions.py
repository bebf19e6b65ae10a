"""Who proposes, approves, releases and withdraws a publication."""

from django.db.models import Q
from django.utils.translation import gettext as _

from pages.models import Publication
from portal.assignments.selectors import is_personal
from portal.organisations.choices import Role
from portal.organisations.policy import (
    ABOVE,
    ALLOWED,
    EVERYTHING,
    LEADING,
    Actor,
    Verdict,
    add_rule,
    add_scope,
    deny,
)
from portal.reports.models import Report


def publications_of(actor: Actor) -> Q:
    if actor.has(Role.EDITOR):
        return EVERYTHING
    return actor.covered(*ABOVE, *LEADING)


def propose(actor: Actor, report: Report) -> Verdict:
    if is_personal(report.profile.response.assignment):
        return deny(_("Личный результат педагога не публикуют."))
    if actor.covers(report.organisation, *ABOVE, *LEADING):
        return ALLOWED
    return deny(_("Публикацию предлагают координаторы и руководитель детского сада."))


def approve(actor: Actor, publication: Publication) -> Verdict:
    if publication.proposed_by_id == actor.user.pk:
        return deny(_("Публикацию согласует не тот, кто её предложил."))
    if actor.covers(publication.organisation, Role.DOO_HEAD, *ABOVE):
        return ALLOWED
    return deny(_("Публикацию согласует руководитель или координатор выше."))


def release(actor: Actor, publication: Publication) -> Verdict:
    if not actor.has(Role.EDITOR):
        return deny(_("Публикует редактор сайта."))
    if actor.user.pk in {publication.proposed_by_id, publication.approved_by_id}:
        return deny(_("Публикует не тот, кто предложил или согласовал."))
    return ALLOWED


def withdraw(actor: Actor, publication: Publication) -> Verdict:
    if actor.has(Role.EDITOR) or actor.covers(publication.organisation, *ABOVE):
        return ALLOWED
    return deny(_("Снимает с публикации редактор сайта или координатор выше."))


def register() -> None:
    """Declare the room to the policy; called once when Django is ready."""
    add_scope(Publication, publications_of)
    add_rule(Report, "propose", propose)
    add_rule(Publication, "approve", approve)
    add_rule(Publication, "release", release)
    add_rule(Publication, "withdraw", withdraw)
