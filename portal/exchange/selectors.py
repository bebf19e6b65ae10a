"""What a waiting file would do."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from portal.campaigns.irregularities import irregularities
from portal.campaigns.models import Campaign
from portal.campaigns.periods import period
from portal.campaigns.places import missing_places
from portal.campaigns.plan import Plan
from portal.campaigns.reading import read_plan
from portal.exchange.models import Upload, UploadRow
from portal.organisations.preview import RowKind
from portal.organisations.selectors import matching


@dataclass(frozen=True)
class PlanPreview:
    """known: the campaign this plan was imported to before, if any; notes: what is unusual."""

    plan: Plan
    period: str
    notes: list[str]
    places: list[str]
    known: Campaign | None


def rows_of(upload: Upload, kind: str, words: str) -> QuerySet[UploadRow]:
    """Return the rows of a looked-at file, of one kind of RowKind or all, that hold the words."""
    rows = upload.rows.all()
    if kind in RowKind.values:
        rows = rows.filter(kind=kind)
    return matching(rows, words)


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
