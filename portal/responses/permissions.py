"""Who reads and who writes a sheet."""

from operator import attrgetter

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from portal.assignments.lifecycle import HANDED_IN
from portal.assignments.models import Assignment
from portal.assignments.permissions import assigned_to, fill, followed_by, impersonal
from portal.assignments.selectors import is_personal
from portal.organisations.choices import Role
from portal.organisations.models import Appointment, Organisation, Territory
from portal.organisations.places import add_way
from portal.organisations.policy import (
    ALLOWED,
    INSIDE,
    NOBODY,
    Actor,
    Verdict,
    add_rule,
    add_scope,
    deny,
)
from portal.responses.models import ColleagueInvitation, Evidence, Response


def responses_of(actor: Actor) -> Q:
    """Her own at any time; submitted ones among those whose tasks she follows; what was shown."""
    path = "assignment__"
    submitted = Q(state=Response.State.SUBMITTED)
    followed = followed_by(actor, path) | earlier_documents(actor)
    return assigned_to(actor, path) | submitted & followed | shown_to(actor)


def shown_to(actor: Actor) -> Q:
    """Drafts of her own kindergarten whose authors invited her to read and comment."""
    invited = ColleagueInvitation.objects.in_force().filter(person=actor.user.pk)
    inside = actor.covered(*INSIDE, path="assignment__organisation")
    return Q(state=Response.State.DRAFT, pk__in=invited.values("response")) & inside


def earlier_documents(actor: Actor) -> Q:
    """What kindergartens' own people sent about kindergartens that she assesses as an expert."""
    path = "assignment__"
    staff = Appointment.objects.filter(
        role__in=INSIDE,
        person=OuterRef(f"{path}assignee"),
        organisation=OuterRef(f"{path}organisation"),
    )
    return assessed_by(actor, path) & impersonal(path) & Q(Exists(staff))


def assessed_by(actor: Actor, path: str) -> Q:
    """Sheets about kindergartens that she assesses in the same campaign, in a procedure that
    builds on earlier ones; path: to the assignment. The setting says whether she reads them before
    she has handed in her own sheet.
    """
    if not actor.has(Role.EXPERT):
        return NOBODY
    own = Assignment.objects.filter(
        assigned_to(actor),
        organisation=OuterRef(f"{path}organisation"),
        campaign=OuterRef(f"{path}campaign"),
        procedure__code__in=settings.EXPERTS_READ_EARLIER_IN,
    )
    if settings.EXPERTS_READ_EARLIER == "after":
        own = own.filter(state__in=HANDED_IN)
    return Q(Exists(own))


def shown_assignments(actor: Actor) -> Q:
    """The tasks whose sheets she may read although she does not follow them."""
    submitted = Q(state=Response.State.SUBMITTED) & earlier_documents(actor)
    return Q(response__in=Response.objects.filter(shown_to(actor) | submitted).values("pk"))


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
        return fill(actor, assignment)
    if Response.objects.filter(responses_of(actor), assignment=assignment).exists():
        return ALLOWED
    return deny(_("Лист ещё заполняется. Он откроется Вам, когда его отправят."))


def invitations_of(actor: Actor) -> Q:
    """Those she made and those made to her."""
    if not actor.appointments:
        return NOBODY
    return Q(response__assignment__assignee=actor.user.pk) | Q(person=actor.user.pk)


def invite(actor: Actor, assignment: Assignment) -> Verdict:
    """Show the draft to a colleague: only who fills it in, and only inside the kindergarten."""
    verdict = fill(actor, assignment)
    if not verdict.allowed:
        return verdict
    response = getattr(assignment, "response", None)
    if response and not response.is_draft:
        return deny(_("Лист отправлен: коллег приглашают, пока он заполняется."))
    if not any(held.organisation_id == assignment.organisation_id for held in _inside(actor)):
        return deny(_("Коллег приглашает тот, кто работает в этом детском саду."))
    return ALLOWED


def _inside(actor: Actor) -> list[Appointment]:
    return [held for held in actor.appointments if held.organisation_id and held.role in INSIDE]


def comment(actor: Actor, response: Response) -> Verdict:
    if Response.objects.filter(shown_to(actor), pk=response.pk).exists():
        return ALLOWED
    return deny(_("Комментарии пишет коллега, которого пригласили, пока лист заполняется."))


def place_of_sheet(assignment: Assignment) -> Organisation | Territory | None:
    """Where acts about a sheet are known: nowhere above the kindergarten for a personal one."""
    if assignment.organisation_id and is_personal(assignment):
        return None
    return assignment.organisation or assignment.place


def register() -> None:
    """Declare the room to the policy; called once when Django is ready."""
    add_scope(Assignment, shown_assignments)
    add_scope(ColleagueInvitation, invitations_of)
    add_rule(Assignment, "invite", invite)
    add_rule(Response, "comment", comment)
    add_way(Assignment, place_of_sheet)
    add_way(Response, attrgetter("assignment"))
    add_way(Evidence, attrgetter("response"))
    add_way(ColleagueInvitation, attrgetter("response"))
    add_scope(Response, responses_of)
    add_scope(Evidence, evidence_of)
    add_rule(Response, "answer", answer)
    add_rule(Assignment, "read_sheet", read_sheet)
