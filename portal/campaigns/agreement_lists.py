"""Reading agreements: whose word is waited for, and which dates stand."""

from django.db.models import Case, Count, Exists, OuterRef, Prefetch, Q, QuerySet, Value, When

from portal.accounts.models import User
from portal.campaigns.models import Agreement, AgreementAct, Procedure, Target
from portal.campaigns.target_lists import found
from portal.campaigns.target_lists import target_rows as every_target
from portal.organisations.policy import ABOVE, EXPERTS, LEADING, actor_of, visible

RELATED = (
    "person",
    "target__organisation__territory",
    "target__group",
    "target__person",
    "target__territory",
    "target__founder__territory",
    "target__procedure__stage__campaign__territory",
)


def with_everything() -> QuerySet[Agreement]:
    """Return agreements with their place, procedure and all that was said, the latest last."""
    acts = AgreementAct.objects.select_related("by").order_by("pk")
    return Agreement.objects.select_related(*RELATED).prefetch_related(Prefetch("history", acts))


def agreements_of(
    user: User, procedure: Procedure, words: str = "", state: str = ""
) -> QuerySet[Agreement]:
    """Return the agreements of a procedure that the person may see, those with other dates first.

    words: part of the target's name; state: of Agreement.State; "" narrows nothing.
    """
    rows = visible(user, Agreement).filter(target__procedure=procedure)
    rows = rows.filter(target__struck_at__isnull=True)
    if words.strip():
        named = found(Target.objects.filter(procedure=procedure), words)
        rows = rows.filter(target__in=named.values("pk"))
    if state:
        rows = rows.filter(state=state)
    return _urgent_first(rows.select_related(*RELATED))


def counts_by_state(user: User, procedure: Procedure) -> list[tuple[str, str, int]]:
    """Return state, its words and how many stand there, every state, in one query."""
    rows = visible(user, Agreement).filter(target__procedure=procedure)
    rows = rows.filter(target__struck_at__isnull=True).order_by()
    counts = dict(rows.values_list("state").annotate(Count("pk")))
    return [(state, words, counts.get(state, 0)) for state, words in Agreement.State.choices]


def own_agreements(user: User) -> QuerySet[Agreement]:
    """Return the agreements where the person is the side herself, what waits for her first."""
    actor = actor_of(user)
    own = Q(side=Agreement.Side.ORGANISATION) & actor.covered(*LEADING, path="target__organisation")
    if actor.has(*EXPERTS):
        own |= Q(person=user.pk)
    rows = visible(user, Agreement).filter(own, target__struck_at__isnull=True)
    return _urgent_first(rows.select_related(*RELATED))


def waiting_for_answer(user: User) -> QuerySet[Agreement]:
    """Return what waits for the person's own word."""
    return own_agreements(user).filter(state=Agreement.State.ASKED)


def waiting_for_decision(user: User) -> QuerySet[Agreement]:
    """Return where a side proposed other dates and the person, who leads the cycle, decides."""
    led = actor_of(user).led(*ABOVE)
    rows = visible(user, Agreement).filter(
        state=Agreement.State.OTHER_DATES,
        target__struck_at__isnull=True,
        target__procedure__stage__campaign__territory__in=led.values("pk"),
    )
    return rows.select_related(*RELATED).order_by("changed_at", "pk")


def askable(
    user: User, procedure: Procedure, words: str = "", *, only_new: bool = False
) -> QuerySet[Target]:
    """Return the standing targets with what their sides have said; only_new: those never asked."""
    rows = found(every_target(user, procedure).filter(struck_at__isnull=True), words)
    if only_new:
        asked = Agreement.objects.filter(target=OuterRef("pk"))
        rows = rows.filter(~Exists(asked))
    return rows.prefetch_related(
        Prefetch("agreements", Agreement.objects.select_related("person").order_by("pk"))
    )


def experts_asked(agreement: Agreement) -> list[User]:
    """Return the experts who were asked about the same target: who comes."""
    rows = Agreement.objects.filter(target=agreement.target_id, side=Agreement.Side.EXPERT)
    return [row.person for row in rows.select_related("person").order_by("pk")]


def _urgent_first(rows: QuerySet[Agreement]) -> QuerySet[Agreement]:
    order = (Agreement.State.OTHER_DATES, Agreement.State.ASKED)
    urgency = Case(
        *[When(state=state, then=Value(place)) for place, state in enumerate(order)],
        default=Value(len(order)),
    )
    return rows.alias(urgency=urgency).order_by("urgency", "starts", "pk")
