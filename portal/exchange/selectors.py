"""What a waiting file would do."""

from dataclasses import dataclass

from django.utils import timezone

from forms_builder.common.errors import DomainError
from portal.campaigns.irregularities import irregularities
from portal.campaigns.models import Campaign
from portal.campaigns.periods import period
from portal.campaigns.places import missing_places
from portal.campaigns.plan import Plan
from portal.campaigns.reading import read_plan
from portal.exchange.models import Upload
from portal.exchange.tables import read_table
from portal.organisations.columns import registry_table, unknown_columns
from portal.organisations.preview import RegistryPreview, preview_of
from portal.organisations.resources import OrganisationResource


@dataclass(frozen=True)
class PlanPreview:
    """known: the campaign this plan was imported to before, if any; notes: what is unusual."""

    plan: Plan
    period: str
    notes: list[str]
    places: list[str]
    known: Campaign | None


def preview_registry(upload: Upload) -> tuple[RegistryPreview, list[str]]:
    """Run the import without keeping it; return its preview and the columns that are not loaded.

    A file that cannot be read as a registry at all gives a preview of problems only.
    """
    try:
        header, rows = read_table(bytes(upload.content))
        table = registry_table(header, rows)
    except DomainError as wrong:
        return RegistryPreview(problems=list(wrong.problems)), []
    resource = OrganisationResource(territory=upload.territory)
    return preview_of(resource.import_data(table, dry_run=True)), unknown_columns(header)


def preview_plan(upload: Upload) -> PlanPreview:
    """Read the plan and describe it. Raises DomainError with every problem of the file."""
    plan = read_plan(bytes(upload.content))
    dates = plan.dates
    return PlanPreview(
        plan=plan,
        period=period(dates[0], dates[-1]) if dates else "",
        notes=irregularities(plan, timezone.localdate()),
        places=missing_places(plan),
        known=Campaign.objects.filter(source_key=plan.source_key).first(),
    )
