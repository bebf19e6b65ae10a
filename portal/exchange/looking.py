"""Looking at an uploaded registry file: what it would do, without writing anything."""

from dataclasses import dataclass, field

from forms_builder.common.errors import DomainError, Problem
from portal.exchange.models import Upload
from portal.exchange.tables import read_table
from portal.organisations.columns import registry_table, unknown_columns
from portal.organisations.planning import RegistryPlan, Report, plan_import


@dataclass
class Look:
    """plan: None for a file that is no registry at all, then faults say why.

    unknown: the headers of columns that are not loaded.
    """

    plan: RegistryPlan | None = None
    faults: list[Problem] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        return self.plan.preview.counts if self.plan else {}

    @property
    def digest(self) -> str:
        return self.plan.digest if self.plan else ""


def look_at(upload: Upload, report: Report) -> Look:
    """Read the file and plan its import; report is told how many of how many rows are done."""
    try:
        header, rows = read_table(bytes(upload.content))
        table = registry_table(header, rows)
    except DomainError as wrong:
        return Look(faults=list(wrong.problems))
    plan = plan_import(upload.territory, table, report)
    return Look(plan=plan, unknown=unknown_columns(header))
