"""Whom procedures are about: an approved list, one in the making, agreements, steps."""

import datetime
from typing import Any

from portal.accounts.models import User
from portal.campaigns.models import (
    Agreement,
    AgreementAct,
    Campaign,
    Phase,
    Procedure,
    Step,
    StepState,
    Target,
    TargetList,
)
from portal.organisations.choices import Role
from tests.factories.chain import ProcedureFactory, StageFactory
from tests.factories.targets import AgreementFactory, TargetFactory, TargetListFactory, joined
from tests.portal.roles.people import Places

Values = dict[str, Any]
DAY = datetime.date(2030, 11, 18)


def target_objects(
    campaign: Campaign, places: Places, people: dict[str, User]
) -> dict[str, Values]:
    """The campaign's procedures with targets: the own kindergarten and the next one."""
    joined(campaign, places.own, places.next)
    stage = StageFactory(campaign=campaign)
    kind = {"stage": stage, "target_kind": Procedure.TargetKind.ORGANISATION}
    listed = ProcedureFactory(owner_role=Role.DOO_COORDINATOR, **kind)
    TargetListFactory(procedure=listed, preparation="Пометка-уведомления")
    own = TargetFactory(procedure=listed, organisation=places.own)
    TargetFactory(procedure=listed, organisation=places.next, reason="Причина-соседки")
    drafted = ProcedureFactory(**kind)
    TargetListFactory(procedure=drafted, state=TargetList.State.DRAFT)
    TargetFactory(procedure=drafted, organisation=places.own, reason="Черновая-причина")
    other = TargetFactory(procedure=ProcedureFactory(**kind), organisation=places.own)
    whole = _step(ProcedureFactory(stage=stage))
    step = _step(listed)
    StepState.objects.create(
        step=step, target=own, state="going", note="Отметка-шага", by=people["doo_coordinator"]
    )
    return {
        "procedure with targets": {"uid": listed.uid},
        "procedure with a draft": {"uid": drafted.uid},
        "step for targets": {"uid": campaign.uid, "step": step.pk},
        "step of the cycle": {"uid": campaign.uid, "step": whole.pk},
        **_agreements(own, other, people),
    }


def _step(procedure: Procedure) -> Step:
    phase = Phase.objects.create(procedure=procedure, position=1)
    return Step.objects.create(phase=phase, position=1, code="4.2.1", text="Определить перечень")


def _agreements(own: Target, other: Target, people: dict[str, User]) -> dict[str, Values]:
    asked = AgreementFactory(target=own)
    AgreementAct.objects.create(
        agreement=asked,
        state=asked.state,
        starts=asked.starts,
        ends=asked.ends,
        note="Слово-о-датах",
        by=people["municipal"],
    )
    expert = AgreementFactory(target=own, side=Agreement.Side.EXPERT, person=people["expert"])
    offered = AgreementFactory(
        target=other,
        state=Agreement.State.OTHER_DATES,
        offered_starts=DAY,
        offered_ends=DAY,
    )
    made = {
        "kindergarten's agreement": asked,
        "expert's agreement": expert,
        "agreement with other dates": offered,
    }
    return {words: {"uid": row.uid} for words, row in made.items()}
