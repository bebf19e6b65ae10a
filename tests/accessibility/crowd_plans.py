"""A procedure of 105 steps under long names, and the schedule of another one."""

import datetime
from typing import Any

from portal.accounts.models import User
from portal.campaigns.models import Campaign, Phase, Procedure, Schedule, Step
from portal.organisations.choices import Role
from portal.organisations.models import Organisation
from tests.factories.chain import ProcedureFactory, StageFactory

Values = dict[str, Any]
DAY = datetime.date(2030, 11, 18)
PHASES, STEPS = 7, 15


def crowd_plans(
    campaign: Campaign, garden: Organisation, people: dict[str, User], words: str
) -> dict[str, Values]:
    """The head of the garden owns both procedures."""
    stage = StageFactory(campaign=campaign, title=words)
    made = {"owner_role": Role.DOO_HEAD, "title": words}
    procedure, scheduled = (ProcedureFactory(stage=stage, **made) for _number in range(2))
    for one in (procedure, scheduled):
        _fill(one, words)
    schedule = Schedule.objects.create(
        procedure=scheduled,
        organisation=garden,
        starts=DAY,
        ends=DAY,
        note=words,
        drafted_by=people["crowd head"],
    )
    return {
        "crowd's procedure": {"uid": procedure.uid},
        "crowd's schedule": {"uid": schedule.uid},
    }


def _fill(procedure: Procedure, words: str) -> None:
    for place in range(1, PHASES + 1):
        phase = Phase.objects.create(procedure=procedure, position=place, title=words)
        Step.objects.bulk_create(
            Step(phase=phase, position=number, code=f"4.2.{number}", text=words)
            for number in range(1, STEPS + 1)
        )
