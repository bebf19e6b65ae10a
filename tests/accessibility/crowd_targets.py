"""Long lists of targets, agreements and steps, under long names; and the empty ones."""

import datetime
from typing import Any

from portal.accounts.models import User
from portal.campaigns.models import (
    Agreement,
    Campaign,
    Participant,
    Phase,
    Procedure,
    Step,
    StepState,
    Target,
)
from portal.organisations.models import Organisation
from tests.factories.chain import ProcedureFactory, StageFactory
from tests.factories.targets import AgreementFactory, TargetListFactory

Values = dict[str, Any]
DAY = datetime.date(2030, 11, 18)
HALF = 2


def crowd_targets(
    campaign: Campaign, gardens: list[Organisation], people: dict[str, User], words: str
) -> dict[str, Values]:
    """A list of half of the kindergartens; the other half may be added."""
    Participant.objects.bulk_create(
        Participant(campaign=campaign, organisation=one, territory=one.territory) for one in gardens
    )
    kind = {"target_kind": Procedure.TargetKind.ORGANISATION, "title": words}
    procedure = ProcedureFactory(stage=StageFactory(campaign=campaign), **kind)
    TargetListFactory(procedure=procedure, preparation=words, approved_by=people["crowd municipal"])
    half = gardens[: len(gardens) // HALF]
    Target.objects.bulk_create(
        Target(procedure=procedure, organisation=one, chosen="hand", reason=words) for one in half
    )
    targets = list(procedure.targets.all())
    Agreement.objects.bulk_create(
        Agreement(target=one, side="organisation", starts=DAY, ends=DAY) for one in targets
    )
    offered = AgreementFactory(
        target=targets[0],
        side=Agreement.Side.EXPERT,
        person=people["crowd expert"],
        state=Agreement.State.OTHER_DATES,
        offered_starts=DAY,
        offered_ends=DAY,
        note=words,
    )
    phase = Phase.objects.create(procedure=procedure, position=1, title=words)
    step = Step.objects.create(phase=phase, position=1, text=words)
    said = {"step": step, "state": "done", "note": words, "by": people["crowd municipal"]}
    StepState.objects.bulk_create(StepState(target=one, **said) for one in targets[:70])
    return {
        "crowd's targets": {"uid": procedure.uid},
        "crowd's agreement": {"uid": offered.uid},
        "crowd's step": {"uid": campaign.uid, "step": step.pk},
    }


def empty_targets(campaign: Campaign) -> dict[str, Values]:
    """Procedures nobody chose targets for: without participants, and with an approved list."""
    kind = {"target_kind": Procedure.TargetKind.ORGANISATION}
    stage = StageFactory(campaign=campaign)
    bare = ProcedureFactory(stage=stage, **kind)
    listed = ProcedureFactory(stage=stage, **kind)
    TargetListFactory(procedure=listed)
    phase = Phase.objects.create(procedure=bare, position=1)
    step = Step.objects.create(phase=phase, position=1, text="Собрать")
    return {
        "procedure without a list": {"uid": bare.uid},
        "procedure with an empty list": {"uid": listed.uid},
        "step without targets": {"uid": campaign.uid, "step": step.pk},
    }
