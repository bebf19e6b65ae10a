"""Answers the campaigns: which steps a report of their kind has fulfilled, and for whom."""

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from portal.campaigns.models import Binding, Target
from portal.campaigns.ports import Doing, Tally
from portal.reports.models import Report


class ReportFulfilment:
    """A report is done when it is final; before that it is being made.

    A report belongs to a kindergarten and a campaign, so that it stands for every target that the
    kindergarten has in the step's procedure.
    """

    def tallies(self, bindings: Sequence[Binding], targets: QuerySet[Target]) -> dict[int, Tally]:
        """Count targets by binding; two queries."""
        counts: dict[int, list[int]] = {}
        for (binding, _target), doing in self.doings(bindings, targets).items():
            tally = counts.setdefault(binding, [0, 0])
            tally[not doing.is_done] += 1
        return {binding: Tally(done, going) for binding, (done, going) in counts.items()}

    def doings(
        self, bindings: Sequence[Binding], targets: QuerySet[Target]
    ) -> dict[tuple[int, int], Doing]:
        """Say how far each target with a report is; two queries, none without a known kind."""
        known = [one for one in bindings if one.report_kind in Report.Kind.values]
        if not known:
            return {}
        procedures = {one.procedure_id for one in known}
        places = targets.filter(procedure__in=procedures, organisation__isnull=False).order_by()
        reports = _latest(known, places)
        found = {}
        for target, procedure, campaign, organisation in places.values_list(
            "pk", "procedure", "procedure__stage__campaign", "organisation"
        ):
            for one in known:
                report = reports.get((one.report_kind, campaign, organisation))
                if one.procedure_id == procedure and report:
                    found[one.pk, target] = _doing(report)
        return found


def _latest(
    bindings: Sequence[Binding], places: QuerySet[Target]
) -> dict[tuple[str, int, int], Report]:
    """Return the one report of each kind, campaign and kindergarten: a final one before others."""
    rows = Report.objects.filter(
        kind__in={one.report_kind for one in bindings},
        campaign__in=places.values("procedure__stage__campaign"),
        organisation__in=places.values("organisation"),
    ).only("uid", "kind", "state", "campaign", "organisation", "finalised_at")
    return {(row.kind, row.campaign_id, row.organisation_id): row for row in _by_worth(rows)}


def _by_worth(rows: QuerySet[Report]) -> Iterator[Report]:
    """The last one stands: final ones come after the others, each by time."""
    yield from sorted(rows, key=lambda row: (row.state == Report.State.FINAL, row.pk))


def _doing(report: Report) -> Doing:
    on = timezone.localdate(report.finalised_at) if report.finalised_at else None
    url = reverse("reports:detail", args=[report.uid])
    return Doing(report.state == Report.State.FINAL, on, url)
