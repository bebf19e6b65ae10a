"""Reading profiles: which ones, and how a kindergarten stands among the others."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.campaigns.models import Participant
from portal.organisations.policy import visible
from portal.organisations.selectors import matching
from portal.profiles.models import Profile
from portal.profiles.verdicts import Verdict, verdict_of
from portal.scoring.spread import AT_LEAST, Spread, spread

HEAVY = ("inputs", "result", "edition__content")


@dataclass(frozen=True)
class ProfileRow:
    """A profile in a list, with its result in a line."""

    profile: Profile
    verdict: Verdict


@dataclass(frozen=True)
class TerritoryFigures:
    """How the kindergartens of one territory stand in the same procedure, by the same edition.

    by_area: area uid → spread; reason: why nothing is shown, empty when something is.
    """

    territory: str
    by_area: dict[str, Spread]
    overall: Spread
    reason: str = ""


NO_TERRITORY = TerritoryFigures("", {}, Spread(0))


def with_everything() -> QuerySet[Profile]:
    """Return profiles with all that a page or a report about one of them needs."""
    return Profile.objects.select_related(
        "organisation__territory", "campaign", "procedure", "edition__questionnaire", "response"
    )


def listed(user: User, words: str = "") -> QuerySet[Profile]:
    """Return the profiles a person sees, newest first, without their long texts.

    words: any part of a kindergarten's names, as people type it.
    """
    rows = visible(user, Profile).select_related("organisation__territory", "procedure", "edition")
    return matching(rows, words, "organisation__search").defer(*HEAVY)


def rows_of(profiles: Iterable[Profile]) -> list[ProfileRow]:
    """Return listed profiles with their results in words."""
    return [ProfileRow(profile, verdict_of(profile)) for profile in profiles]


def latest_of_each(profiles: QuerySet[Profile]) -> list[Profile]:
    """Return the newest profile of every kindergarten among some."""
    newest: dict[int, Profile] = {}
    for profile in profiles.order_by("-computed_at", "-pk"):
        newest.setdefault(profile.organisation_id, profile)
    return list(newest.values())


def territory_figures(profile: Profile) -> TerritoryFigures:
    """Return how a profile's territory stands; the territory is the one of its campaign's list.

    Counted are the newest profiles of the campaign's participants there, in the same procedure and
    edition. What fewer than five kindergartens stand behind is hidden, with the reason.
    """
    place = Participant.objects.select_related("territory").filter(
        campaign=profile.campaign_id, organisation=profile.organisation_id
    )
    own = place.first()
    if own is None:
        return NO_TERRITORY
    among = Participant.objects.filter(
        campaign=profile.campaign_id, territory__path__startswith=own.territory.path
    )
    others = latest_of_each(
        Profile.objects.filter(
            Q(organisation__in=among.values("organisation")),
            campaign=profile.campaign_id,
            procedure=profile.procedure_id,
            edition=profile.edition_id,
        ).defer("inputs", "result")
    )
    return _figures(own.territory.name, others)


def _figures(territory: str, profiles: list[Profile]) -> TerritoryFigures:
    by_area: dict[str, list[Decimal]] = {}
    for profile in profiles:
        for uid, score in profile.areas.items():
            by_area.setdefault(uid, []).extend([Decimal(score)] if score is not None else [])
    scores = [profile.overall for profile in profiles if profile.overall is not None]
    return TerritoryFigures(
        territory=territory,
        by_area={uid: spread(numbers) for uid, numbers in by_area.items()},
        overall=spread(scores),
        reason=_few(territory) if len(profiles) < AT_LEAST else "",
    )


def _few(territory: str) -> str:
    return _(
        "С соседями не сравниваем: в этой процедуре оценено меньше пяти садов (%(territory)s)."
    ) % {"territory": territory}
