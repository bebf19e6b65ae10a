"""What a registry file would do, worked out without writing anything."""

import datetime
import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

import tablib
from import_export.fields import Field
from import_export.results import RowResult

from portal.organisations import columns
from portal.organisations.models import Organisation, Territory
from portal.organisations.preview import Cell, PreviewRow, RegistryPreview, RowKind, problems_of
from portal.organisations.resources import OrganisationResource
from portal.organisations.surroundings import within

Report = Callable[[int, int], None]
EVERY = 500  # rows between two reports
MARKED = ("pk", "territory", *Organisation.WRITTEN, *Organisation.STATE)


@dataclass
class RegistryPlan:
    """new, changed: rows ready to be written; mark: of the registry the plan was made against."""

    mark: str
    preview: RegistryPreview = field(default_factory=RegistryPreview)
    new: list[Organisation] = field(default_factory=list)
    changed: list[Organisation] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """Return a hash of all that the preview shows: what a person confirms."""
        shown = json.dumps([asdict(row) for row in self.preview.rows], ensure_ascii=False)
        return hashlib.sha256(shown.encode()).hexdigest()


def mark_of(territory: Territory, lock: bool = False) -> str:
    """Return a hash of the registry at or below a territory; lock: keep its rows for writing."""
    rows = Organisation.objects.filter(territory__in=within(territory).values("pk"))
    rows = rows.select_for_update(of=("self",)) if lock else rows
    mark = hashlib.sha256()
    for values in rows.order_by("pk").values_list(*MARKED).iterator():
        mark.update(repr(values).encode())
    return mark.hexdigest()


def plan_import(
    territory: Territory, table: tablib.Dataset, report: Report = lambda done, total: None
) -> RegistryPlan:
    """Look at every line of a table of columns.registry_table and say what it would do.

    report: told how many of how many lines are done; what it raises ends the work.
    """
    plan = RegistryPlan(mark_of(territory))
    resource = OrganisationResource(territory=territory)
    loader = resource.load(table)
    for place, cells in enumerate(table):
        if place % EVERY == 0:
            report(place, len(table))
        row = dict(zip(table.headers, cells, strict=True))
        done = resource.import_row(row, loader, row_number=place + 1, dry_run=True)
        plan.preview.rows.append(_shown(resource, row, done))
    report(len(table), len(table))
    plan.new, plan.changed = resource.create_instances, resource.update_instances
    return plan


def _shown(resource: OrganisationResource, row: dict[str, Any], done: RowResult) -> PreviewRow:
    """An error that is no mistake of the file is a fault of the program and raised as it came."""
    if done.errors:
        raise done.errors[0].error
    number, title = row[columns.ROW], row[columns.SHORT_NAME] or row[columns.NUMBER]
    if done.validation_error:
        column_of = {one.attribute: one.column_name for one in resource.fields.values()}
        wrong = problems_of(_by_field(done.validation_error), column_of)
        return PreviewRow(number, RowKind.WRONG, title, wrong=wrong)
    title = done.instance.short_name
    if done.is_new():
        empty = Organisation()
        return PreviewRow(number, RowKind.NEW, title, _cells(resource, empty, done.instance))
    if done.is_update():
        cells = _cells(resource, done.original, done.instance)
        return PreviewRow(number, RowKind.CHANGED, title, cells)
    return PreviewRow(number, RowKind.SAME, title)


def _by_field(error: Any) -> dict[str, list[str]]:
    return error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}


def _cells(
    resource: OrganisationResource, before: Organisation, after: Organisation
) -> tuple[Cell, ...]:
    is_new = before.pk is None
    changed = [
        one
        for one in resource.fields.values()
        if one.get_value(before) != one.get_value(after)
        or (is_new and one.attribute == "state")
    ]
    return tuple(
        Cell(one.column_name, "" if is_new else _text(one, before), _text(one, after))
        for one in changed
    )


def _text(one: Field, row: Organisation) -> str:
    value = one.widget.render(one.get_value(row), row)
    return f"{value:%d.%m.%Y}" if isinstance(value, datetime.date) else str(value)
