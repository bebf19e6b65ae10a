"""Reading what passes between the author of a draft and the colleagues she shows it to."""

from collections import defaultdict

from django.db.models import QuerySet

from portal.accounts.models import User
from portal.assignments.models import Assignment
from portal.organisations.models import Appointment
from portal.organisations.policy import INSIDE, actor_of
from portal.responses.models import ColleagueInvitation, ItemComment, Response
from portal.responses.permissions import shown_to

Comments = dict[str, list[ItemComment]]


def colleagues_of(assignment: Assignment) -> QuerySet[User]:
    """Return the people at work in the sheet's kindergarten, by name, without the author."""
    at_work = Appointment.objects.current().filter(
        role__in=INSIDE, organisation=assignment.organisation_id
    )
    people = User.objects.filter(is_active=True, pk__in=at_work.values("person"))
    return people.exclude(pk=assignment.assignee_id).order_by("last_name", "first_name", "pk")


def invitations_of(response: Response | None) -> QuerySet[ColleagueInvitation]:
    """Return who is shown a sheet now; nobody while it is not begun."""
    rows = ColleagueInvitation.objects.in_force().filter(response=response)
    return rows.select_related("person")


def comments_of(assignment: Assignment) -> Comments:
    """Return item uid → what colleagues said about it, the first said first."""
    found: Comments = defaultdict(list)
    response = getattr(assignment, "response", None)
    if response:
        for row in response.comments.select_related("by"):
            found[str(row.item)].append(row)
    return found


def shown_drafts(user: User) -> QuerySet[Response]:
    """Return the drafts that a person was invited to read, the latest begun first."""
    rows = Response.objects.filter(shown_to(actor_of(user)))
    related = ("assignment__organisation", "assignment__assignee", "assignment__procedure")
    return rows.select_related(*related, "edition").defer("edition__content")
