"""Saying which row of an approved list a task is about; a list may be approved after the tasks."""

from typing import Any

from django.db.models import OuterRef, Subquery

from forms_builder.common.services import service
from portal.accounts.models import User
from portal.assignments.models import Assignment
from portal.campaigns.models import Procedure
from portal.campaigns.selectors import targets_of

Kind = Procedure.TargetKind
# Kind of a procedure's targets → what a target and a task have in common.
COMMON: dict[str, dict[str, Any]] = {
    Kind.ORGANISATION: {"organisation": OuterRef("organisation")},
    Kind.GROUP: {"group": OuterRef("group")},
    Kind.TEACHER: {"organisation": OuterRef("organisation"), "person": OuterRef("assignee")},
    Kind.TERRITORY: {"territory": OuterRef("territory")},
    Kind.FOUNDER: {"founder": OuterRef("founder")},
}


@service
def link_targets(*, by: User | None, procedure: Procedure) -> None:
    """Point the procedure's tasks that know no target to theirs; one statement."""
    common = COMMON.get(procedure.target_kind)
    if common is None:
        return
    target = targets_of(procedure).filter(**common).order_by("pk").values("pk")[:1]
    Assignment.objects.filter(procedure=procedure, target=None).update(target=Subquery(target))
