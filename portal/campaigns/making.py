"""Making a cycle from a plan for a territory and a year."""

from django.utils.translation import gettext as _

from forms_builder.common.canonical import canonical_json, sha256_of
from forms_builder.common.errors import DomainError, Problem
from forms_builder.common.services import service
from portal.accounts.models import User
from portal.campaigns.models import Campaign, PlanTemplate
from portal.campaigns.plan import Plan
from portal.campaigns.plan_bindings import write_bindings
from portal.campaigns.plan_rows import plan_of_campaign
from portal.campaigns.services import add_participants
from portal.campaigns.shifting import shifted
from portal.campaigns.templates import plan_of
from portal.campaigns.writing import write_parts
from portal.journal.services import record
from portal.organisations.models import Organisation, Territory
from portal.organisations.policy import demand

Source = PlanTemplate | Campaign


def plan_from(source: Source) -> Plan:
    """Return the plan of a template, or of an earlier cycle as it stands."""
    return plan_of(source) if isinstance(source, PlanTemplate) else plan_of_campaign(source)


@service
def make_campaign(
    *,
    by: User,
    source: Source,
    territory: Territory,
    title: str,
    short_title: str = "",
    days: int = 0,
) -> Campaign:
    """Make a cycle on a territory from a plan, every date moved by so many days.

    The kindergartens of the territory that are not closed join it. The same plan on the same dates
    makes one cycle of one title there. Raises NotAllowed, and DomainError for a cycle that is there
    already, an empty title, dates beyond the calendar.
    """
    demand(by, "lead", territory)
    plan = _dated(source, days)
    if not title.strip():
        raise DomainError(problems=[Problem(_("Назовите цикл."), "title")])
    values = {"title": title.strip(), "short_title": short_title.strip(), "territory": territory}
    campaign, created = Campaign.objects.get_or_create(
        source_key=_key(source, territory, title.strip(), plan),
        defaults=values | {"basis": list(plan.basis)},
    )
    if not created:
        raise DomainError(problems=[Problem(_("Такой цикл здесь уже есть."), "title")])
    write_parts(campaign, plan)
    bound = write_bindings(campaign, plan)
    record(by=by, action="campaign.made", obj=campaign, days=days, bindings=bound, **plan.counts)
    _take_in(by, campaign)
    return campaign


def _take_in(by: User, campaign: Campaign) -> None:
    """Those that the registry has by now; without any the cycle waits for them."""
    inside = Organisation.objects.filter(territory__path__startswith=campaign.territory.path)
    if inside.exists():
        add_participants(by=by, campaign=campaign)


def _dated(source: Source, days: int) -> Plan:
    try:
        return shifted(plan_from(source), days)
    except OverflowError as beyond:
        raise DomainError(problems=[Problem(_("Таких дат в календаре нет."), "first")]) from beyond


def _key(source: Source, territory: Territory, title: str, plan: Plan) -> str:
    first = plan.dates[0].isoformat() if plan.dates else ""
    return sha256_of(canonical_json([str(source.uid), str(territory.uid), title, first]))
