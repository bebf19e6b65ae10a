"""Who compiles, reads and finalises a report."""

from operator import attrgetter

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.assignments.permissions import assigned_to, followed_by, impersonal
from portal.assignments.selectors import is_personal
from portal.organisations.places import add_way
from portal.organisations.policy import (
    ABOVE,
    ALLOWED,
    INSIDE,
    LEADING,
    Actor,
    Verdict,
    add_rule,
    add_scope,
    deny,
)
from portal.profiles.models import Profile
from portal.reports.models import Report
from portal.responses.permissions import assessed_by


def reports_of(actor: Actor) -> Q:
    """Leaders of the kindergarten and coordinators above; once final, the expert of the sheet and
    those who build on it; the team, what was opened to it.
    """
    path = "profile__response__assignment__"
    earlier = assessed_by(actor, path) & impersonal(path)
    final = Q(state=Report.State.FINAL) & (assigned_to(actor, path) | earlier)
    return final | followed_by(actor, path) | opened(actor)


def opened(actor: Actor) -> Q:
    """What a coordinator of her own kindergarten opened to the team."""
    return Q(opened_to_team__isnull=False) & actor.covered(*INSIDE)


def open_to_team(actor: Actor, thing: Profile | Report) -> Verdict:
    profile = thing.profile if isinstance(thing, Report) else thing
    if not actor.covers(thing.organisation, *LEADING):
        return deny(_("Команде открывает координатор или руководитель детского сада."))
    if is_personal(profile.response.assignment):
        return deny(_("Личный результат педагога команде не открывают."))
    if isinstance(thing, Report) and not thing.is_compiled:
        return deny(_("Отчёт ещё составляется."))
    return ALLOWED


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
    add_scope(Profile, opened)
    add_rule(Report, "open_to_team", open_to_team)
    add_rule(Profile, "open_to_team", open_to_team)
    add_way(Report, attrgetter("profile"))
    add_rule(Profile, "compile", compile_report)
    add_rule(Report, "finalise", finalise)
