"""What the sheets say of the steps bound to their forms: campaigns asks through its port."""

from collections.abc import Iterable, Sequence

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from portal.assignments.lifecycle import BEGUN, HANDED_IN
from portal.assignments.models import Assignment
from portal.campaigns.models import Binding, Target
from portal.campaigns.ports import Doing, Tally

State = Assignment.State
Sheet = tuple[int, int]


class Sheets:
    """A target is done with a form when every sheet about it was handed in; one query each."""

    def tallies(
        self, bindings: Sequence[Binding], targets: QuerySet[Target]
    ) -> dict[int, Tally]:
        counts: dict[Sheet, list[int]] = {}
        for row in self._by_target(bindings, targets):
            done, going = counts.setdefault((row["procedure"], row["edition"]), [0, 0])
            is_done = row["handed_in"] == row["all"]
            is_going = not is_done and row["begun"] > 0
            counts[row["procedure"], row["edition"]] = [done + is_done, going + is_going]
        return {
            one.pk: Tally(*counts[one.procedure_id, one.edition_id])
            for one in bindings
            if (one.procedure_id, one.edition_id) in counts
        }

    def doings(
        self, bindings: Sequence[Binding], targets: QuerySet[Target]
    ) -> dict[tuple[int, int], Doing]:
        rows = _about(bindings, targets).select_related("response").order_by("pk")
        found: dict[tuple[Sheet, int], list[Assignment]] = {}
        for row in rows:
            key = (row.procedure_id, row.edition_id)
            found.setdefault((key, row.target_id), []).append(row)
        return {
            (one.pk, target): doing
            for one in bindings
            for (key, target), sheets in found.items()
            if key == (one.procedure_id, one.edition_id) and (doing := _doing(sheets))
        }

    def _by_target(
        self, bindings: Sequence[Binding], targets: QuerySet[Target]
    ) -> Iterable[dict[str, int]]:
        handed_in, begun = Q(state__in=HANDED_IN), Q(state__in=BEGUN)
        grouped = _about(bindings, targets).order_by().values("procedure", "edition", "target")
        return grouped.annotate(
            all=Count("pk"),
            handed_in=Count("pk", filter=handed_in),
            begun=Count("pk", filter=begun),
        )


def _about(bindings: Sequence[Binding], targets: QuerySet[Target]) -> QuerySet[Assignment]:
    forms = {one.edition_id for one in bindings if one.edition_id}
    procedures = {one.procedure_id for one in bindings if one.edition_id}
    rows = Assignment.objects.filter(
        procedure__in=procedures, edition__in=forms, target__in=targets.order_by().values("pk")
    )
    return rows.exclude(state=State.WITHDRAWN)


def _doing(sheets: list[Assignment]) -> Doing | None:
    """One target's sheets of one form; its only sheet is where the step leads."""
    if not any(sheet.state in BEGUN for sheet in sheets):
        return None
    is_done = all(sheet.state in HANDED_IN for sheet in sheets)
    days = [
        timezone.localdate(sheet.response.submitted_at)
        for sheet in sheets
        if hasattr(sheet, "response") and sheet.response.submitted_at
    ]
    url = reverse("assignments:detail", args=[sheets[0].uid]) if len(sheets) == 1 else ""
    return Doing(is_done, max(days, default=None) if is_done else None, url)
