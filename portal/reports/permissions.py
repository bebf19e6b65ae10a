"""Who compiles, reads and finalises a report."""

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.assignments.permissions import assigned_to, followed_by
from portal.organisations.policy import (
    ABOVE,
    ALLOWED,
    LEADING,
    Actor,
    Verdict,
    add_rule,
    add_scope,
    deny,
)
from portal.profiles.models import Profile
from portal.reports.models import Report


def reports_of(actor: Actor) -> Q:
    """Leaders of the kindergarten and coordinators above; the expert reads hers once final."""
    path = "profile__response__assignment__"
    final = Q(state=Report.State.FINAL)
    return final & assigned_to(actor, path) | followed_by(actor, path)


def compile_report(actor: Actor, profile: Profile) -> Verdict:
    if actor.covers(profile.organisation, *ABOVE, *LEADING):
        return ALLOWED
    return deny(_("Отчёт составляют координаторы и руководитель детского сада."))


def finalise(actor: Actor, report: Report) -> Verdict:
    if not actor.covers(report.organisation, *ABOVE, *LEADING):
        return deny(_("Отчёт утверждают координаторы и руководитель детского сада."))
    if report.created_by_id == actor.user.pk:
        return deny(_("Отчёт утверждает не тот, кто его составил: попросите коллегу проверить."))
    return ALLOWED


def register() -> None:
    """Declare the room to the policy; called once when Django is ready."""
    add_scope(Report, reports_of)
    add_rule(Profile, "compile", compile_report)
    add_rule(Report, "finalise", finalise)
