"""A plan of monitoring as a file says it: what the import writes and the preview describes."""

import datetime
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from forms_builder.common.canonical import canonical_json, sha256_of


@dataclass(frozen=True)
class PlanBinding:
    """What fulfils a part: form is the uid of a questionnaire, report a kind; the other is ""."""

    form: str = ""
    report: str = ""


@dataclass(frozen=True)
class PlanStep:
    """code: "" when the plan gives none."""

    code: str
    text: str
    bindings: tuple[PlanBinding, ...] = ()


@dataclass(frozen=True)
class PlanPhase:
    title: str
    instruments_text: str
    starts: datetime.date | None
    ends: datetime.date | None
    steps: tuple[PlanStep, ...]


@dataclass(frozen=True)
class PlanProcedure:
    """responsible: roles in the plan's own words; source_code: the number its source printed.

    owner_role, filler_role, target_kind: values of the model's fields, "" where the plan is silent.
    """

    code: str
    source_code: str
    title: str
    responsible: tuple[str, ...]
    phases: tuple[PlanPhase, ...]
    owner_role: str = ""
    filler_role: str = ""
    target_kind: str = ""
    starts: datetime.date | None = None
    ends: datetime.date | None = None
    bindings: tuple[PlanBinding, ...] = ()


@dataclass(frozen=True)
class PlanStage:
    code: str
    title: str
    procedures: tuple[PlanProcedure, ...]


@dataclass(frozen=True)
class Plan:
    """municipality: "" when the whole region is meant; basis: the orders the plan stands on."""

    title: str
    region: str
    municipality: str
    basis: tuple[str, ...]
    stages: tuple[PlanStage, ...]
    short_title: str = ""

    @property
    def procedures(self) -> Iterator[PlanProcedure]:
        return (procedure for stage in self.stages for procedure in stage.procedures)

    @property
    def phases(self) -> Iterator[PlanPhase]:
        return (phase for procedure in self.procedures for phase in procedure.phases)

    @property
    def steps(self) -> Iterator[PlanStep]:
        return (step for phase in self.phases for step in phase.steps)

    @property
    def dates(self) -> list[datetime.date]:
        """Every date the plan names, in order."""
        parts = itertools.chain(self.phases, self.procedures)
        named = (date for part in parts for date in (part.starts, part.ends))
        return sorted(date for date in named if date)

    @property
    def counts(self) -> dict[str, int]:
        return {
            "stages": len(self.stages),
            "procedures": sum(1 for _procedure in self.procedures),
            "phases": sum(1 for _phase in self.phases),
            "steps": sum(1 for _step in self.steps),
        }

    @property
    def source_key(self) -> str:
        """Ties a campaign to its plan: title, territory and year; corrections keep the key."""
        year = str(self.dates[0].year) if self.dates else ""
        return sha256_of(canonical_json([self.title, self.region, self.municipality, year]))
