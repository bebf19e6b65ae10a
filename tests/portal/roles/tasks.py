"""Tasks: a procedure whose sheets experts fill, a schedule in force, the acts of a task."""

import datetime
from typing import Any

from django.utils import timezone

from portal.accounts.models import User
from portal.campaigns.models import Binding, Campaign, Procedure, Schedule
from portal.organisations.choices import Role
from tests.factories.chain import EditionFactory, ProcedureFactory, StageFactory
from tests.portal.roles.people import Places

Values = dict[str, Any]
ACTS = ("extend", "undo-extension", "reassign", "withdraw", "restore")


def task_objects(campaign: Campaign, places: Places, people: dict[str, User]) -> dict[str, Values]:
    """Both procedures are about the kindergartens that take part in the campaign."""
    stage = StageFactory(campaign=campaign)
    kind = {"stage": stage, "target_kind": Procedure.TargetKind.ORGANISATION}
    visits = ProcedureFactory(filler_role=Role.EXPERT, **kind)
    inside = ProcedureFactory(
        filler_role=Role.DOO_COORDINATOR, owner_role=Role.MUNICIPAL_COORDINATOR, **kind
    )
    for procedure in (visits, inside):
        Binding.objects.create(procedure=procedure, edition=EditionFactory())
    today = timezone.localdate()
    schedule = Schedule.objects.create(
        procedure=inside,
        territory=places.town,
        starts=today,
        ends=today + datetime.timedelta(days=30),
        state=Schedule.State.APPROVED,
        drafted_by=people["municipal"],
        approved_by=people["municipal"],
        approved_at=timezone.now(),
    )
    return {
        "experts' procedure": {"uid": visits.uid},
        "coordinators' procedure": {"uid": inside.uid},
        "schedule in force": {"uid": schedule.uid},
        **{f"to {name}": {"name": name} for name in ACTS},
    }
