"""A procedure of the cycle to set, schedules in their states, a plan as content, a calendar day."""

import datetime
from typing import Any

from portal.accounts.models import User
from portal.campaigns.models import CalendarDay, Campaign, Phase, Procedure, Schedule, Step
from portal.campaigns.reading import plan_of_data
from portal.campaigns.templates import keep_template
from portal.organisations.choices import Role
from portal.organisations.models import Organisation
from tests.factories.chain import ProcedureFactory, StageFactory
from tests.portal.campaigns.plans import small_plan
from tests.portal.roles.people import Places

Values = dict[str, Any]
DAY = datetime.date(2030, 11, 18)


def plan_objects(
    campaign: Campaign, places: Places, people: dict[str, User]
) -> dict[str, Values]:
    """The head of the own kindergarten owns the procedures; it takes part in the campaign."""
    stage = StageFactory(campaign=campaign)
    owned = [ProcedureFactory(stage=stage, owner_role=Role.DOO_HEAD) for _number in range(3)]
    for procedure in owned:
        phase = Phase.objects.create(procedure=procedure, position=1, title="Подготовка")
        Step.objects.create(phase=phase, position=1, text="Определить сроки")
    draft = _schedule(owned[1], places.own, people["doo_head"], note="Пометка-графика")
    approved = _schedule(owned[2], places.own, people["doo_head"], state=Schedule.State.APPROVED)
    template = keep_template(by=None, plan=plan_of_data(small_plan()))
    day = CalendarDay.objects.create(day=datetime.date(2030, 1, 1), note="Новогодние каникулы")
    return {
        "procedure with an owner": {"uid": owned[0].uid},
        "draft schedule": {"uid": draft.uid},
        "approved schedule": {"uid": approved.uid},
        "plan as content": {"uid": template.uid, "path": "0", "extension": "json"},
        "calendar day": {"pk": day.pk},
    }


def _schedule(
    procedure: Procedure, garden: Organisation, person: User, **values: Any
) -> Schedule:
    return Schedule.objects.create(
        procedure=procedure,
        organisation=garden,
        starts=DAY,
        ends=DAY,
        drafted_by=person,
        **values,
    )
