"""Reading plans: which ones, what stands in them, what could still be taken in."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.campaigns.models import Campaign
from portal.common.lifecycle import Move
from portal.organisations.choices import Role
from portal.organisations.models import Organisation
from portal.organisations.policy import ABOVE, LEADING, actor_of, may_seen, visible
from portal.organisations.selectors import matching
from portal.plans.lifecycle import AGREED, MOVES, OPEN, PILLS
from portal.plans.models import ImprovementPlan, Measure
from portal.profiles.models import Profile
from portal.profiles.reading import IndicatorLine, read_profile
from portal.profiles.selectors import latest_of_each


@dataclass(frozen=True)
class MeasureCard:
    """A measure with what this person may do to it."""

    measure: Measure
    moves: tuple[Move, ...]
    editable: bool


@dataclass(frozen=True)
class StateGroup:
    """The measures of one state, with the pill that names it."""

    title: str
    pill: str
    cards: tuple[MeasureCard, ...]


@dataclass(frozen=True)
class Offers:
    """Indicators to choose from: low ones first, and the others that can rise too."""

    profile: Profile
    low: tuple[IndicatorLine, ...]
    others: tuple[IndicatorLine, ...]


def listed(user: User, words: str = "") -> QuerySet[ImprovementPlan]:
    """Return the plans a person sees, with their counts: open_count, done_count, waiting_count."""
    rows = visible(user, ImprovementPlan).select_related("organisation__territory", "campaign")
    state = Measure.State
    return matching(rows, words, "organisation__search").annotate(
        open_count=Count("measures", filter=Q(measures__state__in=OPEN)),
        done_count=Count("measures", filter=Q(measures__state=state.DONE)),
        waiting_count=Count("measures", filter=Q(measures__state=state.PROPOSED)),
    ).order_by("organisation__sort", "-campaign", "pk")


def startable(user: User) -> list[Profile]:
    """Return the newest result of each kindergarten she leads that has no plan from it yet."""
    plans = ImprovementPlan.objects.filter(
        organisation=OuterRef("organisation"), campaign=OuterRef("campaign")
    )
    rows = visible(user, Profile).filter(actor_of(user).covered(*LEADING), ~Exists(plans))
    return latest_of_each(rows.select_related("organisation", "campaign").defer("inputs", "result"))


def groups_of(user: User, plan: ImprovementPlan) -> tuple[StateGroup, ...]:
    """Return a plan's measures by state, each with the moves open to this person."""
    rows = plan.measures.select_related("plan__organisation__territory", "profile", "created_by")
    by_state: dict[str, list[MeasureCard]] = {}
    for measure in rows.defer("profile__inputs", "profile__result"):
        by_state.setdefault(measure.state, []).append(_card(user, measure))
    return tuple(
        StateGroup(Measure.State(state).label, pill, tuple(by_state[state]))
        for state, pill in PILLS.items()
        if state in by_state
    )


def latest_profile(user: User, plan: ImprovementPlan) -> Profile | None:
    """Return the newest result behind a plan that this person sees."""
    rows = visible(user, Profile).filter(organisation=plan.organisation, campaign=plan.campaign)
    return rows.select_related("edition", "organisation__territory", "campaign").first()


def offers_of(profile: Profile) -> Offers:
    """Return the indicators of a result that can rise and have no open measure in the plan."""
    taken = Measure.objects.filter(
        plan__organisation=profile.organisation_id,
        plan__campaign=profile.campaign_id,
        state__in=OPEN,
    )
    taken_uids = {str(uid) for uid in taken.values_list("indicator", flat=True)}
    reading = read_profile(profile)
    free = tuple(line for line in reading.improvable if line.uid not in taken_uids)
    low = {line.uid for line in reading.low}
    return Offers(
        profile=profile,
        low=tuple(line for line in free if line.uid in low),
        others=tuple(line for line in free if line.uid not in low),
    )


def what_is_wrong(line: IndicatorLine) -> str:
    """Return the words that a new measure begins with: what the next level lacks."""
    if line.missing:
        texts = "\n".join(f"– {text}" for text in line.missing)
        return _("До уровня %(level)s не хватает:\n%(texts)s") % {
            "level": line.next_level,
            "texts": texts,
        }
    return _("Сейчас уровень %(level)s, следующий — %(next)s.") % {
        "level": line.figure.level,
        "next": line.next_level,
    }


def agreed_measures(organisation: Organisation, campaign: Campaign) -> QuerySet[Measure]:
    """Return the measures that another person has agreed to: reports and the public see them."""
    return Measure.objects.filter(
        plan__organisation=organisation, plan__campaign=campaign, state__in=AGREED
    )


def waiting_for(user: User) -> QuerySet[Measure]:
    """Return the proposed measures that this person may approve: those that others proposed."""
    mine = actor_of(user).covered(Role.DOO_HEAD, *ABOVE, path="plan__organisation")
    rows = visible(user, Measure).filter(mine, state=Measure.State.PROPOSED)
    return rows.exclude(created_by=user.pk).select_related("plan__organisation")


def _card(user: User, measure: Measure) -> MeasureCard:
    return MeasureCard(
        measure=measure,
        moves=tuple(
            move
            for move in MOVES.open_from(measure.state)
            if may_seen(user, move.action, measure).allowed
        ),
        editable=may_seen(user, "edit", measure).allowed,
    )
