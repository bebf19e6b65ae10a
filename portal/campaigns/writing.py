"""Bringing stored stages, procedures, phases and steps to what a plan says, row by row.

A row keeps its key as long as its place is there: assignments point to procedures. Nothing is
written that is as the plan says already, so the second import of a plan leaves every table equal.
"""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError
from portal.campaigns.models import Campaign, Phase, Procedure, Stage, Step
from portal.campaigns.plan import Plan, PlanPhase, PlanProcedure, PlanStage, PlanStep

Part = PlanStage | PlanProcedure | PlanPhase | PlanStep
# Of each model: the field that names its parent, and the fields of its part that are rows below.
LEVELS: dict[type[Part], tuple[type[Model], str, str]] = {
    PlanStage: (Stage, "campaign", "procedures"),
    PlanProcedure: (Procedure, "stage", "phases"),
    PlanPhase: (Phase, "procedure", "steps"),
    PlanStep: (Step, "phase", ""),
}
# What a coordinator sets in the cycle itself: a plan says it for new procedures only.
SETTINGS = ("owner_role", "filler_role", "target_kind", "starts", "ends")
# Of the phases of a procedure that somebody has changed in the cycle (its version counts that).
DATES = {"starts", "ends"}
# Steps and phases may go when a corrected plan has fewer; work hangs on procedures and stages.
REMOVABLE = (Phase, Step)


def write_parts(campaign: Campaign, plan: Plan) -> bool:
    """Write the plan's parts under a campaign; return whether a row was added, changed or removed.

    Raises DomainError when the plan has lost a stage or procedure that the campaign has.
    """
    return _write(campaign, plan.stages)


def _write(parent: Model, parts: Sequence[Part]) -> bool:
    if not parts:
        return False
    model, owner, below = LEVELS[type(parts[0])]
    stored = {row.position: row for row in model.objects.filter(**{owner: parent})}
    changed = _drop(model, [stored[place] for place in stored if place > len(parts)])
    fresh = []
    for position, part in enumerate(parts, start=1):
        row = stored.get(position) or model(position=position)
        setattr(row, owner, parent)
        changed |= _fill(row, part, below)
        fresh.append(row)
    changed |= _save(model, fresh)
    if below:
        for row, part in zip(fresh, parts, strict=True):
            changed |= _write_below(row, part, below)
    return changed


def _write_below(row: Model, part: Part, below: str) -> bool:
    inner = getattr(part, below)
    if inner:
        return _write(row, inner)
    model = {"procedures": Procedure, "phases": Phase, "steps": Step}[below]
    owner = LEVELS[type(part)][0]._meta.model_name
    return _drop(model, list(model.objects.filter(**{owner: row})))


def _fill(row: Model, part: Part, below: str) -> bool:
    """Copy the part's own values; return whether one differs. The row remembers for _save."""
    values = _values(row, part, below)
    row.is_stale = row.pk is None or any(getattr(row, k) != v for k, v in values.items())
    for name, value in values.items():
        setattr(row, name, value)
    return row.is_stale


def _values(row: Model, part: Part, below: str) -> dict[str, Any]:
    left_out, is_new = {below, "bindings"}, row.pk is None
    if isinstance(part, PlanProcedure):
        left_out |= {name for name in SETTINGS if not (is_new and getattr(part, name))}
    if isinstance(part, PlanPhase) and not is_new and row.procedure.version:
        left_out |= DATES
    pairs = ((field.name, getattr(part, field.name)) for field in fields(part))
    return {k: list(v) if isinstance(v, tuple) else v for k, v in pairs if k not in left_out}


def _save(model: type[Model], rows: list[Model]) -> bool:
    new = [row for row in rows if row.pk is None]
    stale = [row for row in rows if row.pk is not None and row.is_stale]
    model.objects.bulk_create(new)
    for row in stale:
        row.save()
    return bool(new or stale)


def _drop(model: type[Model], rows: list[Model]) -> bool:
    if rows and model not in REMOVABLE:
        names = "; ".join(str(row) for row in rows)
        raise DomainError(_("В новом файле нет того, что в цикле уже есть: %s.") % names)
    model.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return bool(rows)
