"""Who reads and who writes a sheet."""

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.assignments.models import Assignment
from portal.assignments.permissions import assigned_to, followed_by
from portal.organisations.policy import ALLOWED, Actor, Verdict, add_rule, add_scope, deny
from portal.responses.models import Evidence, Response


def responses_of(actor: Actor) -> Q:
    """Her own at any time; submitted ones among those whose tasks she follows."""
    path = "assignment__"
    submitted = Q(state=Response.State.SUBMITTED)
    return assigned_to(actor, path) | submitted & followed_by(actor, path)


def evidence_of(actor: Actor) -> Q:
    """Evidence is seen with its sheet."""
    return Q(response__in=Response.objects.filter(responses_of(actor)).values("pk"))


def answer(actor: Actor, response: Response) -> Verdict:
    if response.assignment.assignee_id != actor.user.pk:
        return deny(_("Лист заполняет тот, кому он поручен."))
    if not response.is_draft:
        return deny(_("Лист отправлен, и его содержание больше не меняется."))
    return ALLOWED


def read_sheet(actor: Actor, assignment: Assignment) -> Verdict:
    """The task is known to those above; the sheet itself only once it was submitted."""
    if assignment.assignee_id == actor.user.pk:
        return ALLOWED
    if Response.objects.filter(responses_of(actor), assignment=assignment).exists():
        return ALLOWED
    return deny(_("Лист ещё заполняется. Он откроется Вам, когда его отправят."))


def register() -> None:
    """Declare the room to the policy; called once when Django is ready."""
    add_scope(Response, responses_of)
    add_scope(Evidence, evidence_of)
    add_rule(Response, "answer", answer)
    add_rule(Assignment, "read_sheet", read_sheet)
