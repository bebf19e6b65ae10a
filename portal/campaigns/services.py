"""Making a campaign from a plan and taking kindergartens into it."""

from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError
from forms_builder.common.services import service
from portal.accounts.models import User
from portal.campaigns.models import Campaign, Participant
from portal.campaigns.places import make_place
from portal.campaigns.plan import Plan
from portal.campaigns.plan_bindings import write_bindings
from portal.campaigns.writing import write_parts
from portal.journal.services import record
from portal.organisations.choices import OrganisationState
from portal.organisations.models import Organisation
from portal.organisations.policy import demand


@service
def import_plan(*, by: User | None, plan: Plan) -> tuple[Campaign, dict[str, int], bool]:
    """Make the campaign of a plan, or bring it to what the plan now says.

    by: None is the system. Returns the campaign, the plan's counts and whether it was made now.
    A plan imported before and not changed writes nothing at all. Raises NotAllowed outside her
    territory, DomainError when the new plan has lost a stage or procedure.
    """
    territory = make_place(plan, by)
    values = {"title": plan.title, "territory": territory, "basis": list(plan.basis)}
    if plan.short_title:
        values["short_title"] = plan.short_title
    campaign, created = Campaign.objects.get_or_create(source_key=plan.source_key, defaults=values)
    stale = [name for name, value in values.items() if getattr(campaign, name) != value]
    if stale:
        Campaign.objects.filter(pk=campaign.pk).update(**values)
        campaign.refresh_from_db()
    changed = write_parts(campaign, plan)
    if created:
        write_bindings(campaign, plan)
    if changed or stale:
        action = "campaign.made" if created else "campaign.changed"
        record(by=by, action=action, obj=campaign, **plan.counts)
    return campaign, plan.counts, created


@service
def add_participants(*, by: User | None, campaign: Campaign) -> int:
    """Take every kindergarten of the campaign's territory that is not closed into it.

    Those inside stay, also when they close later. by: None is the system. Returns how many joined.
    Raises NotAllowed, or DomainError when the territory has no kindergarten yet.
    """
    if by is not None:
        demand(by, "change", campaign)
    inside = Organisation.objects.filter(territory__path__startswith=campaign.territory.path)
    if not inside.exists():
        raise DomainError(_("На этой территории детских садов пока нет: загрузите реестр."))
    joining = inside.exclude(state=OrganisationState.CLOSED).exclude(
        participations__campaign=campaign
    )
    rows = [
        Participant(campaign=campaign, organisation=row, territory_id=row.territory_id)
        for row in joining
    ]
    Participant.objects.bulk_create(rows)
    if rows:
        record(by=by, action="campaign.joined", obj=campaign, organisations=len(rows))
    return len(rows)
