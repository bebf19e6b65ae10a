"""Reading schedules: those a person sees, and the procedures that wait for hers."""

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When
from django.utils import timezone

from portal.accounts.models import User
from portal.campaigns.models import Campaign, Participant, Procedure, Schedule
from portal.campaigns.schedule_permissions import DRAFTING, nodes_of
from portal.organisations.choices import Role, TerritoryKind
from portal.organisations.models import Organisation, Territory
from portal.organisations.policy import LEADING, actor_of, visible

State = Schedule.State
STANDING = ~Q(state=State.WITHDRAWN)
RELATED = (
    "procedure__stage__campaign__territory",
    "organisation__territory",
    "territory",
    "drafted_by",
    "approved_by",
    "withdrawn_by",
)


def schedules_for(user: User, state: str = "") -> QuerySet[Schedule]:
    """Return the schedules that the person sees, drafts first; state: "" is every one."""
    rows = visible(user, Schedule).select_related(*RELATED)
    if state in State.values:
        rows = rows.filter(state=state)
    order = Case(*(When(state=one, then=place) for place, one in enumerate(State.values)))
    return rows.order_by(order, "-starts", "organisation__sort", "pk")


def waiting_procedures(user: User) -> QuerySet[Procedure]:
    """Return the procedures whose schedule this person draws up and has not yet on every node.

    Procedures that are over are left out. One query.
    """
    actor = actor_of(user)
    waiting = Q(pk__in=())
    for owner, roles in DRAFTING.items():
        if actor.has(*roles):
            waiting |= Q(Exists(_free_nodes(actor, owner, roles)), owner_role=owner)
    rows = Procedure.objects.filter(stage__campaign__in=visible(user, Campaign).values("pk"))
    not_over = Q(ends__isnull=True) | Q(ends__gte=timezone.localdate())
    return (
        rows.filter(waiting, not_over)
        .select_related("stage__campaign__territory")
        .order_by("-stage__campaign", "stage__position", "position")
    )


def free_nodes(
    user: User, procedure: Procedure
) -> QuerySet[Territory] | QuerySet[Organisation]:
    """Return the nodes on which the person draws up the procedure's schedule and there is none."""
    nodes = nodes_of(actor_of(user), procedure)
    where = "organisation" if nodes.model is Organisation else "territory"
    taken = Schedule.objects.filter(STANDING, procedure=procedure, **{f"{where}__isnull": False})
    return nodes.exclude(pk__in=taken.values(where))


def _free_nodes(actor: object, owner: str, roles: tuple[str, ...]) -> QuerySet:
    """The nodes of the outer procedure that have no schedule; see nodes_of for whose they are."""
    if owner in LEADING:
        mine = Organisation.objects.filter(actor.organisations(*roles)).values("pk")
        nodes = Participant.objects.filter(
            campaign=OuterRef("stage__campaign"), organisation__in=mine
        )
        return nodes.exclude(Exists(_standing("organisation", "organisation")))
    nodes = Territory.objects.filter(actor.territories(*roles))
    if owner == Role.MUNICIPAL_COORDINATOR:
        nodes = nodes.annotate(top=OuterRef("stage__campaign__territory__path")).filter(
            path__startswith=F("top"), kind=TerritoryKind.MUNICIPALITY
        )
    else:
        nodes = nodes.filter(pk=OuterRef("stage__campaign__territory"))
    return nodes.exclude(Exists(_standing("territory", "pk")))


def _standing(where: str, key: str) -> QuerySet[Schedule]:
    own = {where: OuterRef(key)}
    return Schedule.objects.filter(STANDING, procedure=OuterRef(OuterRef("pk")), **own)
